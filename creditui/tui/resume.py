"""At sign-in: what became of the forms that an earlier session left behind (R14)."""

from __future__ import annotations

from creditui.desk.applying import Applied
from creditui.desk.drafts import Unfinished, take_up, unfinished
from creditui.desk.errors import DeskError, Refused, StoreError
from creditui.domain.draft import FormDraft, say_draft
from creditui.domain.people import Permission
from creditui.domain.wording import say_instant, signed
from creditui.tui.app import DeskApp
from creditui.tui.forms.kept import GONE, reopen
from creditui.tui.screens.form.screen import FormScreen
from creditui.tui.screens.left_behind import LeftBehind
from creditui.tui.screens.member.screen import MemberScreen

TAKEN = "It is open in another session of yours already."


async def look_back(app: DeskApp) -> None:
    """Say of each such form whether it was applied; ask about the others, and open what is wanted.

    Nothing is applied here. Raises what reading them raises; why one can't be opened is told.
    """
    if app.read_only or not app.may(Permission.ADD):
        return
    for place, left in enumerate(await app.desk.ask(unfinished)):
        answer = await app.push_screen_wait(_dialog(app, left, newest=place == 0))
        if answer and left.entry is None:
            await _open(app, left.draft)
            return  # one thing at a time; what is older is told at the next sign-in
        if answer is not None:
            app.forget(left.draft.request_id)


def _dialog(app: DeskApp, left: Unfinished, *, newest: bool) -> LeftBehind:
    which = "Your last adjustment" if newest else "An earlier adjustment"
    what = f"{which}, {_what(app, left)} for {left.member.name},"
    if left.entry is not None:
        return LeftBehind(f"{what} was applied (entry {left.entry.id}).", "", asks=False)
    when = say_instant(left.draft.instant, app.catalogue.settings.timezone)
    more = f"You typed it on {when}. What it would do is worked out anew."
    return LeftBehind(f"{what} was not applied; open it again?", more, asks=True)


def _what(app: DeskApp, left: Unfinished) -> str:
    if left.entry is not None:
        service = app.catalogue.service_name(left.entry.service)
        return f"{signed(left.entry.credits)} {service}"
    return say_draft(left.draft, app.catalogue.service_name(left.draft.fields.get("service", "")))


async def _open(app: DeskApp, draft: FormDraft) -> None:
    """Open the form over its member, as it was, under the same request."""
    catalogue = app.catalogue
    try:
        view, form = await app.desk.ask(lambda desk: reopen(desk, draft, catalogue))
        taken = form is not None and await app.desk.ask(lambda desk: take_up(desk, draft))
    except (DeskError, StoreError) as error:
        app.tell(error.message, "error")
        if isinstance(error, Refused):
            app.refused_for_good(error)
        return
    if form is None:
        app.forget(draft.request_id)
        app.tell(GONE, "refusal")
        return
    if not taken:
        app.tell(TAKEN, "refusal")
        return
    member = MemberScreen(view)

    def shown(applied: Applied | None) -> None:
        if applied is not None:
            member.applied(applied)

    await app.push_screen(member)
    await app.push_screen(FormScreen(form), shown)

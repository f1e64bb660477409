"""Refused attempts: who asked for what, and which rule or permission said no (R2, R18)."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType

from creditui.desk.catalogue import Catalogue
from creditui.desk.open_member import open_member
from creditui.desk.refused import PAGE, NamedAttempt, newer_attempts, refused_attempts
from creditui.desk.refused_notes import collect
from creditui.desk.session import Desk
from creditui.domain.attempt import RefusedAttempt, say_asked
from creditui.domain.wording import acted_by, say_instant
from creditui.tui.commands import Command, Room, bindings
from creditui.tui.marks import Inked
from creditui.tui.screens.audit.aside import Aside
from creditui.tui.screens.audit.paging import Page, PagedScreen
from creditui.tui.screens.ledger.facts import Fact
from creditui.tui.screens.ledger.telling import when_column, who_cell
from creditui.tui.widgets.windowed import Column, Windowed

READING = "Reading the refused attempts…"
NOTED = "It comes into the log when somebody who can write looks at it, or overnight."
NOBODY = "This attempt is about no member."
NOTHING = "Nothing was refused yet; what a rule says no to is kept here."


class RefusedScreen(PagedScreen[None, NamedAttempt]):
    """All of them, newest first."""

    room = Room.REFUSED
    BINDINGS: ClassVar[list[BindingType]] = bindings(Room.REFUSED)

    def body(self) -> ComposeResult:
        attempts: Windowed[NamedAttempt] = Windowed(
            _columns(self.desk_app.catalogue), key=lambda row: row.attempt.id, empty=READING
        )
        yield Aside(attempts)

    def on_mount(self) -> None:
        self.listing.focus()
        self.begin(self._load(), "refused", reads=True)

    @property
    def where(self) -> str:
        return "Refused Attempts"

    async def _load(self) -> None:
        await self.ask(collect)
        await self.load(NOTHING)

    def older(self, desk: Desk, before_id: int | None) -> Page[NamedAttempt]:
        found = refused_attempts(desk, before_id, PAGE + 1)
        return Page(found[:PAGE], len(found) > PAGE)

    def newer(self, desk: Desk, after_id: int) -> Page[NamedAttempt]:
        found = newer_attempts(desk, after_id, PAGE + 1)
        return Page(found[-PAGE:], len(found) > PAGE)

    @on(Windowed.Highlighted)
    def _highlighted(self, message: Windowed.Highlighted[Any]) -> None:
        row: NamedAttempt | None = message.row
        if row is not None:
            catalogue = self.desk_app.catalogue
            self.query_one(Aside).tell(
                _asked(row, catalogue),
                _facts(row, catalogue),
                (("noted" if row.noted else f"attempt {row.attempt.id}", "muted"),),
            )
        self.refresh_bindings()

    # Commands

    def why_not(self, command: Command) -> str | None:
        reason = super().why_not(command)
        needs = command.id in ("open", "member")
        if reason is None and needs and self.is_mounted:
            row = self.listing.highlighted
            if row is None:
                return "There is no attempt under the cursor."
            if row.attempt.member_id is None:
                return NOBODY
        return reason

    @on(Windowed.Selected)
    def _selected(self, message: Windowed.Selected[Any]) -> None:
        self.action_open()

    def action_open(self) -> None:
        self.action_member()

    def action_member(self) -> None:
        row = self.listing.highlighted
        if row is None:
            return
        if row.attempt.member_id is None:
            self.desk_app.tell(NOBODY, "refusal")
        else:
            self.begin(self._open_member(row.attempt.member_id), "open", opens=True)

    async def _open_member(self, member_id: int) -> None:
        from creditui.tui.screens.member.screen import MemberScreen

        view = await self.ask(lambda desk: open_member(desk, member_id))
        if self.is_current:
            self.app.push_screen(MemberScreen(view))

    def action_back(self) -> None:
        self.dismiss()


def _who(attempt: RefusedAttempt) -> str:
    return acted_by(attempt.actor, attempt.via)


def _asked(row: NamedAttempt, catalogue: Catalogue) -> str:
    asked = row.attempt.asked
    return say_asked(asked, catalogue.service_name(asked.service))


def _rule(attempt: RefusedAttempt) -> str:
    """The rule by the words of its code: "own membership"."""
    return attempt.refusal.code.replace("_", " ")


def _columns(catalogue: Catalogue) -> tuple[Column[NamedAttempt], ...]:
    return (
        when_column(lambda row: row.attempt.instant, catalogue),
        Column("Who", lambda row: who_cell(row.attempt), 7, flex=6, most=16, drop=1, whole=True),
        Column("Member", lambda row: row.member_name, 13, flex=2, most=26, least=8),
        Column("Asked for", lambda row: _asked(row, catalogue), 16, flex=8, most=28),
        Column(
            "Rule",
            lambda row: ((_rule(row.attempt), "warning"),),
            15,
            flex=1,
            most=20,
            drop=2,
        ),
        Column("", _sentence, 20, flex=6, most=100, drop=3),
    )


def _sentence(row: NamedAttempt) -> Inked:
    return ((row.attempt.refusal.message, "muted"),)


def _facts(row: NamedAttempt, catalogue: Catalogue) -> tuple[Fact, ...]:
    attempt = row.attempt
    return (
        *(() if row.member_name else (("Asked for", _asked(row, catalogue)),)),
        ("Answer", ((attempt.refusal.message, "strong"),)),
        ("Rule", _rule(attempt)),
        ("Who", _who(attempt)),
        *((("Member", row.member_name),) if row.member_name else ()),
        *((("Noted", NOTED),) if row.noted else ()),
        ("When", say_instant(attempt.instant, catalogue.settings.timezone)),
        ("Request", ((attempt.request_id, "muted"),)),
    )

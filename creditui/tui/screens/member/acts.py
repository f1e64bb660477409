"""The acts that start from a member: adjust, correct, and look closer."""

from __future__ import annotations

from abc import abstractmethod

from creditui.desk.applying import Applied
from creditui.desk.ledger import entry_detail
from creditui.desk.open_member import MemberView
from creditui.tui.screens.as_of.looking_back import LookingBackScreen
from creditui.tui.screens.as_of.past import Past
from creditui.tui.screens.ledger.from_entry import lead_to_lots, lead_to_period
from creditui.tui.screens.member.place import Place


class MemberActs(LookingBackScreen[None]):
    """What a person can do with what the cursor is on; a screen says what that is.

    The screens and forms that open are imported when they are first asked for.
    """

    def __init__(self, view: MemberView, past: Past | None) -> None:
        super().__init__(past)
        self.member_id = view.member.id
        self.view = view

    @property
    @abstractmethod
    def place(self) -> Place | None:
        """What the keys are about: the membership, service, lot or entry under the cursor."""

    @abstractmethod
    def applied(self, applied: Applied) -> None:
        """Say what was done, and show it."""

    def action_adjust(self) -> None:
        from creditui.tui.forms.form import adjust_form
        from creditui.tui.screens.form.screen import FormScreen

        place = self.place
        if place is None:
            return
        form = adjust_form(
            self.view, place.membership, self.desk_app.catalogue, place.lot, place.service
        )
        self.app.push_screen(FormScreen(form), self._applied)

    def action_history(self) -> None:
        from creditui.tui.screens.history.screen import HistoryScreen

        if (place := self.place) is not None:
            screen = HistoryScreen(self.member_id, place.membership.membership.id, self.past)
            self.app.push_screen(screen, self._applied)

    def action_explain(self) -> None:
        from creditui.tui.screens.ledger.explain import ExplainScreen

        place = self.place
        if place is not None and place.service is not None:
            membership_id = place.membership.membership.id
            screen = ExplainScreen(self.member_id, place.service, membership_id, self.past)
            self.app.push_screen(screen)

    def action_story(self) -> None:
        from creditui.tui.screens.story.screen import StoryScreen

        place = self.place
        if place is not None and place.service is not None:
            entry_id = None if place.entry is None else place.entry.id
            membership_id = place.membership.membership.id
            screen = StoryScreen(self.member_id, place.service, membership_id, entry_id)
            self.app.push_screen(screen)

    def action_entry_period(self) -> None:
        place = self.place
        if place is not None and place.entry is not None:
            task = lead_to_period(self, place.entry.id, self.past)
            self.begin(task, "period", opens=True)

    def action_entry_lots(self) -> None:
        place = self.place
        if place is not None and place.entry is not None:
            lead_to_lots(self, place.entry.id, self.past)

    def action_correct(self) -> None:
        place = self.place
        if place is not None and place.entry is not None:
            self.begin(self._correct(place.entry.id), "correct", opens=True)

    async def _correct(self, entry_id: int) -> None:
        from creditui.tui.forms.form import correct_form
        from creditui.tui.screens.form.screen import FormScreen

        detail = await self.ask(lambda desk: entry_detail(desk, entry_id))
        form = correct_form(detail, self.desk_app.catalogue)
        self.app.push_screen(FormScreen(form), self._applied)

    def _applied(self, applied: Applied | None) -> None:
        if applied is not None:
            self.applied(applied)

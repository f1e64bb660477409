"""Somebody at Adjust Credits, Update Credits or a correction: what their tests start from."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from creditui.desk.applying import Applied
from creditui.desk.ledger import member_ledger
from creditui.desk.open_member import open_member
from creditui.domain.ledger import Entry
from creditui.tui.forms.form import Form, adjust_form, update_form
from creditui.tui.screens.form.screen import FormScreen
from tests.support.hands import running
from tests.support.session import desk_app
from tests.support.studio import Studio
from tests.support.visitor import Visitor


@dataclass
class Person(Visitor):
    """Somebody at the form."""

    studio: Studio
    results: list[Applied | None] = field(default_factory=list)
    """What the forms she opened ended with."""

    async def opens(self, form: Form) -> None:
        self.app.push_screen(FormScreen(form), self.results.append)
        await self.settle()

    async def reads_the_review(self) -> None:
        """Long enough that the next key is an answer and not typed ahead."""
        review = self.app.screen
        assert isinstance(review, FormScreen)
        assert review.reviewed is not None, self.text
        self.answers_now()

    def form(self, kind: str = "adjust", external_id: str = "maya") -> Form:
        view = self.app.desk.now(lambda d: open_member(d, self.studio.member_id(external_id)))
        membership = view.memberships[0]
        if kind == "adjust":
            return adjust_form(view, membership, self.app.catalogue)
        period = membership.periods[0]
        return update_form(view, membership, period, "massage", self.app.catalogue)

    def ledger(self) -> tuple[Entry, ...]:
        return self.app.desk.now(lambda d: member_ledger(d, self.studio.member_id()))


@asynccontextmanager
async def person(
    studio: Studio, username: str = "mona", size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Person]:
    with desk_app(studio, username) as app:
        async with running(app, size=size) as pilot:
            yield Person(app, pilot, studio)

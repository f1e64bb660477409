"""What the form does so that a dropped line loses nothing that was typed (R13, R14)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable

from creditui.desk.applying import Applied
from creditui.domain.draft import FormDraft, Stage
from creditui.tui.forms.form import Form
from creditui.tui.forms.kept import draft_of
from creditui.tui.forms.typed import Typed
from creditui.tui.screens.desk_screen import DeskScreen
from creditui.tui.screens.form.keeping import Keeping, keep_quietly


class KeptForm(DeskScreen[Applied | None]):
    """A form that is kept as it is typed, and no longer once it is left or its result shown."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form
        self.keeping = Keeping(lambda: self.draft, self._later, self._keep)
        self._over = False

    @property
    @abstractmethod
    def typed(self) -> Typed | None:
        """What stands in the form; None where nothing was typed."""

    @property
    @abstractmethod
    def stage(self) -> Stage:
        """How far the person has come."""

    @property
    def draft(self) -> FormDraft | None:
        if self._over or not self.made or self.desk_app.read_only:
            return None
        typed = self.typed
        return None if typed is None else draft_of(self.form, typed, self.stage)

    @property
    def unkept(self) -> bool:
        return self.keeping.unkept

    def let_go(self) -> None:
        if self.keeping.anything or self.form.resumed:
            self.desk_app.forget(self.form.request_id)

    def finish(self, applied: Applied | None) -> None:
        """Leave: on purpose, or with the result, which is shown before the form is forgotten."""
        self._over = True
        # What was opened while it was written, a question or the help, would be popped instead.
        self.pop_until_active()
        self.dismiss(applied)
        self.app.call_after_refresh(self.let_go)

    def _later(self, seconds: float, look: Callable[[], None]) -> None:
        self.set_timer(seconds, look)

    def _keep(self, draft: FormDraft) -> None:
        self.begin(self._kept(draft), "keep")

    async def _kept(self, draft: FormDraft) -> None:
        if await self.ask(lambda desk: keep_quietly(desk, draft)):
            self.keeping.kept(draft)

"""When a form is kept: after a quiet, not for each key, and not twice."""

from __future__ import annotations

from collections.abc import Callable

from creditui.domain.draft import FormDraft, FormKind, Stage
from creditui.tui.screens.form.keeping import STEP, Keeping

NOTHING = FormDraft("r", 1, FormKind.ADJUST, 1, {})


class Typist:
    """A form, a clock that ticks when a test says so, and what was written."""

    def __init__(self) -> None:
        self.form: FormDraft | None = NOTHING
        self.timers: list[Callable[[], None]] = []
        self.written: list[FormDraft] = []
        self.keeping = Keeping(lambda: self.form, self._later, self._keep)

    def types(self, credits: str) -> None:
        self.form = FormDraft("r", 1, FormKind.ADJUST, 1, {"credits": credits})
        self.keeping.changed()

    def tick(self) -> None:
        timers, self.timers = self.timers, []
        for timer in timers:
            timer()

    def _later(self, seconds: float, look: Callable[[], None]) -> None:
        assert seconds == STEP
        self.timers.append(look)

    def _keep(self, draft: FormDraft) -> None:
        self.written.append(draft)
        self.keeping.kept(draft)


def test_nothing_is_written_while_somebody_types() -> None:
    typist = Typist()
    for number in range(50):
        typist.types(str(number))
        typist.types(f"{number}0")
        typist.tick()
    assert typist.written == []
    assert len(typist.timers) == 1
    typist.tick()
    assert [draft.fields["credits"] for draft in typist.written] == ["490"]
    assert typist.timers == []


def test_what_is_kept_is_not_kept_again() -> None:
    typist = Typist()
    typist.types("2")
    typist.tick()
    typist.tick()
    assert not typist.keeping.unkept
    typist.types("2")
    typist.tick()
    typist.tick()
    assert len(typist.written) == 1


def test_another_stage_is_kept_at_once() -> None:
    typist = Typist()
    typist.form = FormDraft("r", 1, FormKind.ADJUST, 1, {}, Stage.REVIEW)
    assert typist.keeping.unkept
    typist.keeping.now()
    typist.keeping.now()
    assert [draft.stage for draft in typist.written] == [Stage.REVIEW]


def test_an_untouched_form_is_not_kept() -> None:
    typist = Typist()
    typist.form = None
    typist.keeping.changed()
    typist.tick()
    typist.tick()
    assert typist.written == []
    assert not typist.keeping.anything

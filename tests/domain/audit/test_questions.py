"""The questions, their words and their thresholds."""

from dataclasses import fields
from string import Formatter

import pytest

from creditui.domain.audit.questions import QUESTIONS, Code, Question, question
from creditui.domain.settings import Settings


def test_every_code_has_one_question() -> None:
    assert [each.code for each in QUESTIONS] == list(Code)
    assert question("dormant") is QUESTIONS[1]
    assert question("nonsense") is None


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda asked: asked.code)
def test_a_question_is_said_in_sentences_with_the_studios_thresholds(asked: Question) -> None:
    names = {name for _, name, _, _ in Formatter().parse(asked.rule) if name}
    assert names <= {"hours", *(field.name for field in fields(Settings))}
    for sentence in (asked.says(Settings()), asked.why):
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_every_threshold_is_said_by_a_question() -> None:
    said = "".join(asked.rule for asked in QUESTIONS)
    thresholds = [field.name for field in fields(Settings) if field.name.startswith("audit_")]
    assert [name for name in thresholds if f"{{{name}}}" not in said] == []


@pytest.mark.parametrize(
    ("code", "settings", "said"),
    [
        ("dormant", Settings(audit_dormant_days=1), "for 1 day or more."),
        ("near-limit", Settings(audit_near_limit_days=1), "within 1 day, each"),
        ("quick-use", Settings(audit_quick_use_minutes=1), "within 1 minute of"),
        ("large", Settings(audit_large_credits=1), "of 1 credit or more."),
        ("large", Settings(audit_large_credits=12), "of 12 credits or more."),
    ],
)
def test_one_of_a_thing_is_said_so(code: str, settings: Settings, said: str) -> None:
    asked = question(code)
    assert asked is not None
    assert said in asked.says(settings)


@pytest.mark.parametrize(
    ("opens_at", "closes_at", "said"),
    [
        ("06:00", "22:00", "Adjustments before 06:00 or from 22:00 on, in the studio's time."),
        ("18:00", "02:00", "Adjustments from 02:00 on and before 18:00, in the studio's time."),
        ("06:00", "00:00", "Adjustments from 00:00 on and before 06:00, in the studio's time."),
        ("00:00", "00:00", "Adjustments at no time, as the studio never closes."),
    ],
)
def test_the_hours_that_are_asked_about_are_those_it_is_shut(
    opens_at: str, closes_at: str, said: str
) -> None:
    asked = question("outside-hours")
    assert asked is not None
    assert asked.says(Settings(opens_at=opens_at, closes_at=closes_at)) == said

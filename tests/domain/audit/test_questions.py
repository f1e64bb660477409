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
    assert names <= {field.name for field in fields(Settings)}
    for sentence in (asked.says(Settings()), asked.why):
        assert sentence.endswith(".")
        assert "{" not in sentence


def test_every_threshold_is_said_by_a_question() -> None:
    said = "".join(asked.rule for asked in QUESTIONS)
    thresholds = [field.name for field in fields(Settings) if field.name.startswith("audit_")]
    assert [name for name in thresholds if f"{{{name}}}" not in said] == []

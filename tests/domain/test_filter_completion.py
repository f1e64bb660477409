import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.filter_completion import Vocabulary, complete
from creditui.domain.filtering import KEYS, MARKS

WORDS = Vocabulary(
    ("ada", "alice", "mona"), ("massage", "hot stone"), ("goodwill",), ("Gifts", "My acts")
)


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("w", ["who:"]),
        ("who:a", ["ada", "alice"]),
        ("via:mo", ["mona"]),
        ("who:m", ["me", "mona"]),
        ("v", ["via:", "view:"]),
        ("view:my", ['"My acts"']),
        ('view:"my a', ['"My acts"']),
        ('view:"My acts"', []),
        ("view:", ["Gifts", '"My acts"']),
        ("since:so", ["som", "soy"]),
        ("who:mona t", ["type:"]),
        ("type:re", ["remove"]),
        ("service:h", ['"hot stone"']),
        ('service:"hot', ['"hot stone"']),
        ("reason:", ["goodwill"]),
        ("flag:to", ["to_expired_lot"]),
        ("since:-3", ["-30d"]),
        ("corr", ["corrects", "corrected"]),
        ("adj", ["adjustments"]),
        ("over:", []),
        ('"w', []),
        ("late", []),
    ],
)
def test_the_word_at_the_end_is_completed(line: str, offered: list[str]) -> None:
    assert [c.text for c in complete(line, len(line), WORDS)] == offered


def test_only_the_word_under_the_cursor_is_replaced() -> None:
    line = "who:mo type:add"
    (found,) = complete(line, 6, WORDS)
    assert line[: found.start] + found.text + line[found.end :] == "who:mona type:add"
    (found,) = complete("wh type:add", 2, WORDS)
    assert (found.text, found.start, found.end) == ("who:", 0, 2)


def test_between_words_everything_is_offered() -> None:
    assert len(complete("", 0, WORDS)) == len(KEYS) + len(MARKS)
    assert len(complete("who:mona ", 9, WORDS)) == len(KEYS) + len(MARKS)


@given(st.text(max_size=30), st.integers(-5, 40))
def test_any_line_and_any_cursor_will_do(line: str, cursor: int) -> None:
    for found in complete(line, cursor, WORDS):
        assert 0 <= found.start <= found.end <= len(line)

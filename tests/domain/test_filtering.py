from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditui.domain.filtering import KEYS, MARKS, BadFilter, Filter, parse_filter
from creditui.domain.kinds import Flag, Kind

TODAY = date(2026, 11, 20)  # a Friday


def test_everything_can_be_asked_for_at_once() -> None:
    line = (
        'who:alice who:mona type:remove service:massage reason:goodwill member:"maya o" '
        "since:2026-10-01 until:yesterday over:5 ref:B-12 corrects corrected flags adjustments "
        'flag:over-allocation via:ada "late therapist" tired'
    )
    assert parse_filter(line, TODAY) == Filter(
        who=("alice", "mona"),
        via=("ada",),
        kinds=(Kind.REMOVE,),
        services=("massage",),
        reasons=("goodwill",),
        member="maya o",
        since=date(2026, 10, 1),
        until=date(2026, 11, 19),
        over=5,
        reference="B-12",
        flags=(Flag.OVER_ALLOCATION,),
        flagged=True,
        adjusted=True,
        corrects=True,
        corrected=True,
        words=("late therapist", "tired"),
    )


@pytest.mark.parametrize(
    ("line", "since", "words"),
    [
        ("since:1 oct", date(2026, 10, 1), ()),
        ("late SINCE:4  Dec tea", date(2025, 12, 4), ("late", "tea")),
        ("since:4 dec 2024 tea", date(2024, 12, 4), ("tea",)),
        ("since:4 dec 4711", date(2025, 12, 4), ("4711",)),
        ("since:1 sept", date(2026, 9, 1), ()),
        ("since:mon oct", date(2026, 11, 16), ("oct",)),
        ('since:"1 oct" 2025', date(2026, 10, 1), ("2025",)),
    ],
)
def test_a_day_and_its_month_need_no_quotes(line: str, since: date, words: tuple[str, ...]) -> None:
    assert parse_filter(line, TODAY) == Filter(since=since, words=words)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-10-01", date(2026, 10, 1)),
        ("today", TODAY),
        ("yesterday", date(2026, 11, 19)),
        ("-30d", date(2026, 10, 21)),
        ("-2w", date(2026, 11, 6)),
        ("-1m", date(2026, 10, 20)),
        ("-1y", date(2025, 11, 20)),
        ("som", date(2026, 11, 1)),
        ("SOY", date(2026, 1, 1)),
        ("fri", TODAY),
        ("thu", date(2026, 11, 19)),
        ("sat", date(2026, 11, 14)),
        ("20 nov", TODAY),
        ("21 nov", date(2025, 11, 21)),
        ("4 dec", date(2025, 12, 4)),
        ("dec 4", date(2025, 12, 4)),
        ("29 feb", date(2024, 2, 29)),
        ("4 dec 2026", date(2026, 12, 4)),
        ("+2d", date(2026, 11, 22)),
        ("tomorrow", date(2026, 11, 21)),
    ],
)
def test_a_date_without_a_year_looks_back(typed: str, day: date) -> None:
    assert parse_filter(f'since:"{typed}"', TODAY).since == day


@pytest.mark.parametrize(
    ("line", "place", "said"),
    [
        ("who:", "who:", "wants a username"),
        ("type:gift", "type:gift", "takes opening, allocation, use"),
        ("flag:red", "flag:red", "takes over_allocation"),
        ("a over:x", "over:x", "a whole number"),
        ("over:5 over:6", "over:6", "twice"),
        ("since:4/12", "since:4/12", "two ways"),
        ("since:1 late", "since:1", "like 2026-10-01, 1 oct"),
        ("since:1 octopus", "since:1 octopus", "like 2026-10-01, 1 oct"),
        ("since:soon", "since:soon", "like 2026-10-01, 1 oct, mon, yesterday, -30d or som (the"),
        ("since:2026-02-30", "since:2026-02-30", "no 2026-02-30 in the calendar; check the day."),
        ("until:-99999y", "until:-99999y", "before any date"),
        ("foo:bar", "foo:bar", "no filter; use who:"),
        ("since:today until:yesterday", "", "nothing is in between"),
        ("a \x1b[2J", "\x1b[2J", "control character"),
    ],
)
def test_a_line_that_cannot_be_read_says_where_and_why(line: str, place: str, said: str) -> None:
    with pytest.raises(BadFilter) as caught:
        parse_filter(line, TODAY)
    assert said in caught.value.message
    assert "+60d" not in caught.value.message
    assert line[caught.value.start : caught.value.end] == place


def test_quotes_make_plain_text_of_anything() -> None:
    assert parse_filter('"who:alice" "corrects"', TODAY).words == ("who:alice", "corrects")
    assert parse_filter('"never closed who:x', TODAY).words == ("never closed who:x",)
    assert parse_filter('member:"never closed', TODAY).member == "never closed"
    assert parse_filter('"" " "', TODAY) == Filter()


def test_the_empty_filter_is_false() -> None:
    assert not parse_filter("  ", TODAY)
    assert parse_filter("over:0", TODAY)
    assert str(Filter()) == ""


def test_a_line_has_an_end() -> None:
    with pytest.raises(BadFilter, match="longer than"):
        parse_filter("a " * 501, TODAY)


PIECES = st.sampled_from(
    [f"{key}:" for key in KEYS] + list(MARKS) + ['"', " ", "5", "-30d", "add", "é", "4 dec", ":"]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=12).map("".join)))
def test_any_line_is_read_or_refused_and_what_is_read_is_said_again(line: str) -> None:
    read = _read(line)
    if isinstance(read, BadFilter):
        assert 0 <= read.start <= read.end <= len(line)
        assert read.message.endswith(".")
    else:
        assert parse_filter(str(read), TODAY) == read


def _read(line: str) -> Filter | BadFilter:
    try:
        return parse_filter(line, TODAY)
    except BadFilter as error:
        return error

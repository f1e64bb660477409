import sys

import pytest
from rich.cells import cell_len

from creditui.cli.output import say, tell, write_csv, write_table

NAMES = ("Maya", "王小明", "Zoë", "e\u0301a", "👩‍🦰 Ann", "محمد", "a\x1b[2Jb", "x\u202ey")


def test_columns_stay_aligned_whatever_the_width_of_a_character(
    capsys: pytest.CaptureFixture[str],
) -> None:
    write_table(("name", "credits"), [(name, 7) for name in NAMES], right=(1,))
    lines = capsys.readouterr().out.splitlines()
    assert {cell_len(line) for line in lines} == {cell_len(lines[0])}
    assert not [c for line in lines for c in line if c < " " or c == "\u202e"]


def test_long_text_is_shortened_and_nothing_is_empty(capsys: pytest.CaptureFixture[str]) -> None:
    write_table(("note", "who"), [("x" * 500, None)])
    assert capsys.readouterr().out.splitlines()[1] == "x" * 59 + "…"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 7700", "'+44 7700"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\tx", "'␉x"),
        ("\rx", "'␍x"),
        ("a=1", "a=1"),
        ("＝1+1", "'＝1+1"),
        ("late;=1+1;-2", "late;'=1+1;'-2"),
        (";@x", ";'@x"),
        ("late; she waited", "late; she waited"),
        ("", '""'),
    ],
)
def test_csv_text_is_never_a_formula(
    text: str, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_csv(("text",), [{"text": text}])
    assert capsys.readouterr().out == f"text\n{written}\n"


def test_csv_keeps_numbers_truth_and_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    write_csv(("n", "yes", "none"), [{"n": -2, "yes": True, "none": None}])
    assert capsys.readouterr().out == "n,yes,none\n-2,true,\n"


def test_results_and_messages_go_their_own_ways(capsys: pytest.CaptureFixture[str]) -> None:
    say("done\x07")
    tell("note\x1b]0;x")
    assert capsys.readouterr() == ("done␇\n", "note␛]0;x\n")


ARABIC, HEBREW, MARK = "محمد علي", "אב, גד", "\u200e"


def test_a_name_from_the_right_turns_no_figures_round(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Terminals showed "3 -> 5" beside such a name as "5 <- 3", and columns of figures swapped."""
    header, rows = ("name", "note", "left"), [(ARABIC, HEBREW, 3), ("Maya", "王小明", 12)]
    sentence = f"+2 massage for {ARABIC}: 3 -> 5"
    plain = [
        sentence,
        "name      note    left",
        f"{ARABIC}  {HEBREW}     3",
        "Maya      王小明    12",
    ]

    say(sentence)
    write_table(header, rows, right=(2,))
    assert capsys.readouterr().out.splitlines() == plain  # for programs: nothing is added

    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    say(sentence)
    write_table(header, rows, right=(2,))
    assert capsys.readouterr().out.splitlines() == [
        f"{MARK}+2 massage for {ARABIC}{MARK}: 3 -> 5",
        plain[1],
        f"{MARK}{ARABIC}{MARK}  {HEBREW}{MARK}     3",
        plain[3],
    ]

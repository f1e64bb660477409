"""`creditui clock`, as an admin types it at three in the morning (R17)."""

import re
import shlex
from datetime import timedelta

from tests.cli.harbour import OWNER, Harbour
from tests.readme import README, block
from tests.support.studio import NOW

TEXT = README.read_text("utf-8")
YEAR = timedelta(days=365)
ENTRIES = 14
"""Lots of the studio that expire within the year."""
NOTE = "the host came up without its battery"
_GIVEN = ("--reason", "goodwill", "--note", "she waited twenty minutes")
ADD = ("adjust", "maya", "--add", "1", "--service", "massage", "--expires", "eom", *_GIVEN)


def ahead(harbour: Harbour) -> None:
    """One entry, 15, a year ahead."""
    harbour.clock.instant = NOW + YEAR
    assert harbour.run(*ADD, by="mona").status == 0
    harbour.clock.instant = NOW + timedelta(hours=1)
    ran = harbour.run(*ADD, by="mona")
    assert ran.status == 5
    assert "or see creditui clock where the entry is wrong" in ran.err


def test_it_says_what_to_do_and_does_it(harbour: Harbour) -> None:
    assert "no entry is ahead of it" in harbour.run("clock").out
    ahead(harbour)
    said = harbour.run("clock", by="audrey").out
    assert "The clock says Fri 20 Nov 2026, 13:00, in the studio." in said
    assert "the entries 15 to 15, from Sat 20 Nov 2027 on" in said
    assert "creditui clock --wrong 15-15 --today DATE --note TEXT" in said
    how = ("clock", "--wrong", "15-15", "--today", "2026-11-20", "--note", NOTE)
    assert harbour.run(*how, by="mona").status == 3
    done = harbour.run(*how)
    told = f"For entry 15 the clock stood ahead; put right on Fri 20 Nov 2026 by {OWNER}: {NOTE}"
    assert done.out.startswith(told)
    assert harbour.run(*ADD, by="mona").status == 0
    assert told in harbour.run("verify").out
    assert told in harbour.run("clock").out
    assert harbour.run(*how).status == 2


def test_json_has_what_is_ahead_and_every_record(harbour: Harbour) -> None:
    ahead(harbour)
    entries = {"first_entry": 15, "last_entry": 15}
    assert harbour.json("clock") == {"today": "2026-11-20", "ahead": entries, "records": []}
    how = ("--wrong", "15-15", "--today", "2026-11-20", "--note", NOTE)
    answer = harbour.json("clock", *how)
    assert answer["ahead"] is None
    records = answer["records"]
    assert isinstance(records, list)
    assert [record["at"] for record in records] == ["2026-11-20T13:00:00.000000Z"]
    assert harbour.json("verify")["clock"] == records


def test_half_of_it_is_not_enough(harbour: Harbour) -> None:
    for words in (["--wrong", "1-2"], ["--note", NOTE, "--today", "2026-11-20"]):
        ran = harbour.run("clock", *words)
        assert (ran.status, ran.out) == (2, "")
        assert "together" in ran.err
    for words in (["--wrong", "12"], ["--today", "today"]):
        assert harbour.run("clock", *words).status == 2


def test_what_expired_too_early_goes_back_as_the_readme_says(harbour: Harbour) -> None:
    held = harbour.json("balance", "maya")
    harbour.clock.instant = NOW + YEAR
    assert harbour.json("expire", by="mona")["entries"] == ENTRIES
    harbour.clock.instant = NOW
    wrong = ("--wrong", f"15-{14 + ENTRIES}", "--today", "2026-11-20", "--note", NOTE)
    assert harbour.run("clock", *wrong).status == 0
    assert harbour.json("balance", "maya") != held
    listed, corrected = re.findall(r"creditui (ledger|correct)(.*)", block(TEXT, "clock-expired"))
    words = shlex.split(listed[1].replace("since:2027-01-01", "since:2027-11-01"))
    csv = harbour.run("ledger", *words[: words.index("|")]).out
    entries = [line.split(",")[0] for line in csv.splitlines()[1:]]
    assert len(entries) == ENTRIES
    for entry in entries:
        ran = harbour.run("correct", *shlex.split(corrected[1].replace("$entry", entry)))
        assert ran.status == 0, ran.err  # whatever the standing of the membership
    assert harbour.json("balance", "maya") == held
    assert harbour.run("verify").status == 0

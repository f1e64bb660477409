"""hledger and bean-check read the whole ledger, agree that it balances, and find our balances."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from creditui.desk.demo import make_demo
from creditui.desk.exporting.beancount import beancount
from creditui.desk.exporting.hledger import hledger
from creditui.desk.exporting.naming import commodities
from creditui.desk.exporting.reading import Export, begin_export
from creditui.desk.initialise import initialise
from creditui.desk.session import Desk, open_desk
from creditui.domain.filtering import Filter
from creditui.domain.kinds import Kind
from creditui.domain.membership import Member
from creditui.domain.studio import Service
from creditui.store.bulk import upsert_members, upsert_services
from creditui.store.transaction import writing
from tests.support.studio import NOW, FixedClock, open_studio

HOSTILE = (
    'x" \\ ; date:2020-99-99 [2020-13-45] (a) | {b} #c ^d\\',
    "=1+1 @ 5 USD * ! include /etc/passwd",
    "日本 ‘quote’ [/] account x",
    "2020-01-01 open Assets:Mine",
)
LEDGER = """
import json, sys
from collections import Counter
from beancount import loader
from beancount.core.data import Transaction

entries, errors, _ = loader.load_file(sys.argv[1])
held = Counter()
for entry in entries:
    if isinstance(entry, Transaction):
        for posting in entry.postings:
            held[posting.account, posting.units.currency] += int(posting.units.number)
print(json.dumps([[str(e.message) for e in errors], [[*key, n] for key, n in held.items()]]))
"""

Balances = dict[tuple[str, str], int]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Years of thousands of random acts."""
    path = str(tmp_path_factory.mktemp("demo") / "demo.db")
    make_demo(path, members=400, clock=FixedClock(NOW), owner="olga")
    opened = open_desk(path, "olga", read_only=True, clock=FixedClock(NOW))
    yield opened
    opened.close()


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Desk]:
    """A studio where every text tries to be something else."""
    with open_studio(tmp_path) as studio:
        with writing(studio.store):
            upsert_services(
                studio.store, (Service("true", HOSTILE[0]), Service("TRUE", HOSTILE[1]))
            )
            upsert_members(studio.store, (Member(0, HOSTILE[0], external_id="maya"),))
        for number, text in enumerate(HOSTILE):
            service = ("true", "TRUE", "massage", "true")[number]
            draft = studio.draft(Kind.ADD, (studio.grant(number + 1),), service=service)
            studio.append(replace(draft, note=text, reference=text))
        desk = open_desk(str(studio.path), "mona", read_only=True, clock=studio.clock)
        yield desk
        desk.close()


def ours(export: Export) -> Balances:
    """What creditui has left in each lot, where that is anything."""
    names = commodities(export.services)
    return {
        (f"M{lot.member_id}:L{lot.id}", names[lot.service]): lot.left
        for lot in export.lots_left()
        if lot.left
    }


def in_hledger(text: str, folder: Path) -> Balances:
    file = folder / "ledger.journal"
    file.write_text(text, "utf-8")
    words = ("hledger", "-f", str(file), "bal", "--flat", "-N", "-O", "csv", "assets")
    ran = subprocess.run(
        words, capture_output=True, text=True, check=False, env={"LANG": "C.UTF-8"}
    )
    assert ran.returncode == 0, ran.stderr[:2000]
    found = {}
    for account, amount in list(csv.reader(io.StringIO(ran.stdout)))[1:]:
        number, commodity = re.fullmatch(r'(-?\d+) "?([^"]*)"?', amount).groups()  # type: ignore[union-attr]
        found[account.removeprefix("assets:members:"), commodity] = int(number)
    return found


def in_beancount(text: str, folder: Path) -> Balances:
    file = folder / "ledger.beancount"
    file.write_text(text, "utf-8")
    ran = subprocess.run(
        (sys.executable, "-c", LEDGER, str(file)), capture_output=True, text=True, check=True
    )
    errors, held = json.loads(ran.stdout)
    assert errors == []
    return {
        (account.removeprefix("Assets:Members:"), commodity): number
        for account, commodity, number in held
        if account.startswith("Assets:") and number
    }


READERS = pytest.mark.parametrize(
    ("write", "read"),
    [(hledger, in_hledger), (beancount, in_beancount)],
    ids=["hledger", "beancount"],
)
Write = Callable[[Export], Iterator[str]]
Read = Callable[[str, Path], Balances]


@READERS
def test_another_program_finds_every_balance(
    demo: Desk, tmp_path: Path, write: Write, read: Read
) -> None:
    export = begin_export(demo, Filter())
    assert export.last_id > 4_000
    assert read("".join(write(export)), tmp_path) == ours(export)


@READERS
def test_of_a_part_of_the_ledger_it_finds_exactly_its_movements(
    demo: Desk, tmp_path: Path, write: Write, read: Read
) -> None:
    wanted = Filter(kinds=(Kind.USE, Kind.ADD), services=("massage",))
    export = begin_export(demo, wanted)
    moved: Counter[tuple[str, str]] = Counter()
    for step in export.steps():
        for entry in step.entries:
            for movement in entry.movements:
                moved[f"M{entry.member_id}:L{movement.lot_id}", "MASSAGE"] += movement.credits
    found = read("".join(write(export)), tmp_path)
    assert len(moved) > 100
    assert found == {account: credits for account, credits in moved.items() if credits}


def test_a_strict_reader_has_nothing_to_say(demo: Desk, hostile: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ledger.journal"
    part = Filter(kinds=(Kind.USE,))
    for desk, wanted in ((demo, Filter()), (demo, part), (hostile, Filter())):
        file.write_text("".join(hledger(begin_export(desk, wanted))), "utf-8")
        ran = subprocess.run(
            ("hledger", "-f", str(file), "check", "--strict"),
            capture_output=True,
            text=True,
            check=False,
            env={"LANG": "C.UTF-8"},
        )
        assert (ran.returncode, ran.stderr) == (0, "")


@READERS
def test_hostile_texts_are_only_text(
    hostile: Desk, tmp_path: Path, write: Write, read: Read
) -> None:
    export = begin_export(hostile, Filter())
    text = "".join(write(export))
    found = read(text, tmp_path)
    assert found == ours(export)
    assert sum(found.values()) == 7 * 12 + 1 + 2 + 3 + 4


@READERS
def test_a_figure_that_was_changed_is_found(
    demo: Desk, tmp_path: Path, write: Write, read: Read
) -> None:
    text = "".join(write(begin_export(demo, Filter())))
    changed = re.sub(r"(?m)^( +[aA]ssets:\S+  )-1 ", r"\g<1>-2 ", text, count=1)
    assert changed != text
    with pytest.raises(AssertionError):
        read(changed, tmp_path)


def test_bean_check_has_nothing_to_say(hostile: Desk, tmp_path: Path) -> None:
    file = tmp_path / "ledger.beancount"
    file.write_text("".join(beancount(begin_export(hostile, Filter()))), "utf-8")
    program = Path(sys.executable).with_name("bean-check")
    ran = subprocess.run((program, file), capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_what_comes_while_it_is_read_is_left_out(tmp_path: Path) -> None:
    with open_studio(tmp_path) as studio:
        desk = open_desk(str(studio.path), "mona", read_only=True, clock=studio.clock)
        export = begin_export(desk, Filter())
        before = ours(export)
        studio.clock.advance(seconds=1)
        studio.append(studio.draft(Kind.REMOVE, (studio.move(1, -2),)))
        studio.add(5)
        assert ours(export) == before
        assert [e.id for step in export.steps() for e in step.entries] == list(range(1, 15))
        for write, read in ((hledger, in_hledger), (beancount, in_beancount)):
            assert read("".join(write(export)), tmp_path) == before
        desk.close()


def test_commodities_are_safe_and_each_its_own() -> None:
    codes = (
        "massage",
        "MASSAGE",
        "hot-stone",
        "hot stone",
        "true",
        "7th",
        "日本",
        "a",
        "x" * 40,
        "A-S8",
    )
    names = commodities(Service(code, code) for code in codes)
    assert len(set(names.values())) == len(codes)
    assert names["massage"] == "MASSAGE"
    for name in names.values():
        assert re.fullmatch(r"[A-Z][A-Z0-9'._-]{0,22}[A-Z0-9]", name), name


def test_an_empty_ledger_is_an_empty_journal(tmp_path: Path) -> None:
    path = str(tmp_path / "new.db")
    initialise(path, "olga", name="New", timezone="Europe/London")
    desk = open_desk(path, "olga", read_only=True, clock=FixedClock(NOW + timedelta(days=1)))
    export = begin_export(desk, Filter())
    assert in_hledger("".join(hledger(export)), tmp_path) == {}
    assert in_beancount("".join(beancount(export)), tmp_path) == {}
    desk.close()

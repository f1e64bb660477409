"""On any ledger a question finds the entries that a plain look at each of them finds, no other."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from creditui.desk.audit_findings import audit_findings
from creditui.desk.session import open_desk
from creditui.domain.audit.questions import QUESTIONS
from creditui.domain.calendar import studio_date
from creditui.domain.kinds import Kind
from creditui.domain.ledger import Entry
from creditui.domain.settings import Settings
from creditui.store.entries import entries_by_ids
from creditui.store.studio import write_settings
from creditui.store.transaction import writing
from tests.desk.plain_audit import Plain
from tests.support.studio import TODAY, Studio, make_studio

SETTINGS = Settings(
    studio_name="Harbour Studio",
    timezone="Europe/London",
    opens_at="09:00",
    closes_at="17:30",
    audit_dormant_days=9,
    audit_near_limit_count=3,
    audit_near_limit_days=4,
    audit_quick_use_minutes=45,
    audit_copied_notes=3,
    audit_large_credits=6,
)
NOTES = ("test test", "Waited twenty minutes", "WAITED TWENTY MINUTES", "late therapist", "no show")
MEMBERS = ("maya", "paula", "dora", "nora")
PERIODS = ((-400, 400), (5, 20), (12, 12), (30, 400))
"""In days from today, both included."""


class Story:
    """Acts of people by chance, always the same ones for the same number."""

    def __init__(self, studio: Studio, number: int) -> None:
        self._studio = studio
        self._random = Random(number)
        self._added: list[tuple[str, Entry]] = []

    def write(self, acts: int) -> None:
        for _ in range(acts):
            minutes = self._random.choice((1, 20, 44, 45, 46, 200, 500, 900, 900, 15_000))
            self._studio.clock.advance(minutes=minutes)
            if not self._added or self._random.random() < 0.55:
                self._add()
            else:
                self._move(*self._random.choice(self._added[-8:]))

    def _add(self) -> None:
        studio, member = self._studio, self._random.choice(MEMBERS)
        grant = studio.grant(self._random.choice((1, 2, 4, 5, 5, 7)), external_id=member, days=999)
        via = studio.staff("ada") if self._random.random() < 0.1 else None
        flags = self._random.choice(((), ("over_allocation",), ("paused", "over_allocation")))
        drafted = self._draft(Kind.ADD, grant, member)
        self._added.append((member, studio.append(replace(drafted, via=via, flags=flags))))

    def _move(self, member: str, entry: Entry) -> None:
        lot = self._studio.record(member).lot(entry.movements[0].lot_id)
        assert lot is not None
        if lot.left == 0:
            return
        kind = self._random.choice((Kind.USE, Kind.USE, Kind.REMOVE))
        whole = kind is Kind.REMOVE and lot.left == lot.granted
        move = self._studio.move(lot.id, -lot.left if whole else -1, external_id=member)
        drafted = self._draft(kind, move, member)
        self._studio.append(replace(drafted, corrects=entry.id if whole else None))

    def _draft(self, kind: Kind, change: Any, member: str) -> Any:
        drafted = self._studio.draft(
            kind,
            (change,),
            external_id=member,
            actor=self._random.choice(("alice", "alice", "mona", "ada")),
            day=studio_date(self._studio.clock.now(), SETTINGS.timezone),
        )
        return replace(drafted, note=self._random.choice(NOTES) if drafted.reason else "")


@pytest.fixture(scope="module", params=range(3))
def studio(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder: Path = tmp_path_factory.mktemp("story")
    studio = make_studio(folder)
    with writing(studio.store):
        write_settings(studio.store, SETTINGS)
    studio.store.execute("UPDATE member SET email = 'nora@example.org' WHERE external_id = 'dora'")
    studio.store.execute("UPDATE staff SET member_id = 8 WHERE username = 'ada'")
    Story(studio, request.param).write(140)
    yield studio
    studio.store.close()


@pytest.mark.parametrize("code", [each.code.value for each in QUESTIONS])
def test_a_question_finds_what_a_plain_look_finds(studio: Studio, code: str) -> None:
    last = studio.store.row("SELECT max(id) FROM ledger_entry")[0]
    plain = Plain(
        ledger=entries_by_ids(studio.store, range(1, last + 1))[::-1],
        settings=SETTINGS,
        people=frozenset({"alice", "mona", "ada", "audrey"}),
        limits={"alice": 5},
        households={"ada": frozenset({3, 8})},
    )
    desk = open_desk(studio.url, "audrey", clock=studio.clock)
    everything = 0
    for first, final in PERIODS:
        since, until = TODAY + timedelta(days=first), TODAY + timedelta(days=final)
        found = audit_findings(desk, code, since, until, limit=1_000)
        ids = [each.entry.id for each in found.findings][::-1]
        assert ids == plain.found(code, since, until)
        everything = max(everything, len(ids))
    desk.close()
    assert 0 < everything < last, "the story has to tell this question's entries from others"

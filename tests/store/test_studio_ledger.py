"""Pages of the studio's ledger hold exactly what the filter says, whichever way in is taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest

from creditui.desk.demo import make_demo
from creditui.domain.filtering import Filter
from creditui.domain.kinds import Flag, Kind
from creditui.domain.ledger import Entry
from creditui.store.engine import Store, open_store
from creditui.store.entries import entries_by_ids
from creditui.store.ledger import NewEntry, append
from creditui.store.ledger_sorts import sorts
from creditui.store.studio_ledger import Page, last_entry_id, ledger_page, oldest_first
from creditui.store.transaction import reading, writing
from tests.support.studio import NOW, TODAY, FixedClock, Studio


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A ledger with years of everything in it."""
    path = str(tmp_path_factory.mktemp("demo") / "demo.db")
    make_demo(path, members=120, clock=FixedClock(NOW), owner="olga")
    opened = open_store(path, read_only=True)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def everything(store: Store) -> tuple[Entry, ...]:
    """Every entry, newest first."""
    with reading(store):
        return entries_by_ids(store, list(range(1, last_entry_id(store) + 1)))


def passes(entry: Entry, wanted: Filter, corrected: set[int], member_ids: list[int] | None) -> bool:
    """What a filter means, entry by entry."""
    note = entry.note.lower()
    return all(
        (
            not wanted.who or entry.actor in wanted.who,
            not wanted.via or entry.via in wanted.via,
            not wanted.kinds or entry.kind in wanted.kinds,
            not wanted.services or entry.service in wanted.services,
            not wanted.reasons or entry.reason in wanted.reasons,
            member_ids is None or entry.member_id in member_ids,
            wanted.since is None or entry.studio_date >= wanted.since,
            wanted.until is None or entry.studio_date <= wanted.until,
            wanted.over is None or abs(entry.credits) > wanted.over,
            not wanted.reference or entry.reference.lower() == wanted.reference.lower(),
            not wanted.flags or bool(set(wanted.flags) & set(entry.flags)),
            not wanted.flagged or bool(entry.flags),
            not wanted.adjusted or entry.reason is not None,
            not wanted.corrects or entry.corrects is not None,
            not wanted.corrected or entry.id in corrected,
            all(word.lower() in note for word in wanted.words),
        )
    )


def read_on(
    store: Store, wanted: Filter, limit: int, look_at: int, member_ids: list[int] | None = None
) -> list[int]:
    """All pages, one after the other."""
    found: list[int] = []
    page = Page((), None, False)
    while True:
        with reading(store):
            page = ledger_page(
                store,
                wanted,
                member_ids=member_ids,
                before_id=page.before_id,
                limit=limit,
                look_at=look_at,
            )
        found += [entry.id for entry in page.entries]
        assert len(page.entries) <= limit
        if page.before_id is None:
            return found
        assert page.cut_short == (len(page.entries) < limit)


def random_filter(rng: Random, entries: tuple[Entry, ...]) -> tuple[Filter, list[int] | None]:
    """A filter of one to three things, taken from entries so that it lets some through."""
    some = [rng.choice(entries) for _ in range(3)]
    noted = rng.choice([e for e in entries if e.note])
    referring = rng.choice([e for e in entries if e.reference])
    days = sorted(e.studio_date for e in some[:2])
    things: list[dict[str, Any]] = [
        {"who": (some[0].actor, noted.actor)},
        {"kinds": (rng.choice(list(Kind)), some[0].kind)},
        {"services": (some[0].service,)},
        {"reasons": (noted.reason or "",)},
        {"since": days[0], "until": days[1]},
        {"over": rng.choice((0, 1, 2, 3, 7, 100))},
        {"reference": referring.reference.swapcase()},
        {"flags": (rng.choice(list(Flag)), rng.choice(list(Flag)))},
        {"flagged": True},
        {"adjusted": True},
        {"corrects": True},
        {"corrected": True},
        {"words": (rng.choice(noted.note.split()).upper(),)},
        {"member": "somebody"},
    ]
    wanted = Filter()
    for thing in rng.sample(things, rng.randint(1, 3)):
        wanted = replace(wanted, **thing)
    return wanted, sorted({e.member_id for e in some}) if wanted.member else None


@pytest.mark.parametrize("seed", range(140))
def test_any_filter_lets_through_what_it_says(
    store: Store, everything: tuple[Entry, ...], seed: int
) -> None:
    rng = Random(seed)
    corrected = {e.corrects for e in everything if e.corrects is not None}
    wanted, members = random_filter(rng, everything)
    expected = [e.id for e in everything if passes(e, wanted, corrected, members)]
    limit, look_at = rng.choice(((7, 50), (100, 10_000), (1_000, 300)))
    if len(expected) > 20 * limit:
        limit = 1_000
    assert read_on(store, wanted, limit, look_at, members) == expected, str(wanted)

    last = len(everything)
    found: list[int] = []
    after = 0
    while after < last:
        with reading(store):
            after, step = oldest_first(
                store, wanted, member_ids=members, after_id=after, last_id=last, span=997
            )
        found += [entry.id for entry in step]
    assert found == expected[::-1]


def test_without_a_filter_it_is_everything(store: Store, everything: tuple[Entry, ...]) -> None:
    assert read_on(store, Filter(), 500, 10_000) == [entry.id for entry in everything]


NOBODY = ("nobody",)


@pytest.mark.parametrize(
    "wanted", [Filter(who=NOBODY), Filter(via=NOBODY), Filter(services=NOBODY)]
)
def test_nobody_knows_that_name_and_nothing_comes(store: Store, wanted: Filter) -> None:
    assert read_on(store, wanted, 10, 10) == []


def test_a_page_cut_short_says_how_far_it_got(store: Store) -> None:
    wanted = Filter(words=("no note says this",))
    with reading(store):
        page = ledger_page(store, wanted, look_at=5)
        assert (page.entries, page.cut_short) == ((), True)
        assert page.before_id is not None
        older = ledger_page(store, wanted, before_id=page.before_id, look_at=5)
        assert older.before_id is not None
        assert older.before_id < page.before_id


def test_what_is_new_comes_alone(store: Store, everything: tuple[Entry, ...]) -> None:
    with reading(store):
        page = ledger_page(store, Filter(), after_id=everything[3].id)
    assert page.entries == everything[:3]
    assert page.before_id is None


def test_special_characters_of_like_are_only_characters(studio: Studio) -> None:
    entry = studio.append(replace(_add(studio), note="50% off_ \\ Überzahlt ok"))
    studio.append(replace(_add(studio), note="nothing of the sort"))
    for word in ("50%", "off_", "\\", "überzahlt", "ÜBERZAHLT", "Über", "OFF_ "):
        assert read_on(studio.store, Filter(words=(word.strip(),)), 10, 100) == [entry.id], word
    assert read_on(studio.store, Filter(words=("o_f",)), 10, 100) == []


def test_a_new_combination_is_found_at_once(studio: Studio) -> None:
    wanted = Filter(who=("ada",), reasons=("correction",))
    assert read_on(studio.store, wanted, 10, 100) == []
    entry = studio.append(_add(studio, "ada"))
    assert read_on(studio.store, wanted, 10, 100) == [entry.id]


def test_what_is_rolled_back_leaves_no_combination(studio: Studio) -> None:
    before = sorts(studio.store)
    with pytest.raises(ZeroDivisionError), writing(studio.store):  # noqa: PT012
        append(studio.store, _add(studio, "ada"))
        assert len(sorts(studio.store)) == len(before) + 1
        raise ZeroDivisionError
    assert sorts(studio.store) == before


def test_dates_hold_wherever_the_studio_is(studio: Studio) -> None:
    """East and west of Greenwich a studio date begins and ends hours from where it does in UTC."""
    for day in (date(2027, 3, 1), date(2027, 3, 2), date(2027, 3, 3)):
        for hours in (-14, 0, 23, 35):
            at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=hours)
            studio.clock.instant = max(at, studio.clock.instant)
            studio.append(replace(_add(studio, day=day), instant=studio.clock.instant))
    wanted = Filter(since=date(2027, 3, 2), until=date(2027, 3, 2))
    assert len(read_on(studio.store, wanted, 10, 1_000)) == 4


def _add(studio: Studio, actor: str = "mona", day: date = TODAY) -> NewEntry:
    grant = replace(studio.grant(1), expires_on=None)
    return studio.draft(Kind.ADD, (grant,), actor=actor, day=day)

"""The sample studio: Harbour Studio in London, made from a seed, with people, plans and a ledger.

Everything in its ledger was decided by the same rules as at the desk and passed the same guards.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import islice
from random import Random

from creditui.desk.clock import Clock, SystemClock
from creditui.desk.demo.cast import ALICE
from creditui.desk.demo.history import History
from creditui.desk.demo.holder import Holder
from creditui.desk.demo.joining import join
from creditui.desk.demo.plans import PLANS, SERVICES
from creditui.desk.demo.team import Team, hire
from creditui.desk.errors import InputError
from creditui.desk.initialise import initialise
from creditui.domain.calendar import studio_date
from creditui.store.bulk import upsert_plan_services, upsert_plans, upsert_services
from creditui.store.engine import Store, make_folder, open_store
from creditui.store.ledger import NewEntry, append_all
from creditui.store.location import database_path
from creditui.store.refused import append_refused
from creditui.store.studio import read_settings
from creditui.store.transaction import writing
from creditui.store.whole_file import whole_database

NAME = "Harbour Studio"
ZONE = "Europe/London"

BATCH = 20_000
"""Entries in one transaction; bounds what has to be kept until it is durable."""

Progress = Callable[[str, int, int], None]


def make_demo(
    url: str,
    *,
    members: int = 2000,
    seed: int = 1,
    progress: Progress | None = None,
    clock: Clock | None = None,
    owner: str,
) -> None:
    """Make the sample studio in a new database at `url`; `owner` becomes its first admin.

    The same `members`, `seed` and studio date make the same studio, entry by entry. There are
    never fewer members than its cast, 24 people who are always there, Maya Okafor first.
    `progress` is told the phase ("members", then "history"), how far it is, and of how much.

    It is there when it is whole, or not at all. Raises InputError where there is a file at `url`
    already, StoreError or OSError where none can be made.
    """
    today = studio_date((clock or SystemClock()).now(), ZONE)
    tell: Progress = progress or (lambda _phase, _done, _total: None)
    path = database_path(url)
    make_folder(path.parent)
    try:
        with whole_database(path) as making:
            initialise(str(making), owner, name=NAME, timezone=ZONE)
            with closing(open_store(str(making))) as store:
                _fill(store, Random(seed), today, members, tell)
    except FileExistsError as error:
        raise InputError(
            "demo_exists",
            f"There is a file {error.filename} already; name another place for the sample.",
        ) from None


def _fill(store: Store, rng: Random, today: date, members: int, tell: Progress) -> None:
    with writing(store):
        upsert_services(store, SERVICES)
        upsert_plans(store, PLANS)
        upsert_plan_services(
            store, ((p.code, service, n) for p in PLANS for service, n in p.credits.items())
        )
    holders, stories = join(store, rng, today, members, partial(tell, "members"))
    team = _team(store, holders)
    history = History(rng, team, holders, stories, today)
    _write(store, history.entries(partial(tell, "history")))
    with writing(store):
        for attempt in history.refused:
            append_refused(store, attempt)


def _team(store: Store, holders: Sequence[Holder]) -> Team:
    clients = {"alice": next(h.member.id for h in holders if h.member.name == ALICE)}
    with writing(store):
        return hire(store, read_settings(store), clients)


def _write(store: Store, entries: Iterable[NewEntry]) -> None:
    source = iter(entries)
    written = BATCH
    while written == BATCH:
        with writing(store):
            written = append_all(store, islice(source, BATCH))

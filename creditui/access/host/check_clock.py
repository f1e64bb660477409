"""The machine's clock: whether it is behind the ledger, and whether it is kept right (R17)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from creditui.access.host.diagnosis import Diagnosis, fault, ok, warning
from creditui.access.host.place import Place
from creditui.access.host.plan import desk_of
from creditui.access.host.running import run


def check_clock(place: Place) -> Iterator[Diagnosis]:
    """Whether the ledger can go on by this clock; nothing where the database can't be opened."""
    told = run(desk_of(place).command("--read-only", "clock", "--json"))
    if told.returncode == 0:
        yield _beside(json.loads(told.stdout)["ahead"])
    yield from _kept()


def _beside(ahead: dict[str, int] | None) -> Diagnosis:
    if ahead is None:
        return ok("clock", "The clock is not behind the ledger.")
    sentence = f"The clock is behind entry {ahead['last_entry']}: nothing can be written."
    return fault("clock", sentence, "set the clock right; if it is, see creditui clock")


def _kept() -> Iterator[Diagnosis]:
    """What systemd knows of it; elsewhere nobody can be asked."""
    told = run(("timedatectl", "show", "--property=NTPSynchronized", "--value"))
    if told.stdout.strip() == "yes":
        yield ok("ntp", "The clock is kept right over the network.")
    elif told.stdout.strip() == "no":
        sentence = "Nothing keeps the clock right: entries would be written with wrong times."
        yield warning("ntp", sentence, "apt install systemd-timesyncd, and timedatectl set-ntp yes")

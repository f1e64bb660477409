"""Pages of the studio's ledger as rows; every function here works on the desk's thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from creditui.desk.ledger import PAGE, corrections
from creditui.desk.session import Desk
from creditui.desk.studio_ledger import newest, read_filter, studio_ledger
from creditui.desk.studio_ledger_back import last_entry, newer_page
from creditui.domain.filtering import Filter
from creditui.domain.ledger import Entry


@dataclass(frozen=True, slots=True)
class StudioRow:
    """An entry, whom it is about, and the entry that corrects it or gives it back, if any."""

    entry: Entry
    member: str
    corrected_by: int | None


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows, newest first."""

    rows: tuple[StudioRow, ...]
    older: int | None
    """Go on with the entries before this one; None where there are no more."""
    newer: int | None = None
    """Go on with the entries after this one; None where there are no more."""
    searched_to: date | None = None
    """How far back the search got, where it stopped early."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The first rows of what a line asks for."""

    wanted: Filter
    rows: Rows
    last: int
    """The studio's newest entry when the question was asked, whatever the filter."""


def ask_line(desk: Desk, line: str, at: int | None = None) -> Answer:
    """Read `line` and its first page, or the page that the entry of id `at` is on.

    Raises InputError with the sentence to show at the field, or Refused.
    """
    wanted = read_filter(desk, line)
    last = last_entry(desk)
    if at is None or at + PAGE // 2 > last:
        return Answer(wanted, older_rows(desk, wanted, None), last)
    before = at + PAGE // 2
    page = older_rows(desk, wanted, before)
    newer = page.rows[0].entry.id if page.rows else before - 1
    return Answer(wanted, Rows(page.rows, page.older, newer, page.searched_to), last)


def older_rows(desk: Desk, wanted: Filter, before_id: int | None) -> Rows:
    """The rows before an entry, or the newest of all."""
    page = studio_ledger(desk, wanted, before_id=before_id)
    rows = _rows(desk, page.entries, page.names)
    return Rows(rows, page.before_id, searched_to=page.searched_to)


def up_to(wanted: Filter, day: date) -> Filter | None:
    """`wanted` up to the studio date `day`; None where it wants nothing as old as that."""
    until = day if wanted.until is None else min(day, wanted.until)
    if wanted.since is not None and until < wanted.since:
        return None
    return replace(wanted, until=until)


def newer_rows(desk: Desk, wanted: Filter, after_id: int) -> Rows:
    """The rows after an entry, or the oldest of all."""
    page = newer_page(desk, after_id, wanted)
    older = page.entries[-1].id if page.entries and after_id else None
    return Rows(_rows(desk, page.entries, page.names), older, page.after_id)


def new_rows(desk: Desk, wanted: Filter, after_id: int) -> tuple[int, Rows]:
    """The studio's newest entry, and the rows of what was written after `after_id`."""
    last = last_entry(desk)
    if last <= after_id:
        return last, Rows((), None)
    page = newest(desk, after_id, wanted)
    return last, Rows(_rows(desk, page.entries, page.names), page.before_id)


def _rows(
    desk: Desk, entries: tuple[Entry, ...], names: Mapping[int, str]
) -> tuple[StudioRow, ...]:
    ties = corrections(desk, tuple(entry.id for entry in entries))
    return tuple(
        StudioRow(entry, names.get(entry.member_id, ""), ties.get(entry.id)) for entry in entries
    )

"""Read the ledger of the whole studio by filter, newest first, and follow it (R18, R22)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from creditui.desk.errors import InputError
from creditui.desk.ledger import PAGE
from creditui.desk.session import Desk
from creditui.domain.filter_completion import Vocabulary
from creditui.domain.filter_words import split
from creditui.domain.filtering import BadFilter, Filter, parse_filter
from creditui.domain.ledger import Entry
from creditui.domain.people import Permission
from creditui.domain.saved_view import BUILT_IN, SavedView
from creditui.domain.text import visible
from creditui.store.members import member_names, members_by_reference
from creditui.store.saved_views import read_views
from creditui.store.search import search_members
from creditui.store.staff import list_staff
from creditui.store.studio import read_reasons, read_services
from creditui.store.studio_ledger import Page, entry_date, ledger_page
from creditui.store.transaction import reading

MOST_MEMBERS = 20
"""Members whom `member:` may mean at once."""


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """Some of the studio's entries, newest first."""

    entries: tuple[Entry, ...]
    names: Mapping[int, str]
    """The names of the members whom the entries are about, by id."""
    before_id: int | None
    """Go on with the entries before this one; None where there are no more."""
    searched_to: date | None
    """How far back the search got, where it stopped before the page was full."""


def read_filter(desk: Desk, line: str) -> Filter:
    """The filter that `line` says today, to whoever asks.

    Raises InputError for a bad line, Refused for a saved view that she may not use (R18).
    """
    views: tuple[SavedView, ...] = ()
    with reading(desk.store):
        today = desk.moment().today
        if any(word.key == "view" for word in split(line)):
            desk.require(Permission.VIEW_STUDIO_LEDGER)
            views = (*BUILT_IN, *read_views(desk.store))
    try:
        return parse_filter(line, today, me=desk.username, views=views)
    except BadFilter as error:
        raise InputError("bad_filter", error.message) from None


def studio_ledger(
    desk: Desk,
    wanted: Filter | None = None,
    *,
    member_id: int | None = None,
    before_id: int | None = None,
    limit: int = PAGE,
) -> LedgerPage:
    """A page of what `wanted` lets through, of the studio or of one member.

    The studio's ledger is for those who may see it, a member's for everybody at the desk (R18).
    Raises Refused; InputError for a name in the filter that nobody has.
    """
    with reading(desk.store):
        desk.require(Permission.VIEW if member_id is not None else Permission.VIEW_STUDIO_LEDGER)
        asked = wanted or Filter()
        page = ledger_page(
            desk.store,
            asked,
            member_ids=meant_members(desk, asked, member_id),
            before_id=before_id,
            limit=limit,
        )
        return _told(desk, page)


def newest(
    desk: Desk, after_id: int, wanted: Filter | None = None, *, limit: int = PAGE
) -> LedgerPage:
    """What `wanted` lets through of the entries after `after_id`, for whoever follows them."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        asked = wanted or Filter()
        members = meant_members(desk, asked)
        page = ledger_page(desk.store, asked, member_ids=members, after_id=after_id, limit=limit)
        return _told(desk, page)


def vocabulary(desk: Desk) -> Vocabulary:
    """The studio's words for completing a filter; raises Refused for who has none of them (R18)."""
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        return Vocabulary(
            tuple(person.username for person in list_staff(desk.store)),
            tuple(service.code for service in read_services(desk.store)),
            tuple(dict.fromkeys(reason.code for reason in read_reasons(desk.store))),
            tuple(view.name for view in (*BUILT_IN, *read_views(desk.store))),
        )


def meant_members(
    desk: Desk, wanted: Filter, member_id: int | None = None
) -> tuple[int, ...] | None:
    """The members whom `wanted` is about, None for all of them; call it inside `reading()`.

    Raises InputError for a person, a service, a reason or a member that nobody has, or for too many
    members.
    """
    _check_known("who", wanted.who, (person.username for person in list_staff(desk.store)))
    _check_known("via", wanted.via, (person.username for person in list_staff(desk.store)))
    _check_known("service", wanted.services, (s.code for s in read_services(desk.store)))
    _check_known("reason", wanted.reasons, [each.code for each in read_reasons(desk.store)])
    if not wanted.member:
        return None if member_id is None else (member_id,)
    exact = members_by_reference(desk.store, wanted.member)
    found = exact or search_members(desk.store, wanted.member, MOST_MEMBERS + 1).members
    if not found:
        raise InputError("no_such_member", f"Nobody matches “member:{visible(wanted.member)}”.")
    if len(found) > MOST_MEMBERS:
        raise InputError(
            "ambiguous_member",
            f"“member:{visible(wanted.member)}” is more than {MOST_MEMBERS} members; type more of"
            " the name.",
        )
    ids = tuple(member.id for member in found)
    return ids if member_id is None else tuple(id for id in ids if id == member_id)


def _check_known(key: str, wanted: Iterable[str], known: Iterable[str]) -> None:
    there = set(known)
    for name in wanted:
        if name not in there:
            raise InputError(
                "bad_filter",
                f"“{key}:{visible(name)}” is unknown here; it is one of {_some(there)}.",
            )


def _some(names: set[str], most: int = 20) -> str:
    listed = sorted(names)
    return ", ".join(listed[:most]) + (", …" if len(listed) > most else "")


def _told(desk: Desk, page: Page) -> LedgerPage:
    names = member_names(desk.store, {entry.member_id for entry in page.entries})
    searched = page.cut_short and page.before_id is not None
    reached = entry_date(desk.store, page.before_id) if searched and page.before_id else None
    return LedgerPage(page.entries, names, page.before_id, reached)

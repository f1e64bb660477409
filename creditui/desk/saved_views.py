"""Saved views: list them, keep a filter line under a name, keep one no longer (R18)."""

from __future__ import annotations

from creditui.desk.errors import InputError
from creditui.desk.session import Desk
from creditui.desk.studio_ledger import meant_members
from creditui.domain.filtering import BadFilter, parse_filter
from creditui.domain.people import Permission
from creditui.domain.saved_view import BUILT_IN, SavedView, find_view, view_name_fault
from creditui.domain.text import tidy, visible
from creditui.store import saved_views as store
from creditui.store.transaction import reading, writing

MOST_VIEWS = 200
"""Views that a studio may save; more would hide the ones that are used."""


def list_views(desk: Desk) -> tuple[SavedView, ...]:
    """The views that are built in, then the studio's own by name.

    Raises Refused for who may not see the studio's ledger (R18).
    """
    with reading(desk.store):
        desk.require(Permission.VIEW_STUDIO_LEDGER)
        return (*BUILT_IN, *store.read_views(desk.store))


def save_view(desk: Desk, name: str, line: str, *, replace: bool = False) -> SavedView:
    """Keep `line` as typed under `name`; with `replace`, in place of the view of that name.

    Raises InputError for a name or a line that can't be, and where the name is taken; Refused for
    who may not save views, and in a read-only session (R18).
    """
    wanted = tidy(name)
    if (fault := view_name_fault(wanted)) is not None:
        raise InputError("bad_view_name", fault)
    _writable(desk)
    with writing(desk.store):
        moment = desk.require(Permission.SAVE_VIEWS)
        saved = store.read_views(desk.store)
        held = find_view(saved, wanted)
        _check_free(wanted, held, replace=replace)
        others = tuple(view for view in saved if view is not held)
        if len(others) >= MOST_VIEWS:
            raise InputError("too_many_views", f"{MOST_VIEWS} views are saved; delete one first.")
        kept = SavedView(wanted, tidy(line), desk.username, moment.instant)
        _check_line(desk, kept, others)
        if held is not None:
            store.delete_view(desk.store, held.name)
        store.insert_view(desk.store, kept, moment.instant)
        return kept


def delete_view(desk: Desk, name: str) -> SavedView:
    """Keep the view of that name no longer, and return it.

    Raises InputError where there is none or it is built in; Refused as `save_view` (R18).
    """
    _writable(desk)
    with writing(desk.store):
        desk.require(Permission.SAVE_VIEWS)
        held = find_view(store.read_views(desk.store), name)
        if held is None:
            raise InputError("no_such_view", _not_saved(name))
        store.delete_view(desk.store, held.name)
        return held


def _writable(desk: Desk) -> None:
    """Raise Refused before a read-only connection is asked to write (R18)."""
    with reading(desk.store):
        desk.require(Permission.SAVE_VIEWS)


def _check_free(wanted: str, held: SavedView | None, *, replace: bool) -> None:
    built_in = find_view(BUILT_IN, wanted)
    if built_in is not None:
        raise InputError(
            "view_built_in", f"“{built_in.name}” comes with creditui; choose another name."
        )
    if held is not None and not replace:
        raise InputError(
            "view_exists", f"“{held.name}” is saved already; choose another name, or replace it."
        )


def _check_line(desk: Desk, view: SavedView, others: tuple[SavedView, ...]) -> None:
    """Raise InputError for a line that nobody could ask, or that comes back to the view itself."""
    if not view.line:
        raise InputError("empty_view", "An empty filter shows every entry; type one to save.")
    try:
        asked = parse_filter(
            view.line, desk.moment().today, me=desk.username, views=(*BUILT_IN, *others)
        )
    except BadFilter as error:
        raise InputError("bad_filter", error.message) from None
    meant_members(desk, asked)


def _not_saved(name: str) -> str:
    built_in = find_view(BUILT_IN, name)
    if built_in is not None:
        return f"“{built_in.name}” comes with creditui; only what was saved can be deleted."
    return f"No view is saved as “{visible(tidy(name))}”."

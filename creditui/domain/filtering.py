"""The filter of the studio ledger: what an auditor asks for, in one line.

`who:alice type:remove since:2026-10-01 "late therapist"`. Words apart by white space; double quotes
hold white space together and make plain text of what would mean something; nothing escapes. Filters
of different names all hold; of the same name, one of them does. `view:NAME` stands for the line
saved under that name, less the filters that are typed beside it: those stand in their place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from creditui.domain.filter_shape import (
    KEYS,
    LISTS,
    MARK_FIELDS,
    MARKS,
    ME,
    PEOPLE,
    SINGLE,
    Filter,
)
from creditui.domain.filter_words import BadFilter, Word, one_of, read_day, split, whole_number
from creditui.domain.kinds import Flag, Kind
from creditui.domain.saved_view import SavedView, find_view
from creditui.domain.text import LONGEST_NOTE, tidy, unfit, visible

__all__ = ["KEYS", "MARKS", "BadFilter", "Filter", "parse_filter"]

LONGEST_LINE = 1000

_SHOWN = 12
"""Saved views that an error names."""


def parse_filter(
    line: str, today: date, *, me: str = "", views: Iterable[SavedView] = ()
) -> Filter:
    """Read a filter line on the studio date `today`.

    Args:
        line: What was typed.
        today: The studio date that its dates are told from.
        me: The username of whoever asks; without one, `who:me` is a username like others.
        views: The saved views that it may name.

    Raises:
        BadFilter: With one sentence and the place in the line; never anything else.
    """
    if len(line) > LONGEST_LINE:
        raise BadFilter(
            f"The filter is longer than {LONGEST_LINE:,} characters; shorten it.",
            LONGEST_LINE,
            len(line),
        )
    read = _Reader(today, me, tuple(views))
    read.line(line)
    return read.filter()


class _Reader:
    """The filter as it is put together, word by word."""

    def __init__(self, today: date, me: str, views: tuple[SavedView, ...]) -> None:
        self._today = today
        self._me = me
        self._views = views
        self._taken: set[str] = set()
        """The names of the views that were read: each once, so that no line has no end."""
        self._lists: dict[str, dict[str, None]] = {}
        self._single: dict[str, str | date | int] = {}
        self._marks: dict[str, bool] = {}

    def line(self, line: str, instead: frozenset[str] = frozenset()) -> None:
        """Read a line; filters of the names `instead` are passed over."""
        words = [word for word in split(line) if word.key not in instead]
        for word in words:
            self._take(word)
        named = {word.key for word in words if word.key is not None and word.key != "view"}
        for word in words:
            if word.key == "view":
                self._view(word, instead | named)

    def filter(self) -> Filter:
        """What was read."""
        since, until = self._single.get("since"), self._single.get("until")
        if isinstance(since, date) and isinstance(until, date) and since > until:
            raise BadFilter(f"since:{since} comes after until:{until}; nothing is in between.")
        lists = {name: tuple(found) for name, found in self._lists.items()}
        return Filter(**lists, **self._single, **self._marks)  # type: ignore[arg-type]

    def _take(self, word: Word) -> None:
        """One word of the line, with what it says."""
        _check_fit(word)
        if word.key is None:
            self._plain(word)
        elif word.key not in KEYS:
            raise BadFilter(
                f"“{word.key}:” is no filter; use {', '.join(f'{key}:' for key in KEYS)}, or put "
                "the words in double quotes to look for them in notes.",
                word.start,
                word.end,
            )
        elif not tidy(word.text):
            raise BadFilter(
                f"“{word.key}:” wants {KEYS[word.key]}, right after the colon.",
                word.start,
                word.end,
            )
        elif word.key != "view":
            self._keyed(word.key, word)

    def _view(self, word: Word, instead: frozenset[str]) -> None:
        """The line of a saved view, after all that stands beside its name."""
        view = find_view(self._views, word.text)
        if view is None:
            raise BadFilter(_no_view(word, self._views), word.start, word.end)
        if view.key in self._taken:
            return
        self._taken.add(view.key)
        try:
            self.line(view.line, instead)
        except BadFilter as error:
            raise BadFilter(f"In {view.word}: {error.message}", word.start, word.end) from None

    def _plain(self, word: Word) -> None:
        if word.text in MARKS and not word.quoted:
            self._marks[MARK_FIELDS.get(word.text, word.text)] = True
        elif tidy(word.text):
            self._lists.setdefault("words", {})[tidy(word.text)] = None

    def _keyed(self, key: str, word: Word) -> None:
        text = tidy(word.text)
        if key in LISTS:
            self._lists.setdefault(LISTS[key], {})[self._listed(key, text, word)] = None
            return
        field = SINGLE.get(key, key)
        if field in self._single:
            raise BadFilter(f"“{key}:” is there twice; keep one of them.", word.start, word.end)
        if key in ("since", "until"):
            self._single[field] = read_day(text, self._today, word)
        else:
            self._single[field] = whole_number(text, word) if key == "over" else text

    def _listed(self, key: str, text: str, word: Word) -> str:
        """A value as it is kept."""
        if key == "type":
            return one_of(text.lower().replace("-", "_"), Kind, word)
        if key == "flag":
            return one_of(text.lower().replace("-", "_"), Flag, word)
        if key in PEOPLE and text == ME and not word.quoted:
            return self._me or text
        return text


def _check_fit(word: Word) -> None:
    why = unfit(word.text, longest=LONGEST_NOTE, multiline=True)
    if why:
        raise BadFilter(why, word.start, word.end)


def _no_view(word: Word, views: tuple[SavedView, ...]) -> str:
    named = ", ".join(view.name for view in views[:_SHOWN])
    more = ", …" if len(views) > _SHOWN else ""
    there = f"there are: {named}{more}" if views else "there are none"
    return f"No view is saved as “{visible(tidy(word.text))}”; {there}."

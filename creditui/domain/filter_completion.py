"""What could be typed next in a filter line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from creditui.domain.filter_shape import KEYS, MARKS, ME
from creditui.domain.filter_words import Word, split
from creditui.domain.kinds import Flag, Kind

_DAYS = ("today", "yesterday", "mon", "som", "soy", "-7d", "-30d", "-12m")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The studio's own words, in the order in which they are offered."""

    usernames: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    views: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on: `text` in place of the line's characters from `start` to `end`."""

    text: str
    meaning: str
    start: int
    end: int


def complete(line: str, cursor: int, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    """What the word under the `cursor` could become; every filter where there is no word."""
    cursor = max(0, min(cursor, len(line)))
    word = next((w for w in split(line) if w.start < cursor <= w.end), None)
    if word is None:
        return _names("", cursor, cursor)
    typed = line[word.start : cursor]
    if word.key is None or cursor < word.value_start:
        return () if '"' in typed else _names(typed, word.start, word.end)
    return _values(word, line[word.value_start : cursor], vocabulary)


def _names(typed: str, start: int, end: int) -> tuple[Completion, ...]:
    offered = [(f"{key}:", meaning) for key, meaning in KEYS.items()] + list(MARKS.items())
    return tuple(
        Completion(text, meaning, start, end)
        for text, meaning in offered
        if text.startswith(typed.lower()) and text != typed
    )


def _values(word: Word, typed: str, vocabulary: Vocabulary) -> tuple[Completion, ...]:
    wanted = typed.replace('"', "").lower()
    return tuple(
        Completion(f'"{value}"' if " " in value else value, "", word.value_start, word.end)
        for value in _offered(word.key or "", vocabulary)
        if value.lower().startswith(wanted) and value != typed.replace('"', "")
    )


def _offered(key: str, vocabulary: Vocabulary) -> Iterable[str]:
    lists: dict[str, Iterable[str]] = {
        "who": (ME, *vocabulary.usernames),
        "via": (ME, *vocabulary.usernames),
        "type": (kind.value for kind in Kind),
        "service": vocabulary.services,
        "reason": vocabulary.reasons,
        "flag": (flag.value for flag in Flag),
        "since": _DAYS,
        "until": _DAYS,
        "view": vocabulary.views,
    }
    return lists.get(key, ())

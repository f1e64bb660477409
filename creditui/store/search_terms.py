"""What a member must meet to be found: a piece of text, or a phone number.

A term knows two things: the phrases that the trigram index is asked for, and how well a member
meets it. What the index lets through is nearly right; how well a member meets a term is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from creditui.domain.phone import SHORTEST
from creditui.domain.text import squeeze
from creditui.store.search_text import SearchText

Way = tuple[str, ...]
"""Phrases of three characters and more that must all be there: one way to meet a term."""


class Fit(IntEnum):
    """How a member meets a term, best first."""

    FIRST_WORD = 0
    WORD = 1
    FIRST_PREFIX = 2
    PREFIX = 3
    IN_NAME = 4
    IN_EMAIL = 5
    PHONE_END = 6
    IN_PHONE = 7


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text without spaces: part of a name or an e-mail.

    `text` is folded. `instead` holds the words it may have been meant for, where it is a typo.
    `following` says that others come after a first piece so short that it may end a word: "ya oka".
    """

    text: str
    instead: tuple[str, ...] = ()
    following: bool = False

    def ways(self) -> tuple[Way, ...]:
        """The ways to meet the term, for the trigram index."""
        if self.instead:
            return tuple((f"  {word}",) for word in self.instead)
        found = [_phrase(self.text), _phrase(squeeze(self.text) or self.text)]
        if len(self.text) >= 3:
            found.append(self.text.upper())
        if self.following:
            found.append(f"{self.text}  "[:3])
        return tuple((phrase,) for phrase in dict.fromkeys(found))

    def fit(self, of: SearchText) -> tuple[Fit, str] | None:
        """How `of` meets the term and with which word, or None where it does not."""
        if self.instead:
            fits = (Words(word).fit(of) for word in self.instead)
            return min((f for f in fits if f and f[0] <= Fit.PREFIX), default=None)
        joined = squeeze(self.text) or self.text
        found = _fit_word(joined, of) or _fit_word(self.text, of)
        if found:
            return found
        if self.following and f"{self.text} " in of.spaced:
            return Fit.IN_NAME, ""
        if len(self.text) < 3:
            return None
        if self.text in of.spaced or (len(joined) >= 3 and joined in of.spaced):
            return Fit.IN_NAME, ""
        return (Fit.IN_EMAIL, "") if self.text in of.email else None


@dataclass(frozen=True, slots=True)
class Phone:
    """Pieces that could be a phone number together; or each is found by itself, anywhere."""

    pieces: tuple[Words, ...]
    digits: str
    abroad: bool
    """Whether a country code was typed."""

    @property
    def loose(self) -> bool:
        """Whether pieces that stand apart in a phone come through the index, though none fit."""
        return sum(p.text.isdecimal() and len(p.text) >= 3 for p in self.pieces) > 1

    def ways(self) -> tuple[Way, ...]:
        """The ways to meet the term, for the trigram index."""
        first, *others = (piece.ways() for piece in self.pieces)
        apart = tuple(way + tuple(other[0][0] for other in others) for way in first)
        return (*((phrase,) for phrase in self._phrases()), *apart)

    @property
    def _plain(self) -> str:
        """The digits without a leading 0, where enough are left to tell phones apart."""
        plain = self.digits.lstrip("0")
        return plain if len(plain) >= 4 else self.digits

    def _phrases(self) -> Iterator[str]:
        if not self.digits:
            return
        if len(self.digits) > SHORTEST:
            yield self.digits[-SHORTEST:]
            return
        yield self.digits if len(self.digits) >= 3 else f"^^{self.digits}"
        if self._plain != self.digits:
            yield self._plain
        if self.abroad:
            yield from (f"^0{rest}" for rest in _without_country(self.digits))

    def fit(self, of: SearchText) -> tuple[Fit, str] | None:
        """How `of` meets the term and with which word, or None where it does not."""
        each = [piece.fit(of) for piece in self.pieces]
        fits = [fit for fit in each if fit]
        if len(fits) == len(each):
            return max(fits)
        place = self._place(of.phone) if self.digits else None
        return (place, "") if place else None

    def _place(self, phone: str) -> Fit | None:
        plain = self._plain
        own = phone.lstrip("0")
        if len(plain) >= 3 and phone.endswith(plain):
            return Fit.PHONE_END
        if len(own) >= SHORTEST and self.digits.endswith(own):
            return Fit.PHONE_END
        if (len(plain) >= 3 and plain in phone) or phone.startswith(self.digits):
            return Fit.IN_PHONE
        homes = _without_country(self.digits) if self.abroad else ()
        return Fit.IN_PHONE if any(phone.startswith(f"0{rest}") for rest in homes) else None


Term = Words | Phone


def _fit_word(word: str, of: SearchText) -> tuple[Fit, str] | None:
    if word in of.starts:
        return Fit.FIRST_WORD, word
    if f" {word} " in of.spaced:
        return Fit.WORD, word
    begun = [start for start in of.starts if start.startswith(word)]
    if begun:
        return Fit.FIRST_PREFIX, min(begun)
    place = of.spaced.find(f" {word}") + 1
    return (Fit.PREFIX, of.spaced[place : of.spaced.index(" ", place)]) if place else None


def _without_country(digits: str) -> tuple[str, ...]:
    """`digits` without a country code of one, two or three digits, where three are left or more."""
    return tuple(digits[cut:] for cut in (1, 2, 3) if len(digits) - cut >= 3)


def _phrase(text: str) -> str:
    """One or two letters are the beginning of a word; three and more are looked for anywhere."""
    return text if len(text) >= 3 else f"  {text}"

"""What a person typed into the search field, read as terms that a member must all meet.

A term knows two things: its expression for the trigram index, and how well a member meets it.
The expression may let a few too many through (`loose`); how well a member meets it is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from itertools import groupby

from creditui.domain.phone import SHORTEST, like_phone, phone_digits
from creditui.domain.text import LONGEST_EMAIL, fold, squeeze
from creditui.store.search_text import SearchText

MOST_TERMS = 12
"""More words than a name has; the rest of a longer text is left out."""

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


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
    `following` is the text after a first piece so short that it may be the end of a word: "ya oka".
    """

    text: str
    instead: tuple[str, ...] = ()
    following: str = ""

    @property
    def loose(self) -> bool:
        """Whether the index lets more through than fits: it does not look behind the @ of an e-mail."""
        return _before_domain(self.text) != self.text

    def expression(self) -> str:
        """The term for the trigram index."""
        if self.instead:
            return _any(f"  {word}" for word in self.instead)
        if len(self.text) >= 3:
            found = [self.text, _before_domain(self.text).upper(), _joined(self.text)]
        else:
            found = [f"  {self.text}", _joined(self.text)]
        if self.following:
            found.append(f"{self.text}  {self.following[:1]}")
        return _any(found)

    def fit(self, of: SearchText) -> tuple[Fit, str] | None:
        """How `of` meets the term and with which word, or None where it does not."""
        if self.instead:
            fits = (Words(word).fit(of) for word in self.instead)
            return min((f for f in fits if f and f[0] <= Fit.PREFIX), default=None)
        joined = squeeze(self.text) or self.text
        found = _fit_word(joined, of) or _fit_word(self.text, of)
        if found:
            return found
        if self.following and f"{self.text} {self.following[:1]}" in of.spaced:
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
        """Whether the index lets more through than fits: the end of a long number, loose pieces."""
        return len(self.digits) > SHORTEST or len(self.pieces) > 1

    def expression(self) -> str:
        """The term for the trigram index."""
        each = " AND ".join(piece.expression() for piece in self.pieces)
        return f"({_any(self._phrases())} OR ({each}))" if self.digits else f"({each})"

    def _phrases(self) -> Iterator[str]:
        if len(self.digits) > SHORTEST:
            yield self.digits[-SHORTEST:]
            return
        yield self.digits if len(self.digits) >= 3 else f"^^{self.digits}"
        if len(self.digits) >= 5 and self.digits.startswith("0"):
            yield self.digits.lstrip("0")
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
        plain = self.digits.lstrip("0") if len(self.digits) >= 5 else self.digits
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


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be met."""

    whole: str
    terms: tuple[Term, ...]

    @property
    def expression(self) -> str:
        """The whole query for the trigram index."""
        return " AND ".join(term.expression() for term in self.terms)

    @property
    def loose(self) -> bool:
        """Whether what the index finds has still to be looked at."""
        return any(term.loose for term in self.terms)

    def rank(self, of: SearchText) -> tuple[int, str, str] | None:
        """A key that sorts members who meet every term, best first; None for one who does not."""
        total, first = 0, ""
        for term in self.terms:
            found = term.fit(of)
            if found is None:
                return None
            total += found[0]
            first = first or found[1]
        if len(self.terms) > 1:
            return total - 100 * of.name.startswith(self.whole), "", of.name
        return total, first, of.name


def read_query(text: str) -> Query | None:
    """What `text` asks for; None where it is longer than anything that is kept.

    Whatever is typed is only text: quotes, operators and control characters have no meaning.
    """
    if len(text) > 50 * LONGEST_EMAIL:
        return None
    whole = fold(_NOT_TEXT.sub(" ", text))
    pieces = list(dict.fromkeys(whole.split()))[:MOST_TERMS]
    if any(len(piece) > LONGEST_EMAIL for piece in pieces):
        return None
    return Query(whole, tuple(_terms(pieces)))


def _terms(pieces: list[str]) -> Iterator[Term]:
    found = [Words(piece) for piece in pieces]
    if len(found) > 1 and len(pieces[0]) < 3:
        found[0] = Words(pieces[0], following=pieces[1])
    for number, run in groupby(found, key=lambda words: like_phone(words.text)):
        together = tuple(run)
        if not number:
            yield from together
            continue
        written = " ".join(words.text for words in together)
        abroad = written.startswith(("+", "(+", "00"))
        yield Phone(together, phone_digits(written), abroad)


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


def _before_domain(text: str) -> str:
    """An e-mail up to its @: the domains that many share are the dear part to look up."""
    place = text.find("@")
    return text[: place + 1] if place >= 2 else text


def _joined(text: str) -> str:
    joined = squeeze(text) or text
    return joined if len(joined) >= 3 else f"  {joined}"


def _any(phrases: Iterator[str] | list[str]) -> str:
    quoted = dict.fromkeys('"' + phrase.replace('"', '""') + '"' for phrase in phrases)
    return f"({' OR '.join(quoted)})"

"""What the search index holds of a member, worked out from her name, e-mail and phone alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from creditui.domain.membership import Member
from creditui.domain.phone import phone_digits
from creditui.domain.text import fold, words

APART = "\n"
"""Stands between a name as it is written and the further words it is found by."""


@dataclass(frozen=True, slots=True)
class SearchText:
    """A member as search sees her: everything folded, the phone as digits."""

    name: str
    spaced: str
    """Every word of the name after a space and before one, so that " ann" is a word's beginning."""
    starts: tuple[str, ...]
    """The words the name begins with: "anne" and "annemarie" for Anne-Marie."""
    email: str
    phone: str

    @property
    def document(self) -> str:
        """What the trigram index reads.

        Two spaces stand before each word, so that one letter and a word's beginning make a trigram.
        E-mails are in capitals and names never are: a million addresses with `com` in them are
        not in the way of a name that holds it. ^^ and $ are the two ends of a phone.
        """
        return f"{self.spaced.replace(' ', '  ')}\n{self.email.upper()}\n^^{self.phone}$"


def search_text(member: Member) -> SearchText:
    """`member` as search sees her."""
    name = fold(member.name)
    spaced, starts = _spaced(name)
    return SearchText(name, spaced, starts, fold(member.email), phone_digits(member.phone))


def trigrams_of(text: str) -> Iterator[str]:
    """Every three characters in a row."""
    return map("".join, zip(text, text[1:], text[2:], strict=False))


def name_words(name: str) -> tuple[tuple[int, str], ...]:
    """The words of a folded name, each once, with 0 where the name begins with it and 1 where not.

    A name without a single letter or digit has one empty word: every member stands in the list.
    """
    starts = _spaced(name)[1]
    return tuple((0 if word in starts else 1, word) for word in words(name) or ("",))


def _spaced(name: str) -> tuple[str, tuple[str, ...]]:
    pieces = name.split(" ")
    if name.isascii() and name.replace(" ", "").isalnum():
        return f" {name} ", (pieces[0],)
    found = words(name)
    more = [word for word in found if word not in pieces]
    spaced = f" {' '.join((name, APART, *more))} " if more else f" {name} "
    starts = next((words(piece) for piece in pieces if words(piece)), ("",))
    return spaced, starts[:2] if len(starts) > 1 and starts[0].startswith(starts[1]) else starts[:1]

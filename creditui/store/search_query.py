"""What a person typed into the search field, read as terms that a member must all meet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from creditui.domain.phone import like_phone, phone_digits
from creditui.domain.text import LONGEST_EMAIL, digits, fold
from creditui.store.search_terms import Phone, Term, Words
from creditui.store.search_text import SearchText

MOST_TERMS = 12
"""More words than a name has; the rest of a longer text is left out."""
LONGEST = 16_000
"""Characters; nothing that is kept fits a longer text."""

_LAST_ONES = 5
"""So few digits may be the last ones of a phone: 0012 is no call abroad."""

_AROUND = "<>,;\"'"
"""What stands about an address in the head of a letter."""

_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be met."""

    whole: str
    terms: tuple[Term, ...]

    @property
    def loose(self) -> bool:
        """Whether what the index finds has still to be looked at."""
        return any(isinstance(term, Phone) and term.loose for term in self.terms)

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
    if len(text) > LONGEST:
        return None
    whole = fold(_NOT_TEXT.sub(" ", text))
    pieces = list(dict.fromkeys(map(_bare, whole.split())))[:MOST_TERMS]
    if any(len(piece) > LONGEST_EMAIL for piece in pieces):
        return None
    return Query(whole, tuple(_terms(pieces)))


def _bare(piece: str) -> str:
    """An e-mail address without what stands about it where it was copied: `<maya@…>`, `maya@…;`."""
    bare = piece.strip(_AROUND)
    return bare if "@" in bare and len(bare) >= 3 else piece


def _terms(pieces: list[str]) -> Iterator[Term]:
    found = [Words(piece) for piece in pieces]
    if len(found) > 1 and len(pieces[0]) < 3:
        found[0] = Words(pieces[0], following=True)
    for number, run in groupby(found, key=lambda words: like_phone(words.text)):
        together = tuple(run)
        if not number:
            yield from together
            continue
        written = " ".join(words.text for words in together)
        abroad = written.startswith(("+", "(+", "00"))
        typed = digits(written)
        last_ones = len(typed) <= _LAST_ONES and not written.startswith("+")
        yield Phone(together, typed if last_ones else phone_digits(written), abroad)

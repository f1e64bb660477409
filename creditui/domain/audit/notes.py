"""Whether a note says anything (R15)."""

from __future__ import annotations

import re

from creditui.domain.text import fold

_SAY_NOTHING = """
    test testing asdf asdfg asdfgh asdfasdf qwerty qwertz abc abcd abcde xyz foo bar foobar none
    nothing na nil ok okay yes fine stuff misc todo tbd blah bla because whatever reason note notes
    correction goodwill adjustment credit credits add added remove removed see above same as before
    no
"""
_FILLERS = frozenset(_SAY_NOTHING.split())
"""Words that say nothing where they are all that a note has."""
_WORD = re.compile(r"[^\s.,;:!?/\\|_*#()\-+=~]+")


def empty_of_meaning(note: str) -> str | None:
    """What is wrong with `note`, as in "the note has no letters"; None where it can mean something.

    Only what cannot explain anything counts; a short note that says something does not.
    """
    if not any(character.isalpha() for character in note):
        return "has no letters"
    folded = fold(note)
    letters = {character for character in folded if character.isalnum()}
    if len(letters) <= 1:
        return "is one character again and again"
    words = _WORD.findall(folded)
    if all(word in _FILLERS or (len(word) == 1 and word.isascii()) for word in words):
        return "is a filler"
    if len(words) > 1 and len(set(words)) == 1:
        return "is one word again and again"
    if any(_repeats(word) for word in words) and len(words) == 1:
        return "is one syllable again and again"
    return None


def _repeats(word: str) -> bool:
    """Whether a word is a piece of at most 4 letters three times or more: "asdasdasd"."""
    return any(
        len(word) >= 3 * size and word == (word[:size] * len(word))[: len(word)]
        for size in range(1, 5)
    )

"""Text that people type and files bring: what can be kept, how it is shown, how it is compared.

Text from data is hostile. Markup, formulas and SQL are only text and are kept to the letter; what a
terminal would obey (control characters, direction overrides) is refused where text enters.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_NAME = 300
LONGEST_EMAIL = 320
LONGEST_PHONE = 60
LONGEST_NOTE = 500

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_UNFIT = f"[\x00-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ud800-\udfff{_BIDI}]"
_UNFIT_LINES = f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ud800-\udfff{_BIDI}]"
_DIRECTION = f"[{_BIDI}\u206a-\u206f]"
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}
_PUNCTUATION = re.compile(r"[^\w\s]|_")
_NO_DIGIT = re.compile("[^0-9]+")
_LONGEST_RUN = 16
_EACH_ITS_OWN_WORD = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
# Patterns of many characters take long to compile, this one 6 ms: `re` does it where one is first
# needed, not at each start.

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ı": "i", "ĸ": "k", "ə": "e", "ɨ": "i", "ɓ": "b", "ɗ": "d",
        "ƴ": "y", "ƙ": "k", "ʻ": "'", "ʼ": "'", "ʽ": "'", "ʹ": "'", "ʾ": "'", "ʿ": "'",
        "\u2018": "'", "\u2019": "'", "\u201b": "'", "`": "'", "\u00b4": "'", "\u2032": "'",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
        "\u0640": None, "\u00ad": None, "\u200b": None, "\u200c": None, "\u200d": None,
        "\u2060": None, "\ufeff": None,
    }
)  # fmt: skip


def unfit(text: str, *, longest: int = LONGEST_NOTE, multiline: bool = False) -> str | None:
    """Why `text` cannot be kept, as one sentence, or None where it can.

    Refused are control characters (escape sequences need one), direction controls, halves of
    characters, and more than `longest` characters. Line breaks and tabs pass where `multiline`.
    """
    if len(text) > longest:
        return f"This text has {len(text):,} characters; at most {longest:,} can be kept."
    found = re.search(_UNFIT_LINES if multiline else _UNFIT, text)
    if found is None:
        return None
    place = f"{visible(found[0])} as character {found.start() + 1:,}"
    if found[0] in "\t\n\r\u2028\u2029":
        return f"This text holds a line break or tab ({place}); write it on one line."
    if re.match(_DIRECTION, found[0]):
        return f"This text holds a hidden direction control ({place}); take it out."
    if "\ud800" <= found[0] <= "\udfff":
        return f"This text holds half of a character ({place}); type it again."
    return f"This text holds a control character ({place}); take it out."


def visible(text: str, longest: int = 80) -> str:
    """`text` for a message that must quote it: safe to print, on one line, at most `longest` long.

    Escape is shown as ␛, a line break as ␊, a direction override as ‹U+202E›.
    """
    shown = re.sub(_UNFIT, _picture, text)
    return shown if len(shown) <= longest else shown[: max(longest - 1, 0)] + "…"


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return _PICTURES.get(code) or f"‹U+{code:04X}›"


def tidy(text: str) -> str:
    """`text` as it is kept: composed (NFC), each run of white space one space, none at the ends."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """`text` as it is compared: no case, no accents, one kind of apostrophe and hyphen, tidied.

    Letters that have no accent to lose are read as people type them (ø o, ł l, ß ss, æ ae).
    Arabic, Chinese and other scripts are kept. Punctuation stays: see `squeeze`. Folding twice
    changes nothing.
    """
    if text.isascii():
        folded = text.lower().replace("`", "'")
    else:
        folded = _fold_once(text)
        while (again := _fold_once(folded)) != folded:
            folded = again
    return " ".join(folded.split())


def _fold_once(text: str) -> str:
    parted = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(c for c in parted if not unicodedata.combining(c)).translate(_LETTERS)


def squeeze(folded: str) -> str:
    """Folded text without its punctuation: "o'brien" is "obrien", "anne-marie" is "annemarie"."""
    return _PUNCTUATION.sub(lambda found: _mark(found[0], ""), folded)


def _mark(character: str, otherwise: str) -> str:
    """A vowel sign, as Hindi writes them, belongs to its word; punctuation does not."""
    return character if unicodedata.category(character).startswith("M") else otherwise


def words(text: str) -> tuple[str, ...]:
    """The folded words by which `text` is found, in order, each once.

    A name with punctuation is there joined and in its parts ("obrien", "o", "brien"); a run of
    Chinese or Japanese characters from each of its characters on, because nobody writes spaces
    there.
    """
    found: dict[str, None] = {}
    for piece in fold(text).split():
        joined = squeeze(piece)
        parted = _PUNCTUATION.sub(lambda mark: _mark(mark[0], " "), piece)
        for word in (joined, *parted.split()):
            found[word] = None
            for start in () if word.isascii() else re.finditer(_EACH_ITS_OWN_WORD, word):
                found[word[start.start() :][:_LONGEST_RUN]] = None
    found.pop("", None)
    return tuple(found)


def digits(text: str) -> str:
    """Every digit in `text`, whatever the script, as 0 to 9."""
    if text.isascii():
        return _NO_DIGIT.sub("", text)
    return "".join(str(unicodedata.digit(c)) for c in text if c.isdecimal())

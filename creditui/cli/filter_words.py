"""The filter as a shell hands it over: its quotes are gone, and are put back."""

from __future__ import annotations

from collections.abc import Sequence

from creditui.domain.filtering import KEYS, MARKS

FILTER_HELP = (
    "such as who:alice type:remove service:massage since:2026-10-01 until:yesterday over:5 "
    '"late therapist"; see the README'
)


def filter_line(words: Sequence[str]) -> str:
    """The filter line that `words` of a command line are.

    A word with white space in it was quoted for the shell: it is text to look for, or the value of
    the filter it begins with, unless it holds quotes or further filters of its own.
    """
    return " ".join(_requoted(word) for word in words)


def filter_table() -> str:
    """The filters as the README shows them: a table in Markdown, ending in a line break."""
    rows = ["| filter | what it takes |", "| --- | --- |"]
    rows += [f"| `{key}:` | {meaning} |" for key, meaning in KEYS.items()]
    rows += [f"| `{mark}` | {meaning} |" for mark, meaning in MARKS.items()]
    rows.append('| `word`, `"two words"` | what the note holds |')
    return "\n".join(rows) + "\n"


def _requoted(word: str) -> str:
    parts = word.split()
    if '"' in word or len(parts) < 2 or any(_begins_filter(part) for part in parts[1:]):
        return word
    if _begins_filter(parts[0]):
        key, _, value = word.partition(":")
        return f'{key}:"{value}"'
    return f'"{word}"'


def _begins_filter(text: str) -> bool:
    key, colon, _ = text.partition(":")
    return bool(colon) and key.lower() in KEYS

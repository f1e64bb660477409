"""A sentence that matters: a symbol, a word and the sentence; colour only helps."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from textual.content import Content
from textual.widgets import Static

from creditui.tui.marks import Ink, content

Kind = Literal["info", "done", "warning", "refusal", "error"]
"""What sort of sentence it is."""

_KINDS: MappingProxyType[str, tuple[str, str, Ink]] = MappingProxyType(
    {
        "info": ("·", "", "muted"),
        "done": ("✓", "Done", "good"),
        "warning": ("!", "Warning", "warning"),
        "refusal": ("×", "Not possible", "bad"),
        "error": ("×", "Error", "bad"),
    }
)


def notice(kind: Kind, sentence: str) -> Content:
    """The sentence with its symbol and word, as Content."""
    symbol, word, ink = _KINDS[kind]
    return content(((f"{symbol} {word}: " if word else f"{symbol} ", ink), sentence))


class Notice(Static):
    """One or more such sentences; takes no room while there is none."""

    DEFAULT_CSS = """
    Notice { height: auto; display: none; }
    Notice.-said { display: block; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes, markup=False)
        self.sentences: tuple[tuple[Kind, str], ...] = ()

    def say(self, *sentences: tuple[Kind, str]) -> None:
        """Show these sentences, each on lines of its own, instead of what was shown."""
        if sentences != self.sentences:
            self.sentences = sentences
            self.update(Content("\n").join(notice(kind, text) for kind, text in sentences))
            self.set_class(bool(sentences), "-said")

    def clear(self) -> None:
        """Say nothing."""
        self.say()

"""The saved views in a dialog: type to narrow them, enter asks what one says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from creditui.domain.saved_view import SavedView
from creditui.tui.marks import Ink, Inked
from creditui.tui.widgets.field import PlainInput
from creditui.tui.widgets.heading import Heading
from creditui.tui.widgets.line import Line
from creditui.tui.widgets.list_dialog import ListDialog
from creditui.tui.widgets.windowed import Column, Windowed
from creditui.tui.widgets.words import Words

_ROWS = 10
"""Views that are shown at once, where there is room."""
_AROUND = 13
"""Lines that the dialog has above and below them."""


class Wish(Enum):
    """What a person wants with the saved views."""

    ASK = "ask"
    SAVE = "save"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Wished:
    """What she wants, and the view that it is about; none for saving a new one."""

    wish: Wish
    view: SavedView | None = None


def narrowed(text: str, views: Iterable[SavedView]) -> tuple[SavedView, ...]:
    """The views whose name or line has every word typed."""
    words = text.casefold().split()
    return tuple(
        view
        for view in views
        if all(word in f"{view.key} {view.line.casefold()}" for word in words)
    )


class ViewsDialog(ListDialog[Wished | None, SavedView]):
    """Every saved view with its line. It only asks; its owner does what is wished."""

    DEFAULT_CSS = """
    ViewsDialog Heading { margin: 0 2 1 2; }
    ViewsDialog #whole { color: $foreground-muted; }
    ViewsDialog > Vertical > .dialog--keys { margin: 1 1 0 1; padding: 0 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f7", "save", show=False),
        Binding("f8", "delete", show=False),
    ]

    def __init__(self, views: tuple[SavedView, ...], line: str, *, may_save: bool) -> None:
        """Show `views`; `line` is the filter that could be saved, by those who `may_save`."""
        super().__init__(guarded=False)
        self._views = views
        self._line = line
        self._may_save = may_save

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Heading("Saved Views")
            yield PlainInput(placeholder="Which view?")
            yield Windowed(
                (
                    Column("", lambda view: ((view.name, "strong"),), 28),
                    Column("", lambda view: ((view.line, "muted"),), 20, flex=1),
                    Column("", _saver, 8, drop=1),
                ),
                key=lambda view: view.key,
                empty="No view has that in its name or its filter.",
                header=False,
            )
            yield Words(id="whole")
            yield Line(classes="dialog--keys")

    def on_mount(self) -> None:
        self.list.show(self._views)

    def on_resize(self) -> None:
        """On a low screen the list gives way: what the keys do is always there."""
        self.list.styles.height = max(3, min(_ROWS, self.size.height - _AROUND))

    @property
    def _deletable(self) -> SavedView | None:
        view = self.list.highlighted
        return view if self._may_save and view is not None and not view.built_in else None

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        views = narrowed(event.value, self._views)
        self.list.show(views, cursor=views[0].key if views else None)

    @on(Windowed.Highlighted)
    def _say_whole(self) -> None:
        """The view's line in full, and what can be done with it."""
        view = self.list.highlighted
        self.query_one("#whole", Words).say("" if view is None else view.line)
        keys: list[tuple[str, str]] = [("enter", "ask it")] if view is not None else []
        if self._may_save and self._line:
            keys.append(("f7", "save the filter as it is"))
        if self._deletable is not None:
            keys.append(("f8", "delete"))
        keys.append(("esc", "close"))
        self.query_one(".dialog--keys", Line).set(_told(keys))

    @on(Input.Submitted)
    def _ask(self) -> None:
        if (view := self.list.highlighted) is not None:
            self.dismiss(Wished(Wish.ASK, view))

    @on(Windowed.Selected)
    def _clicked(self, event: Windowed.Selected[SavedView]) -> None:
        self.dismiss(Wished(Wish.ASK, event.row))

    def action_save(self) -> None:
        if self._may_save and self._line:
            self.dismiss(Wished(Wish.SAVE))

    def action_delete(self) -> None:
        if (view := self._deletable) is not None:
            self.dismiss(Wished(Wish.DELETE, view))


def _saver(view: SavedView) -> Inked:
    return ((view.saved_by or "built in", "muted"),)


def _told(keys: Iterable[tuple[str, str]]) -> Inked:
    parts: list[str | tuple[str, Ink]] = []
    for key, does in keys:
        parts += [(key, "accent"), f" {does}   "]
    return tuple(parts)

"""The first line of every screen: where we are, and who is acting."""

from __future__ import annotations

from rich.cells import cell_len
from textual.content import Content

from creditui.tui.marks import Ink, Inked, pieces
from creditui.tui.widgets.line import Line


class TitleBar(Line):
    """`creditui · Harbour Studio` at the left, `alice · staff · 20 left today` at the right.

    Where it is tight the program's name goes first, then the studio's, then whose screen it
    is: which screen it is says more. There is no clock: it would write to the terminal while
    nobody does anything.
    """

    DEFAULT_CSS = """
    TitleBar { dock: top; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__((("creditui", "accent"),), id=id)
        self._ways: tuple[Inked, ...] = (self._left,)
        """The left side at its longest, and shorter."""

    def tell(
        self, *, studio: str, where: str = "", who: tuple[str, ...] = (), read_only: bool = False
    ) -> None:
        """Say what the session is.

        Args:
            studio: The studio's name.
            where: What this screen is about, after the studio.
            who: The actor's name, the role, what is left today; joined with dots.
            read_only: Whether nothing can be written in this session.
        """
        about: Inked = ((f" · {where}" if where else "", "strong"),)
        name: tuple[str, Ink] = ("creditui", "accent")
        self._ways = ((name, f" · {studio}", *about), (studio, *about))
        if where:
            self._ways += (((where, "strong"),), ((where.rpartition(" · ")[2], "strong"),))
        banner: tuple[str, Ink] = ("READ ONLY", "warning") if read_only else ("", "plain")
        right: Inked = (banner, "  " if read_only and who else "", " · ".join(who))
        self.set(self._ways[0], right)

    def render(self) -> Content:
        room = self.content_size.width - _cells(self._right) - 2
        fitting = (way for way in self._ways if _cells(way) <= room)
        self._left = next(fitting, self._ways[-1])
        return super().render()


def _cells(text: Inked) -> int:
    return sum(cell_len(piece) for piece, _ in pieces(text))

"""The first line of every screen: where we are, and who is acting."""

from __future__ import annotations

from creditui.tui.marks import Ink, Inked
from creditui.tui.widgets.line import Line


class TitleBar(Line):
    """`creditui · Harbour Studio` at the left, `alice · staff · 20 left today` at the right.

    There is no clock: it would write to the terminal while nobody does anything.
    """

    DEFAULT_CSS = """
    TitleBar { dock: top; background: $panel; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__((("creditui", "accent"),), id=id)

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
        left: Inked = (
            ("creditui", "accent"),
            f" · {studio}",
            (f" · {where}" if where else "", "strong"),
        )
        banner: tuple[str, Ink] = ("READ ONLY", "warning") if read_only else ("", "plain")
        right: Inked = (banner, "  " if read_only and who else "", " · ".join(who))
        self.set(left, right)

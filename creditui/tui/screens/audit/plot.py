"""The plot of one summary: what was added and what was taken away, for each of its lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from textual.color import Color
from textual_plotext import PlotextPlot

from creditui.tui.painting import printable
from creditui.tui.screens.audit.total_names import plot_label

ADDED, REMOVED = "█", "░"
"""What the bars are made of: they differ without colour."""
_LABEL = 14
_WIDE, _THIN = 0.6, 0.01
"""How much of its place a bar takes, upright and lying: a lying bar is one line."""
_BAR = 8
"""Cells that a date below a bar takes, and the figures at the left."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a summary as it is drawn."""

    label: str
    added: int
    """Whole credits, 0 or more."""
    removed: int
    """Whole credits, 0 or less."""
    cut: bool = False
    """Whether it is of a week that the period holds only in part."""


class SummaryPlot(PlotextPlot, can_focus=False):
    """Bars from a line at 0: one below the other, or side by side where they are weeks."""

    DEFAULT_CSS = """
    SummaryPlot { height: 1fr; max-height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self._upright = False

    def show(self, bars: Sequence[Bar], *, upright: bool) -> None:
        """Draw these bars instead, upright for an order in time."""
        self._bars, self._upright = tuple(bars), upright
        # Bars that lie on every other line need so many, and the figures are close below them.
        self.styles.height = "1fr" if upright or not bars else max(3, 2 * len(bars))
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._draw())

    @property
    def drawn(self) -> tuple[Bar, ...]:
        """The bars that there is room for: the first ones, of weeks the last ones."""
        if self._upright:
            most = max(1, (self.size.width - 8) // 4)
            return self._bars[-most:]
        return self._bars[: max(1, self._lines)]

    @property
    def _lines(self) -> int:
        """Lines for bars; the last of the plot has the figures."""
        return self.size.height - 1

    def _draw(self) -> None:
        if not self.size.height:
            return
        self.plt.clear_figure()
        self.plt.frame(False)
        if self.drawn:
            self._draw_bars(self.drawn)
        self.refresh()

    def _draw_bars(self, bars: tuple[Bar, ...]) -> None:
        many = len(bars)
        places: list[float] = list(range(1, many + 1) if self._upright else range(many, 0, -1))
        self._draw_row(places, [bar.added for bar in bars], ADDED, "primary")
        self._draw_row(places, [bar.removed for bar in bars], REMOVED, "warning")
        labels = [plot_label(printable(bar.label), cut=bar.cut, width=_LABEL) for bar in bars]
        figures = ticks(min(bar.removed for bar in bars), max(bar.added for bar in bars))
        signs = [f"{figure:+.0f}" if figure else "0" for figure in figures]
        if self._upright:
            every = max(1, -(-_BAR * many // max(1, self.size.width - _BAR)))
            self.plt.xticks(places[::every], labels[::every])
            self.plt.yticks(figures, signs)
        else:
            self.plt.yticks(places, [f"{label} " for label in labels])
            self.plt.xticks(figures, signs)
            apart = 2 if many * 2 - 1 <= self._lines else 1  # from the top, on every other line
            self.plt.ylim(many - max(self._lines - 1, 1) / apart, many)

    def _draw_row(
        self, places: Sequence[float], heights: Sequence[int], marker: str, ink: str
    ) -> None:
        if any(heights):
            self.plt.bar(
                places,
                heights,
                orientation="vertical" if self._upright else "horizontal",
                marker=marker,
                color=Color.parse(self.app.theme_variables[ink]).rgb,
                width=_WIDE if self._upright else _THIN,
            )


def ticks(low: int, high: int, most: int = 5) -> list[float]:
    """Round whole numbers from `low` (0 or less) to `high` (0 or more), at most so many steps."""
    step = next(n for n in _steps() if (high - low) // n < most)
    return list(range(-(-low // step) * step, high + 1, step))


def _steps() -> Iterator[int]:
    """1, 2, 5, 10, 20, 50 and so on."""
    return (first * 10**zeros for zeros in count() for first in (1, 2, 5))

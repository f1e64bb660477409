"""What can be read: every ink on every ground that it stands on, in each number of colours.

By the formula of WCAG 2.1, of which 4.5 is what text needs. Sixteen colours are a terminal's own:
what is measured is the palette that Rich takes for it.
"""

from __future__ import annotations

from itertools import product

import pytest
from rich._palettes import EIGHT_BIT_PALETTE, STANDARD_PALETTE
from rich.color import Color, ColorType
from rich.color_triplet import ColorTriplet
from rich.console import COLOR_SYSTEMS
from textual.theme import Theme

from creditui.tui.theme import NAMES, THEMES

ENOUGH = 4.5

GROUNDS = ("background", "panel")
INKS = ("foreground", "foreground-muted", "primary", "success", "warning", "error")
CURSOR, RESTING = "block-cursor-background", "block-cursor-blurred-background"
SELECTED = "input-selection-background"

each_look = pytest.mark.parametrize(("depth", "place"), [*product(THEMES, range(len(NAMES)))])


def shown(theme: Theme, name: str, depth: str) -> ColorTriplet:
    """A colour of the theme as a terminal of so many colours shows it."""
    colour = Color.parse(written(theme, name)).downgrade(COLOR_SYSTEMS[depth])
    if colour.type is ColorType.TRUECOLOR:
        assert colour.triplet is not None
        return colour.triplet
    assert colour.number is not None
    palette = STANDARD_PALETTE if colour.type is ColorType.STANDARD else EIGHT_BIT_PALETTE
    return palette[colour.number]


def written(theme: Theme, name: str) -> str:
    return theme.variables.get(name) or str(getattr(theme, name, None))


def contrast(ink: ColorTriplet, ground: ColorTriplet) -> float:
    dark, light = sorted((_luminance(ink), _luminance(ground)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: ColorTriplet) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_both_themes_are_there_for_every_number_of_colours() -> None:
    assert [[theme.name for theme in both] for both in THEMES.values()] == [list(NAMES)] * 3


@each_look
def test_every_ink_can_be_read_on_every_ground(depth: str, place: int) -> None:
    theme = THEMES[depth][place]
    pairs = [*product(INKS, GROUNDS), ("foreground", SELECTED)]
    pairs += product(INKS[:1] + INKS[2:], (CURSOR, RESTING))  # what is muted is plain there
    weak = {
        (ink, ground): round(found, 2)
        for ink, ground in pairs
        if (found := contrast(shown(theme, ink, depth), shown(theme, ground, depth))) < ENOUGH
    }
    assert not weak


@each_look
def test_a_colour_is_shown_as_it_is_written(depth: str, place: int) -> None:
    theme = THEMES[depth][place]
    for name in (*INKS, *GROUNDS, CURSOR, RESTING, SELECTED, "border-blurred"):
        asked = Color.parse(written(theme, name)).get_truecolor()
        apart = (abs(a - b) for a, b in zip(asked, shown(theme, name, depth), strict=True))
        assert max(apart) <= 10, name


@each_look
def test_what_says_something_by_its_ground_has_another(depth: str, place: int) -> None:
    theme = THEMES[depth][place]
    page, panel, cursor, selected = (
        shown(theme, name, depth) for name in (*GROUNDS, CURSOR, SELECTED)
    )
    assert selected != panel
    if depth == "standard":
        assert page == panel == cursor  # it is reversed there
    else:
        assert len({page, panel, cursor}) == 3

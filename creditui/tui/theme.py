"""Two themes, dark and light: one accent, two weights, and three inks for states.

Each is written down three times: for 24-bit colour, for 256 colours, which most sessions over SSH
have, and for 16. Left to find the nearest colour of so few, a terminal library makes a light grey
pink and the accent the grey of the text. In 16 every ground is that of the page, as few are safe
to write on: there the style sheets reverse the cursor's row, under the class `-sixteen` on the
application (in base.tcss), and without colour under Textual's own `:nocolor`.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from textual.theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Colours:
    """What a theme looks like: grounds, and the inks of `marks` that are written on them."""

    page: str
    panel: str
    """Bars, fields and dialogs."""
    cursor: str
    """The cursor's row."""
    selected: str
    """What is selected in a field."""
    rule: str
    """Thin lines; nothing is written in it."""
    plain: str
    muted: str
    accent: str
    good: str
    warning: str
    bad: str

    def theme(self, name: str) -> Theme:
        """As Textual takes it."""
        return Theme(
            name=name,
            primary=self.accent,
            accent=self.accent,
            secondary=self.accent,
            foreground=self.plain,
            background=self.page,
            surface=self.page,
            panel=self.panel,
            success=self.good,
            warning=self.warning,
            error=self.bad,
            dark=name == "dark",
            variables={
                "foreground-muted": self.muted,
                "block-cursor-background": self.cursor,
                "block-cursor-blurred-background": self.panel,
                "border": self.accent,
                "border-blurred": self.rule,
                "input-cursor-background": self.plain,
                "input-cursor-foreground": self.page,
                "input-selection-background": self.selected,
            },
        )


_DARK = Colours(
    page="#14171c",
    panel="#1f242c",
    cursor="#263744",
    selected="#2f5266",
    rule="#3a424e",
    plain="#d6dae1",
    muted="#8d95a3",
    accent="#6cb6d9",
    good="#8ac28a",
    warning="#e0b050",
    bad="#e8806e",
)
_LIGHT = Colours(
    page="#fbfaf7",
    panel="#eceae4",
    cursor="#d3e4ec",
    selected="#b7d6e4",
    rule="#c3c0b8",
    plain="#23272e",
    muted="#616873",
    accent="#0b6691",
    good="#2c6e34",
    warning="#8a5a00",
    bad="#b03a26",
)
_DARK_256 = Colours(
    page="#121212",
    panel="#262626",
    cursor="#3a3a3a",
    selected="#005f87",
    rule="#444444",
    plain="#d7d7d7",
    muted="#949494",
    accent="#5fafd7",
    good="#87af87",
    warning="#d7af5f",
    bad="#ff875f",
)
_LIGHT_256 = Colours(
    page="#ffffff",
    panel="#eeeeee",
    cursor="#d7d7ff",
    selected="#afd7ff",
    rule="#bcbcbc",
    plain="#262626",
    muted="#626262",
    accent="#005f87",
    good="#005f00",
    warning="#5f5f00",
    bad="#af0000",
)
_DARK_16 = Colours(
    page="#000000",
    panel="#000000",
    cursor="#000000",
    selected="#0000aa",
    rule="#555555",
    plain="#ffffff",
    muted="#aaaaaa",
    accent="#00aaaa",
    good="#00aa00",
    warning="#ffff55",
    bad="#ff5555",
)
_LIGHT_16 = Colours(
    page="#ffffff",
    panel="#ffffff",
    cursor="#ffffff",
    selected="#00aaaa",
    rule="#aaaaaa",
    plain="#000000",
    muted="#555555",
    accent="#0000aa",
    good="#0000aa",  # every green is too light to read on white
    warning="#aa00aa",
    bad="#aa0000",
)

NAMES = ("dark", "light")
"""In the order in which the theme command goes through them; the first is the default."""

THEMES = MappingProxyType(
    {
        "truecolor": (_DARK.theme("dark"), _LIGHT.theme("light")),
        "256": (_DARK_256.theme("dark"), _LIGHT_256.theme("light")),
        "standard": (_DARK_16.theme("dark"), _LIGHT_16.theme("light")),
    }
)
"""Both themes for each number of colours, by the name that Rich has for it."""

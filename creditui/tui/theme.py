"""Two themes, dark and light: one accent, two weights, and three inks for states.

Every colour was chosen to fall on a sensible neighbour when a terminal has only 16. Where a
meaning would be lost there (the cursor's row), the style sheets add `reverse`: under the class
`-sixteen` on the application (in base.tcss), and under Textual's own `:nocolor`.
"""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="dark",
    primary="#6cb6d9",
    accent="#6cb6d9",
    secondary="#6cb6d9",
    foreground="#d6dae1",
    background="#14171c",
    surface="#14171c",
    panel="#1f242c",
    success="#8ac28a",
    warning="#e0b050",
    error="#e8806e",
    dark=True,
    variables={
        "foreground-muted": "#8d95a3",
        "foreground-disabled": "#6b7280",
        "block-cursor-background": "#263744",
        "block-cursor-foreground": "#f2f5f9",
        "block-cursor-blurred-background": "#1f242c",
        "border": "#6cb6d9",
        "border-blurred": "#3a424e",
        "input-cursor-background": "#d6dae1",
        "input-cursor-foreground": "#14171c",
        "input-selection-background": "#2f5266",
    },
)

LIGHT = Theme(
    name="light",
    primary="#0b6691",
    accent="#0b6691",
    secondary="#0b6691",
    foreground="#23272e",
    background="#fbfaf7",
    surface="#fbfaf7",
    panel="#eceae4",
    success="#2c6e34",
    warning="#8a5a00",
    error="#b03a26",
    dark=False,
    variables={
        "foreground-muted": "#666d78",
        "foreground-disabled": "#8b919b",
        "block-cursor-background": "#d3e4ec",
        "block-cursor-foreground": "#101418",
        "block-cursor-blurred-background": "#eceae4",
        "border": "#0b6691",
        "border-blurred": "#c3c0b8",
        "input-cursor-background": "#23272e",
        "input-cursor-foreground": "#fbfaf7",
        "input-selection-background": "#b7d6e4",
    },
)

THEMES = (DARK, LIGHT)
"""In the order in which the theme command goes through them; the first is the default."""

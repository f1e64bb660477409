"""One picture: what it is called, who looks, and the keys that lead there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Size = tuple[int, int]
Look = Literal["dark", "light", "no-colour"]

SMALL: Size = (80, 24)
WIDE: Size = (120, 40)
BROAD: Size = (200, 60)
TINY: Size = (60, 20)
BOTH = (SMALL, WIDE)

_MOST = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A screen as one person sees it, at one size or more."""

    name: str
    shows: str
    """What there is to see, for the index."""
    keys: str = ""
    """Keys from the client list on, as Textual names them; what is in `'quotes'` is typed.

    The word MEANWHILE stands for somebody else who adds a credit to the same balance, LOCK for the
    time after which the screen locks, SIGN-IN for signing in after a line that dropped in mid-form.
    """
    sizes: tuple[Size, ...] = BOTH
    """The keys are pressed at the first; then the terminal is made larger or smaller."""
    who: str = "mona"
    look: Look = "dark"
    writes: bool = False
    """Whether something is written on the way, so that it needs a studio of its own."""

    def file(self, size: Size) -> str:
        """The name of its file at one of its sizes."""
        return f"{self.name}-{size[0]}x{size[1]}.svg"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one run of the application shows: a few pictures that one person sees."""

    who: str
    look: Look
    pictures: tuple[Picture, ...]

    def __str__(self) -> str:
        return f"{self.pictures[0].name} to {self.pictures[-1].name}"


def sittings(pictures: tuple[Picture, ...]) -> Iterator[Sitting]:
    """The runs that make these pictures; short ones, so that every core has some to do."""
    together: dict[tuple[str, Look, str], list[Picture]] = {}
    for picture in pictures:
        alone = picture.name if picture.writes else ""
        together.setdefault((picture.who, picture.look, alone), []).append(picture)
    for (who, look, _), group in together.items():
        for start in range(0, len(group), _MOST):
            yield Sitting(who, look, tuple(group[start : start + _MOST]))

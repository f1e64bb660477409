"""How a call reached the desk where it is not typed on this machine: over SSH, proven by a key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from creditui.desk.presence import Origin
    from creditui.desk.sign_in import SignIn


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who came in over SSH, by which key and door, from where, and to which database (R21)."""

    username: str
    sign_in: SignIn
    origin: Origin
    database: str
    """The URL; over SSH nobody names another one."""

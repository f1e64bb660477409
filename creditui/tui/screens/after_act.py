"""What is said and read once an act stands: what fails then, nobody may take for the act (R14)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from creditui.desk.applying import Applied
from creditui.desk.errors import DeskError, Refused, StoreError
from creditui.tui.app import DeskApp
from creditui.tui.widgets.notice import Kind


def say_applied(applied: Applied, figures: str) -> tuple[Kind, str]:
    """What a notice says of an act that did `figures`: its entry, or that it stood already."""
    entry_id = applied.entry.id
    if applied.replayed:
        already = f"This was applied already, as entry {entry_id}: {figures}."
        return "info", f"{already} Nothing new was written."
    return "done", f"{figures}, entry {entry_id}"


async def read_after(app: DeskApp, applied: Applied, read: Callable[[], Awaitable[None]]) -> None:
    """Read what `applied` left; where the desk fails, tell the person that her act stands.

    She is told so with whatever else fails, until something can be read again.
    """
    try:
        await read()
    except (DeskError, StoreError) as error:
        app.stands = f"It was applied, as entry {applied.entry.id}; do not apply it again. "
        app.tell(app.stands + error.message, "error")
        if isinstance(error, Refused):
            app.refused_for_good(error)

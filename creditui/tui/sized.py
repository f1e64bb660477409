"""A screen is as large as the terminal is now, whatever size an event tells of."""

from __future__ import annotations

from typing import Any, cast

from textual.events import Resize


class Sized:
    """What every screen is, before it is one of Textual's.

    A screen that was laid out anew tells itself so by an event that has its size. Where the next
    size of the terminal was waiting by then, each would be laid out after the other for ever.
    """

    async def _on_resize(self, event: Resize) -> None:
        event.size = event.virtual_size = event.container_size = cast(Any, self).app.size

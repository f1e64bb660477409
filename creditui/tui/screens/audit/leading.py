"""How other screens lead to the audit; nothing of it is imported before somebody goes there."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen


class LeadsToAudit:
    """For screens from which the audit, or the refused attempts, are one key away.

    It is no widget, and named after the screen that it is added to: Textual takes a widget's
    styles from the first of its bases.
    """

    def action_audit(self) -> None:
        """Open the audit's questions."""
        from creditui.tui.screens.audit.screen import AuditScreen

        _open(self, AuditScreen())

    def action_refused(self) -> None:
        """Open the log of refused attempts."""
        from creditui.tui.screens.audit.refused import RefusedScreen

        _open(self, RefusedScreen())


def _open(below: object, screen: Screen[Any]) -> None:
    if isinstance(below, Screen):
        below.app.push_screen(screen)

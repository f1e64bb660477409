"""How other screens lead to the audit; nothing of it is imported before somebody goes there."""

from __future__ import annotations

from textual.widget import Widget


class AuditDoors(Widget):
    """For screens from which the audit, or the refused attempts, are one key away."""

    def action_audit(self) -> None:
        """Open the audit's questions."""
        from creditui.tui.screens.audit.screen import AuditScreen

        self.app.push_screen(AuditScreen())

    def action_refused(self) -> None:
        """Open the log of refused attempts."""
        from creditui.tui.screens.audit.refused import RefusedScreen

        self.app.push_screen(RefusedScreen())

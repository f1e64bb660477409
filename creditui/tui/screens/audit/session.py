"""What an audit session begins with."""

from __future__ import annotations

from creditui.tui.screens.audit.screen import AuditScreen
from creditui.tui.screens.clients.screen import ClientsScreen


def audit_session() -> ClientsScreen:
    """The audit's questions, over the client search that escape leads to."""
    return ClientsScreen(over=AuditScreen)

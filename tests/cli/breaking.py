"""The program with a fault built in: run as a script, it breaks where its first word says."""

import sys
from threading import Thread
from typing import cast

from creditui.cli.main import main
from creditui.tui.base import CreditApp
from creditui.tui.screens.clients.screen import ClientsScreen


def breaks(app: CreditApp, *_: object) -> None:
    """What breaks; its local variable is nobody's business."""
    secret = "Maya Okafor is at home"
    raise ZeroDivisionError(len(secret))


async def later(app: CreditApp) -> None:
    breaks(app)


def goes_on(app: CreditApp) -> None:
    """All that fails without ending a session: what nobody awaits, a thread, a screen's task."""
    _ = later(app)
    thread = Thread(target=breaks, args=(app,))
    thread.start()
    thread.join()
    cast(ClientsScreen, app.screen).begin(later(app))


FAULTS = {
    "action": (CreditApp, "action_help", breaks),
    "worker": (CreditApp, "action_help", lambda app: app.run_worker(later(app)) and None),
    "timer": (CreditApp, "action_help", lambda app: app.set_timer(0.01, lambda: breaks(app))),
    "drawing": (CreditApp, "get_css_variables", breaks),
    "first-frame": (ClientsScreen, "compose", breaks),
}
SURVIVED = "survived"
"""The fault that does not end the session."""

if __name__ == "__main__":
    setattr(*{**FAULTS, SURVIVED: (CreditApp, "action_help", goes_on)}[sys.argv[1]])
    raise SystemExit(main(sys.argv[2:]))

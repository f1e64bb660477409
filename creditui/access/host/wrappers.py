"""The three programs that sshd starts. Each is a few lines of root's, and names one database."""

from __future__ import annotations

from pathlib import Path

from creditui.access.host.place import Place

_KEYS = """\
#!{interpreter} -I
# Written by creditui ssh install. sshd asks it: %u %t %k. It answers with the key line, or nothing.
import sys

from creditui.access.key_command import main

sys.exit(main(sys.argv[1:], database="{database}", doors={doors}))
"""

_SESSION = """\
#!{interpreter} -I
# Written by creditui ssh install. sshd starts it for whoever signed in to the account {account}.
import sys

from creditui.cli.door import main

sys.exit(main(database="{database}", door="{door}"))
"""


def wrapper_texts(place: Place) -> tuple[tuple[Path, str], ...]:
    """Each wrapper's path and text."""
    accounts = place.accounts
    names = {"interpreter": place.interpreter, "database": place.database}
    doors = {accounts.staff: "desk", accounts.audit: "audit"}
    keys = _KEYS.format(**names, doors=doors)
    sessions = (
        (place.session(account), _SESSION.format(**names, account=account, door=door))
        for account, door in doors.items()
    )
    return ((place.key_command, keys), *sessions)

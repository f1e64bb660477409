"""Who is acting, from the account that the operating system has proven (R21)."""

from __future__ import annotations

import os
import pwd

from creditui.desk.errors import Refused
from creditui.domain.refusal import Refusal


def os_username() -> str:
    """The username of the account that runs this process.

    It is looked up by the real user id, so neither variables nor anything typed can change it.

    Raises:
        Refused: The machine has no account with that user id.
    """
    uid = os.getuid()
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        message = f"This machine has no account for user id {uid}; sign in with one that it knows."
        raise Refused(Refusal("unknown_account", message)) from None

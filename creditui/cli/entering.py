"""From a proven key to the desk: who it is, what she asks for, and doing it (R21)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from creditui.cli.arrival import Arrival
from creditui.cli.failure import fail
from creditui.cli.main import in_json, main
from creditui.cli.over_ssh import read_line

if TYPE_CHECKING:
    from creditui.desk.presence import Origin

_ADDRESS = re.compile(r"[0-9A-Fa-f.:]{2,45}(%[A-Za-z0-9_.-]{1,20})?")
_PORT = re.compile(r"[0-9]{1,5}")


def enter(database: str, door: str, taken: Mapping[str, bytes]) -> int:
    """Let in whom sshd has proven, at the door of that name, and do what she asks for.

    `taken` is what the environment said. Returns the exit status; a sentence says what is wrong.
    """
    words: list[str] = []
    try:
        words = read_line(taken.get("SSH_ORIGINAL_COMMAND", b""))
        arrival = _arrival(database, door, taken)
    except Exception as error:
        return fail(error, as_json=in_json(words))
    return main(words, arrival=arrival)


def _arrival(database: str, door: str, taken: Mapping[str, bytes]) -> Arrival:
    from creditui.access.proven_key import proven_person, read_auth_info
    from creditui.desk.sign_in import SignIn, new_session_id
    from creditui.domain.door import Door

    auth_info = read_auth_info(os.fsdecode(taken.get("SSH_USER_AUTH", b"")))
    username, key_id = proven_person(database, auth_info)
    sign_in = SignIn(new_session_id(), key_id, Door[door.upper()])
    return Arrival(username, sign_in, read_origin(taken.get("SSH_CONNECTION", b"")), database)


def read_origin(connection: bytes) -> Origin:
    """Where the line comes from, as sshd says in SSH_CONNECTION: address, port, and our own two.

    What is not shaped so is left out: the record is then without it.
    """
    from creditui.desk.presence import Origin

    words = connection.decode("ascii", "replace").split(" ")
    if len(words) != 4 or _ADDRESS.fullmatch(words[0]) is None or _PORT.fullmatch(words[1]) is None:
        return Origin(connection=os.getppid())
    return Origin(words[0], int(words[1]), os.getppid())

"""No opener of the database waits for what is no file: pipes, sockets, devices, loops of links."""

import os
import socket
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from creditui.store.engine import open_store
from creditui.store.errors import StoreError
from creditui.store.key_lookup import LookupFailed, key_holds
from creditui.store.plain_file import BESIDE, out_of_reach
from tests.support.studio import open_studio


def a_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(path))


MAKERS: dict[str, Callable[[Path], object]] = {
    "pipe": os.mkfifo,
    "folder": os.mkdir,
    "socket": a_socket,
    "device": lambda path: path.symlink_to("/dev/zero"),
    "loop": lambda path: path.symlink_to(path.name),
    "nothing": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.parametrize("what", MAKERS)
@pytest.mark.parametrize("end", BESIDE)
def test_every_opener_says_so_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, end: str
) -> None:
    monkeypatch.chdir(tmp_path)  # the name of a socket is short
    with open_studio(tmp_path):
        pass
    beside = Path(f"studio.db{end}")
    beside.unlink(missing_ok=True)
    MAKERS[what](beside)
    harmless = what in ("nothing", "loop") and end != ""
    for how in ({}, {"read_only": True}, {"create": True}, {"inspect": True}):
        if harmless or (what == "nothing" and "create" in how):
            with suppress(StoreError):
                open_store("studio.db", **how).close()
            continue
        with pytest.raises(StoreError) as told:
            open_store("studio.db", **how)
        assert told.value.message.endswith(".")
    if not harmless:
        with pytest.raises(LookupFailed):
            key_holds("studio.db", "ssh-ed25519", "AAAA", "SHA256:x", audit=False)


def test_in_a_folder_that_is_missing_there_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "no" / "such" / "studio.db"
    assert out_of_reach(str(path), read_only=False) is None
    with pytest.raises(StoreError, match="There is no database"):
        open_store(str(path))

"""R21: the key command runs as an account that may read the database and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from creditui.store.transaction import writing
from tests.support.key_desk import NUMBERS, give_key
from tests.support.ssh_keys import ed25519
from tests.support.studio import Studio, open_studio

NOBODY = 65534
KEY = ed25519(NUMBERS["alice"]).split()
PROGRAM = f"""
import os, sys
import apsw, hashlib
import creditui.store.key_lookup
from creditui.access.key_command import main
if os.getuid() == 0:
    os.setgroups([])
    os.setgid({NOBODY})
    os.setuid({NOBODY})
sys.exit(main(sys.argv[2:], database=sys.argv[1]))
"""


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder that others may look into, as the folder of a test is not."""
    with TemporaryDirectory(prefix="creditui-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder
        folder.chmod(0o755)


def close_to_writers(studio: Studio) -> None:
    """Take away what the account that asks must not have; root takes another account instead."""
    for file in studio.path.parent.iterdir():
        file.chmod(0o444)
    studio.path.parent.chmod(0o555)


def asked(studio: Studio) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-c", PROGRAM, str(studio.path), "credits", *KEY]
    return subprocess.run(words, capture_output=True, text=True, check=False, cwd=os.getcwd())


def test_a_reader_sees_what_writers_wrote_a_moment_ago(place: Path) -> None:
    with open_studio(place) as studio:
        give_key(studio, "alice")
        close_to_writers(studio)
        told = asked(studio)
        assert (told.returncode, told.stderr) == (0, "")
        assert told.stdout == f"restrict,pty {' '.join(KEY)}\n"
        with writing(studio.store):
            studio.store.execute("UPDATE staff_key SET revoked_by = 'ada', revoked_at = 1")
        told = asked(studio)
        assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


def test_a_reader_needs_no_writer_to_be_there(place: Path) -> None:
    with open_studio(place) as studio:
        give_key(studio, "alice")
    close_to_writers(studio)
    assert asked(studio).stdout == f"restrict,pty {' '.join(KEY)}\n"


def test_without_the_files_that_writers_keep_the_door_is_closed_and_why_is_said(
    place: Path,
) -> None:
    with open_studio(place) as studio:
        give_key(studio, "alice")
        studio.store.connection.wal_checkpoint(mode=3)
    for suffix in ("-wal", "-shm"):
        Path(f"{studio.path}{suffix}").unlink()
    close_to_writers(studio)
    told = asked(studio)
    assert (told.returncode, told.stdout) == (1, "")
    assert "-wal and -shm are missing" in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_database_that_the_account_may_not_read_closes_the_door(place: Path) -> None:
    with open_studio(place) as studio:
        give_key(studio, "alice")
    close_to_writers(studio)
    for file in place.iterdir():
        file.chmod(0)
    told = asked(studio)
    assert (told.returncode, told.stdout) == (1, "")
    assert len(told.stderr.splitlines()) == 1

"""A real disk, small and full: every act is told so, nothing is half done, and on it goes (R17)."""

import subprocess
import sys
from pathlib import Path

from tests.faults.conftest import ROOT, closed_studio
from tests.support.older import filled_at_level

MOUNT = 'mount -t tmpfs -o size=8m none "$2" && exec "$0" -m "$@"'
WORK = "tests.faults.support.on_small_disk"


def test_on_a_full_disk_nothing_is_half_done(small_disk: Path, tmp_path: Path) -> None:
    """Ten adjustments, a backup, and an older database that is brought up to date."""
    older = tmp_path / "older.db"
    filled_at_level(older, "0002_ledger_guards", closed_studio(tmp_path / "full"))
    unshared = ("unshare", "--mount", "--propagation", "private", "bash", "-c", MOUNT)
    words = (*unshared, sys.executable, WORK, str(small_disk), str(older))
    ran = subprocess.run(words, capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    assert all(int(count) > 2 for count in ran.stdout.split()), ran.stdout

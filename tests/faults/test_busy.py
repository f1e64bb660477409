"""Others are writing: it is done or refused with a sentence, never done twice (R14)."""

import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any, cast

import apsw
import pytest

from creditui.desk.errors import StoreError
from creditui.desk.find import find
from creditui.desk.open_member import open_member
from creditui.desk.session import open_desk
from creditui.desk.verify import verify
from creditui.store.lock import FileLock
from creditui.store.transaction import writing
from tests.faults.conftest import ROOT
from tests.faults.support.acts import MAYA, check, everything, perform, states
from tests.faults.support.disk import watched
from tests.support.patience import PATIENCE
from tests.support.studio import FixedClock

WRITERS, ACTS_EACH = 32, 3


def test_a_foreign_writer_that_holds_on_longer_than_anybody_waits(closed: Path) -> None:
    """She may come in, look and be refused; once it has let go, her request is applied, once."""
    with watched():
        foreign = apsw.Connection(str(closed))
        foreign.execute("BEGIN IMMEDIATE; UPDATE member SET name = 'Half Done'")
        desk = open_desk(str(closed), "mona", clock=FixedClock())
        with pytest.raises(StoreError, match="Another program is writing") as busy:
            perform(desk, 0)
        assert busy.value.code == "busy"
        assert [match.member.id for match in find(desk, "okafor").members] == [MAYA]
        assert open_member(desk, MAYA).member.name == "Maya Okafor"
        foreign.execute("ROLLBACK")
        foreign.close()
        assert everything(desk.store) == states()[0]
        assert not perform(desk, 0).replayed
        desk.close()
        assert check(closed, 1, 1) == 1


def test_a_queue_that_does_not_move(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(cast(Any, writing).__wrapped__.__kwdefaults__, "wait", 0.02)
    desk = open_desk(str(closed), "mona", clock=FixedClock())
    other = FileLock(desk.store.lock.path)
    other.acquire()
    with pytest.raises(StoreError, match="Others are still writing") as busy:
        perform(desk, 0)
    assert busy.value.code == "busy"
    other.release()
    desk.close()
    assert check(closed, 0, 0) == 0


def test_many_writers_who_send_each_request_twice(closed: Path) -> None:
    words = [str(closed), str(WRITERS), str(ACTS_EACH)]
    command = [sys.executable, "-m", "tests.faults.support.crowd", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    answers = defaultdict(list)
    for line in done.stdout.splitlines():
        request, entry, replayed, waited = line.split()
        answers[request].append((entry, replayed))
        assert float(waited) <= PATIENCE
    assert len(answers) == WRITERS // 2 * ACTS_EACH
    for twice in answers.values():
        assert sorted(replayed for _, replayed in twice) == ["0", "1"]
        assert len({entry for entry, _ in twice}) == 1
    desk = open_desk(str(closed), "ada", clock=FixedClock())
    assert verify(desk, processes=1).entries == 14 + len(answers)
    assert verify(desk, processes=1).findings == ()
    desk.close()

"""One thread owns the desk; what nobody waits for any more is not read."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import apsw
import pytest

from creditui.desk.errors import Refused, StoreError
from creditui.desk.session import Desk, open_desk
from creditui.desk.thread import DeskThread
from creditui.store.studio import read_settings, write_settings
from creditui.store.transaction import writing
from tests.support.long_query import LongQuery
from tests.support.patience import PATIENCE
from tests.support.studio import Studio


@pytest.fixture
def desk(studio: Studio) -> Iterator[DeskThread]:
    thread = DeskThread(lambda: open_desk(studio.url, "mona", clock=studio.clock))
    yield thread
    thread.close()


async def test_all_work_is_done_on_one_thread_that_is_not_this_one(desk: DeskThread) -> None:
    def who(_: Desk) -> int:
        return threading.get_ident()

    threads = {await desk.ask(who), await desk.read(who), desk.now(who)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_what_the_work_raises_reaches_who_asked(desk: DeskThread) -> None:
    def fail(_: Desk) -> None:
        raise LookupError("not there")

    with pytest.raises(LookupError):
        await desk.ask(fail)
    with pytest.raises(LookupError):
        await desk.read(fail)
    assert await desk.ask(lambda _: 1) == 1


async def test_a_question_nobody_waits_for_any_more_is_not_asked(desk: DeskThread) -> None:
    hold, asked = Event(), []
    first = asyncio.ensure_future(desk.ask(lambda _: hold.wait(PATIENCE)))
    await asyncio.sleep(0)
    gone = asyncio.ensure_future(desk.read(lambda _: asked.append("gone")))
    await asyncio.sleep(0)
    other = asyncio.ensure_future(desk.read(lambda _: asked.append("other")))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.sleep(0)
    hold.set()
    await asyncio.gather(first, other)
    assert asked == ["other"]


async def test_a_query_nobody_waits_for_any_more_is_interrupted(desk: DeskThread) -> None:
    query = LongQuery()
    left = asyncio.ensure_future(desk.read(query))
    await asyncio.to_thread(query.begun.wait, PATIENCE)
    left.cancel()
    assert await desk.read(lambda _: "the next") == "the next"
    assert query.stopped == "interrupted"
    with pytest.raises(asyncio.CancelledError):
        await left
    assert await desk.ask(lambda d: d.store.rows("SELECT 1")[0][0]) == 1


async def test_who_leaves_between_two_queries_has_the_second_interrupted(desk: DeskThread) -> None:
    between, hold, query = Event(), Event(), LongQuery()

    def two(desk: Desk) -> None:
        desk.store.rows("SELECT 1")
        between.set()
        hold.wait(PATIENCE)
        query(desk)

    left = asyncio.ensure_future(desk.read(two))
    await asyncio.to_thread(between.wait, PATIENCE)
    left.cancel()
    with pytest.raises(asyncio.CancelledError):
        await left
    hold.set()
    await desk.read(lambda _: "the next")
    assert query.stopped == "interrupted"


async def test_who_leaves_interrupts_nobody_elses_question(desk: DeskThread) -> None:
    hold, running = Event(), Event()

    def whole(desk: Desk) -> int:
        running.set()
        hold.wait(PATIENCE)
        return int(desk.store.rows("SELECT 1")[0][0])

    stays = asyncio.ensure_future(desk.read(whole))
    await asyncio.to_thread(running.wait, PATIENCE)
    leaves = asyncio.ensure_future(desk.read(whole))
    await asyncio.sleep(0)
    leaves.cancel()
    with pytest.raises(asyncio.CancelledError):
        await leaves
    hold.set()
    assert await stays == 1


async def test_an_act_is_done_to_its_end_whoever_leaves(desk: DeskThread) -> None:
    query = LongQuery()

    def act(desk: Desk) -> None:
        with writing(desk.store):
            query(desk)
            settings = read_settings(desk.store)
            write_settings(desk.store, replace(settings, studio_name="Harbour again"))

    left = asyncio.ensure_future(desk.ask(act))
    await asyncio.to_thread(query.begun.wait, PATIENCE)
    left.cancel()
    with pytest.raises(asyncio.CancelledError):
        await left
    query.enough.set()
    settings = await desk.read(lambda d: read_settings(d.store))
    assert (query.stopped, settings.studio_name) == ("", "Harbour again")


async def test_nothing_is_written_by_what_may_be_interrupted(desk: DeskThread) -> None:
    def write(desk: Desk) -> None:
        with writing(desk.store):
            pass

    with pytest.raises(RuntimeError):
        await desk.read(write)
    await desk.ask(write)


async def test_what_is_read_is_of_one_moment(desk: DeskThread, studio: Studio) -> None:
    def entries(desk: Desk) -> int:
        return int(desk.store.rows("SELECT count(*) FROM ledger_entry")[0][0])

    def twice(desk: Desk) -> tuple[int, int]:
        before = entries(desk)
        studio.add(1)
        return before, entries(desk)

    before, after = await desk.read(twice)
    assert before == after
    assert await desk.read(entries) == after + 1


def test_who_may_not_sign_in_is_told_before_anything_is_shown(studio: Studio) -> None:
    desk = DeskThread(lambda: open_desk(studio.url, "mallory", clock=studio.clock))
    with pytest.raises(Refused):
        desk.opened()
    desk.close()


def test_a_database_that_is_not_there_is_told_too(studio: Studio) -> None:
    desk = DeskThread(lambda: open_desk(f"{studio.url}.not", "mona"))
    with pytest.raises(StoreError):
        desk.opened()
    desk.close()


def test_a_desk_that_is_still_being_opened_is_closed_as_well(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    leaving, opened = Event(), []

    def open_late() -> Desk:
        leaving.wait(PATIENCE)
        opened.append(open_desk(studio.url, "mona", clock=studio.clock))
        return opened[0]

    def shutdown(self: ThreadPoolExecutor, **how: bool) -> None:
        leaving.set()
        shut(self, **how)

    shut = ThreadPoolExecutor.shutdown
    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", shutdown)
    DeskThread(open_late).close()
    with pytest.raises(apsw.ConnectionClosedError):
        opened[0].store.row("SELECT 1")

"""What is refused to a session that writes nothing reaches the log of refused attempts."""

from __future__ import annotations

import json
import os
import syslog
from collections.abc import Sequence
from datetime import timedelta

import pytest

from creditui.access.os_account import os_username
from creditui.desk.audit import audit_overview
from creditui.desk.expire import expire
from creditui.desk.refused import (
    NamedAttempt,
    keep_refused_command,
    newer_attempts,
    refused_attempts,
)
from creditui.desk.refused_notes import collect
from creditui.desk.session import READ_ONLY, Desk
from creditui.store.session_folder import sessions_folder
from creditui.store.staff import insert_staff
from creditui.store.transaction import writing
from tests.desk.conftest import DeskOf
from tests.support.studio import NOW, TODAY, Studio

WORDS = ("adjust", "maya", "--add", "2")


def acts(desk: Desk) -> list[str]:
    collect(desk)
    return [each.attempt.asked.act for each in refused_attempts(desk)]


def told(found: Sequence[NamedAttempt]) -> list[tuple[int, str, bool]]:
    return [(each.attempt.id, each.attempt.asked.act, each.noted) for each in found]


def test_an_auditors_attempt_is_in_the_log_once_somebody_who_writes_looks(
    studio: Studio, desk_of: DeskOf
) -> None:
    audrey = desk_of("audrey")
    keep_refused_command(audrey, WORDS, READ_ONLY)
    for _ in range(2):
        assert acts(desk_of("mona")) == ["adjust maya --add 2"]
    (named,) = refused_attempts(audrey)
    assert not named.noted
    attempt = named.attempt
    assert (attempt.actor, attempt.actor_id) == ("audrey", studio.staff("audrey").id)
    assert (attempt.instant, attempt.studio_date, attempt.member_id) == (NOW, TODAY, None)
    assert (attempt.refusal.code, named.member_name) == ("read_only", "")


def test_until_then_whoever_only_reads_sees_it_as_noted(studio: Studio, desk_of: DeskOf) -> None:
    keep_refused_command(desk_of("alice"), ("staff", "list"), READ_ONLY)
    audrey = desk_of("audrey")
    for word in ("seal", "expire", "seal"):
        studio.clock.advance(minutes=1)
        keep_refused_command(audrey, (word,), READ_ONLY)
    everything = [
        (4, "seal", True),
        (3, "expire", True),
        (2, "seal", True),
        (1, "staff list", False),
    ]
    for reader in (audrey, desk_of("mona", read_only=True)):
        assert told(refused_attempts(reader)) == everything
    for limit in (1, 2, 3, 4, 5):
        assert told(refused_attempts(audrey, limit=limit)) == everything[:limit]
        assert told(refused_attempts(audrey, 4, limit)) == everything[1 : 1 + limit]
        assert told(refused_attempts(audrey, 2, limit)) == everything[3:]
        assert told(newer_attempts(audrey, limit=limit)) == everything[-limit:]
        assert told(newer_attempts(audrey, 1, limit)) == everything[max(0, 3 - limit) : 3]
    assert audit_overview(audrey).refused == 4
    assert audit_overview(audrey, until=TODAY - timedelta(days=1)).refused == 0
    assert audit_overview(desk_of("mona")).refused == 1
    collect(desk_of("mona"))
    assert audit_overview(desk_of("mona")).refused == 4
    assert [noted for *_, noted in told(refused_attempts(audrey))] == [False] * 4


def test_the_nightly_job_brings_it_there_too(studio: Studio, desk_of: DeskOf) -> None:
    audrey = desk_of("audrey")
    keep_refused_command(audrey, WORDS, READ_ONLY)
    assert [noted for *_, noted in told(refused_attempts(audrey))] == [True]
    expire(desk_of("mona"))
    assert [noted for *_, noted in told(refused_attempts(audrey))] == [False]


def test_who_can_write_needs_no_note(studio: Studio, desk_of: DeskOf) -> None:
    keep_refused_command(desk_of("alice"), ("staff", "list"), READ_ONLY)
    assert acts(desk_of("audrey")) == ["staff list"]
    assert not sessions_folder(studio.path).exists()


def test_an_account_of_ones_own_says_nothing_of_others(studio: Studio, desk_of: DeskOf) -> None:
    with writing(studio.store):
        insert_staff(studio.store, os_username(), "Nora", "auditor")
    keep_refused_command(desk_of("audrey"), WORDS, READ_ONLY)
    keep_refused_command(desk_of(os_username()), ("seal",), READ_ONLY)
    assert acts(desk_of("mona")) == ["seal"]


def test_the_same_line_twice_is_one_attempt(studio: Studio, desk_of: DeskOf) -> None:
    keep_refused_command(desk_of("audrey"), WORDS, READ_ONLY)
    path = sessions_folder(studio.path) / f"refused-{os.getuid()}.jsonl"
    path.write_bytes(path.read_bytes() * 3)
    assert len(acts(desk_of("mona"))) == 1


def test_a_file_of_rubbish_hides_nothing(studio: Studio, desk_of: DeskOf) -> None:
    keep_refused_command(desk_of("audrey"), WORDS, READ_ONLY)
    path = sessions_folder(studio.path) / f"refused-{os.getuid()}.jsonl"
    odd = {"at": 1, "actor": "no such person", "via": None, "act": "x", "code": "x"}
    odd |= {"message": "x", "request_id": "x"}
    path.write_bytes(b"\0\n" + path.read_bytes() + json.dumps(odd).encode())
    assert acts(desk_of("mona")) == ["x", "adjust maya --add 2"]


def test_where_nothing_can_be_noted_the_systems_log_is_told(
    studio: Studio, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(syslog, "syslog", lambda _priority, message: told.append(message))
    sessions_folder(studio.path).write_text("a file where the folder should be")
    keep_refused_command(desk_of("audrey"), WORDS, READ_ONLY)
    (line,) = told
    assert line.startswith("audrey was refused (read_only): adjust maya --add 2; ")

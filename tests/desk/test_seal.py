"""Sealing beside others who write and seal, and who a seal names (R21, R23)."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from creditui.desk.seal import seal
from creditui.desk.verify import verify
from creditui.domain.merkle import merkle_root
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


def test_a_seal_names_the_admin_who_made_it_as_another(desk_of: DeskOf) -> None:
    made = seal(desk_of("ada", as_username="mona")).seal
    assert made is not None
    assert made.actor == "ada"


def test_of_two_who_seal_at_once_one_does_and_the_other_is_told_of_her_seal(
    desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = desk_of("ada")

    def sealed_meanwhile(leaves: Iterable[bytes]) -> bytes:
        monkeypatch.undo()
        assert seal(other).entries == 14
        return merkle_root(leaves)

    monkeypatch.setattr("creditui.desk.seal.merkle_root", sealed_meanwhile)
    done = seal(desk_of("mona"))
    assert done.entries == 0
    assert done.seal is not None
    assert (done.seal.id, done.seal.actor) == (1, "ada")


def test_what_is_written_meanwhile_is_left_for_the_next_seal(
    studio: Studio, desk_of: DeskOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    def written_meanwhile(leaves: Iterable[bytes]) -> bytes:
        studio.add(1)
        return merkle_root(leaves)

    desk = desk_of("mona")
    monkeypatch.setattr("creditui.desk.seal.merkle_root", written_meanwhile)
    assert seal(desk).entries == 14
    monkeypatch.undo()
    assert seal(desk).entries == 1
    assert verify(desk, processes=1).findings == ()

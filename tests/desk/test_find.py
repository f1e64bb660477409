"""The one member whom a reference names."""

from __future__ import annotations

import pytest

from creditui.desk.errors import InputError
from creditui.desk.find import resolve_member
from creditui.domain.membership import Member
from creditui.store.bulk import upsert_members
from creditui.store.transaction import writing
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


@pytest.mark.parametrize(
    "reference",
    ["1", "maya", "maya@example.org", "MAYA@example.org", "+44 7700 900123", "07700900123"],
)
def test_a_member_is_named_in_many_ways(desk_of: DeskOf, reference: str) -> None:
    assert resolve_member(desk_of(), reference).name == "Maya Okafor"


def test_nobody_of_that_name_is_said(desk_of: DeskOf) -> None:
    with pytest.raises(InputError, match="creditui search"):
        resolve_member(desk_of(), "nobody@example.org")


def test_two_of_one_name_are_listed_with_the_word_that_names_one(
    studio: Studio, desk_of: DeskOf
) -> None:
    with writing(studio.store):
        upsert_members(studio.store, [Member(0, "Nil", "", "", "1")])
    with pytest.raises(InputError, match=r"such as id:1: 1 Maya Okafor .*; 9 Nil"):
        resolve_member(desk_of(), "1")
    assert resolve_member(desk_of(), "id:1").name == "Maya Okafor"
    assert resolve_member(desk_of(), "external:1").name == "Nil"

"""Whom an id, an external id, an e-mail address or a phone number means."""

from dataclasses import replace

import pytest

from creditui.domain.membership import Member
from creditui.store.bulk import upsert_members
from creditui.store.members import member_names, members_by_reference, read_member
from creditui.store.transaction import writing
from tests.support.studio import Studio


def test_a_member_by_her_id(studio: Studio) -> None:
    maya = read_member(studio.store, 1)
    assert maya == studio.record().member
    assert read_member(studio.store, 99) is None


def test_names_of_many_members(studio: Studio) -> None:
    assert member_names(studio.store, (3, 1, 99, 1)) == {1: "Maya Okafor", 3: "Dora Due"}
    assert member_names(studio.store, ()) == {}


@pytest.mark.parametrize(
    "reference",
    [
        "1",
        "maya",
        " maya ",
        "MAYA@example.org",
        "+44 7700 900123",
        "07700 900123",
        "0044 (0)7700-900123",
        "7700900123",
        "700 900123",
    ],
)
def test_a_member_is_named_in_many_ways(studio: Studio, reference: str) -> None:
    found = members_by_reference(studio.store, reference)
    assert [member.external_id for member in found] == ["maya"]


@pytest.mark.parametrize(
    "reference", ["", "  ", "99", "may", "aya@example.org", "900123", "+44 7700 900999", "x" * 5000]
)
def test_nobody_is_named_by(studio: Studio, reference: str) -> None:
    assert members_by_reference(studio.store, reference) == ()


def test_all_who_match_are_named(studio: Studio) -> None:
    twins = (
        Member(0, "Tim", "shared@example.org", "020 7946 0001", "tim"),
        Member(0, "Tom", "Shared@example.org", "+44 20 7946 0001", "tom"),
    )
    with writing(studio.store):
        upsert_members(studio.store, twins)
    for reference in ("shared@example.org", "02079460001"):
        found = members_by_reference(studio.store, reference)
        assert [member.name for member in found] == ["Tim", "Tom"]


def test_a_number_that_is_ones_id_and_anothers_external_id_can_be_told_apart(
    studio: Studio,
) -> None:
    with writing(studio.store):
        upsert_members(
            studio.store, (Member(0, "Nil", "", "", "1"), Member(0, "Ida", "", "", "id:1"))
        )
    found = {
        reference: [member.name for member in members_by_reference(studio.store, reference)]
        for reference in ("1", "id:2", "id:10", "external:1", "external:maya", "id:1", "id:maya")
    }
    assert found == {
        "1": ["Maya Okafor", "Nil"],
        "id:2": ["Paula Paused"],
        "id:10": ["Ida"],
        "external:1": ["Nil"],
        "external:maya": ["Maya Okafor"],
        "id:1": ["Ida"],  # what somebody is called comes first
        "id:maya": [],
    }


def test_a_new_phone_is_found_and_the_old_one_is_not(studio: Studio) -> None:
    maya = studio.record().member
    with writing(studio.store):
        upsert_members(studio.store, (replace(maya, phone="+44 7700 900999"),))
    assert len(members_by_reference(studio.store, "07700 900999")) == 1
    assert members_by_reference(studio.store, "07700 900123") == ()

"""Who belongs to a person's own household."""

import pytest

from creditui.domain.audit.household import household_tie
from creditui.domain.membership import Member

OWN = Member(1, "Mona Meyer", "mona@example.org", "+44 7700 900123")


@pytest.mark.parametrize(
    ("other", "tie"),
    [
        (OWN, "is she herself"),
        (Member(2, "Max Meyer", "MONA@Example.org "), "has her e-mail address"),
        (Member(2, "Max Meyer", "", "07700 900123"), "has her phone number"),
        (Member(2, "Mona Meyer", "other@example.org", "+44 7700 900124"), None),
        (Member(2, "Max Meyer", "", ""), None),
        (Member(2, "Max Meyer", "", "900123"), None),
    ],
)
def test_what_ties_a_client_to_a_person(other: Member, tie: str | None) -> None:
    assert household_tie(OWN, other) == tie


def test_nothing_ties_those_of_whom_nothing_is_known() -> None:
    assert household_tie(Member(1, "A B"), Member(2, "A B")) is None

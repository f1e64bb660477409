"""Settings, plans, reasons and people read back as they were written."""

from dataclasses import replace

import pytest

from creditui.domain.people import Limits, Staff, rights
from creditui.domain.reasons import DEFAULT_REASONS, Direction, Reason
from creditui.domain.settings import Settings
from creditui.domain.studio import ExpiryRule
from creditui.store.errors import StoreError
from creditui.store.signing_in import read_staff
from creditui.store.staff import IMPORT, SYSTEM, insert_staff, list_staff, update_staff
from creditui.store.studio import (
    parse_expiry_rule,
    read_plans,
    read_reasons,
    read_services,
    read_settings,
    write_reasons,
    write_settings,
)
from creditui.store.transaction import writing
from tests.support.studio import GOLD, SERVICES, Studio


def test_settings_read_back(studio: Studio) -> None:
    wanted = Settings("Salón", "Pacific/Kiritimati", 30, 7, {"manager": Limits(1, None, 2)})
    with writing(studio.store):
        write_settings(studio.store, wanted)
    assert read_settings(studio.store) == wanted


def test_a_setting_of_a_later_version_is_left_alone(studio: Studio) -> None:
    with writing(studio.store):
        studio.store.execute("INSERT INTO setting VALUES ('mouse', 'true')")
    assert read_settings(studio.store).studio_name == "Harbour Studio"


def test_services_plans_and_reasons_keep_their_order(studio: Studio) -> None:
    assert read_services(studio.store) == SERVICES
    assert read_plans(studio.store) == (GOLD,)
    assert read_reasons(studio.store) == DEFAULT_REASONS
    dropped = Reason(Direction.REMOVE, "tidy", "Tidy", "Say what.", dropped=True)
    mine = (dropped, DEFAULT_REASONS[0])
    with writing(studio.store):
        write_reasons(studio.store, mine)
    assert read_reasons(studio.store) == mine


@pytest.mark.parametrize("rule", [ExpiryRule(), ExpiryRule(days=90), ExpiryRule(never=True)])
def test_a_rule_of_expiry_reads_back(rule: ExpiryRule) -> None:
    assert parse_expiry_rule(str(rule)) == rule


@pytest.mark.parametrize("text", ["", "days:", "days:x", "days:-1", "weeks:2", "days:१"])
def test_what_is_no_rule_of_expiry(text: str) -> None:
    with pytest.raises(ValueError, match="rule"):
        parse_expiry_rule(text)


def test_people_read_back(studio: Studio) -> None:
    with writing(studio.store):
        kim = insert_staff(
            studio.store, "kim", "Kim", "staff", member_id=1, limits=Limits(3, None, 0)
        )
    assert read_staff(studio.store, "kim") == kim
    changed = replace(kim, name="Kim Lee", role="manager", disabled=True, limits=None)
    with writing(studio.store):
        update_staff(studio.store, changed)
    assert read_staff(studio.store, "kim") == changed
    assert read_staff(studio.store, "nobody") is None
    assert [s.username for s in list_staff(studio.store)] == sorted(
        ["ada", "alice", "audrey", "import", "kim", "mona", "system"]
    )


def test_a_username_is_taken_once_and_never_changes(studio: Studio) -> None:
    alice = studio.staff("alice")
    with pytest.raises(StoreError, match="key"), writing(studio.store):
        insert_staff(studio.store, "alice", "Another", "staff")
    with pytest.raises(StoreError, match="key"), writing(studio.store):
        update_staff(studio.store, replace(alice, username="alicia"))
    with pytest.raises(StoreError, match="nobody"), writing(studio.store):
        update_staff(studio.store, Staff(99, "x", "X", "staff"))


@pytest.mark.parametrize("username", [SYSTEM, IMPORT])
def test_who_signs_for_nobody_may_do_nothing(studio: Studio, username: str) -> None:
    assert rights(studio.staff(username)) == frozenset()

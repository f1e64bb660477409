"""Settings as text: read back as they were, and nothing else taken."""

from dataclasses import fields

import pytest

from creditui.domain.people import Limits
from creditui.domain.setting_values import BadSetting, setting_texts, with_setting
from creditui.domain.settings import Settings

ELSEWHERE = {"studio_name", "timezone", "limits"}
"""What `creditui init` sets, and what has a key for each role."""


def test_every_setting_has_a_key() -> None:
    keys = {text.key for text in setting_texts(Settings())}
    named = {key for key in keys if not key.startswith("limits.")}
    assert named == {field.name for field in fields(Settings)} - ELSEWHERE
    assert keys - named == {"limits.staff", "limits.manager", "limits.admin"}


def test_what_is_shown_can_be_typed() -> None:
    for shown in setting_texts(Settings()):
        again = with_setting(Settings(), shown.key, f" {shown.value} ")
        assert setting_texts(again) == setting_texts(Settings())


@pytest.mark.parametrize(
    ("key", "text", "field", "value"),
    [
        ("grace_days", "0", "grace_days", 0),
        ("grace_days", "3650", "grace_days", 3650),
        ("opens_at", "00:00", "opens_at", "00:00"),
        ("audit_near_limit_count", "2", "audit_near_limit_count", 2),
    ],
)
def test_a_setting_is_changed(key: str, text: str, field: str, value: object) -> None:
    assert getattr(with_setting(Settings(), key, text), field) == value


def test_the_limits_of_a_role_leave_those_of_others() -> None:
    changed = with_setting(Settings(), "limits.manager", "50, none ,0")
    assert changed.limits_of("manager") == Limits(50, None, 0)
    assert changed.limits_of("staff") == Settings().limits_of("staff")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("grace_days", "-1"),
        ("grace_days", "3651"),
        ("grace_days", "6.5"),
        ("grace_days", ""),
        ("grace_days", "٦٠"),
        ("grace_days", "9" * 5_000),
        ("audit_near_limit_count", "1"),
        ("opens_at", "24:00"),
        ("opens_at", "6:00"),
        ("closes_at", "\x1b[2J"),
        ("limits.staff", "5,20"),
        ("limits.staff", "5,20,ten"),
        ("limits.staff", "5,20,10000"),
        ("limits.staff", "5,20,10,1"),
        ("limits.staff", "5,,10"),
        ("limits.auditor", "1,1,1"),
        ("timezone", "Europe/London"),
        ("nonsense", "1"),
    ],
)
def test_what_can_not_be_is_said_in_one_sentence(key: str, text: str) -> None:
    with pytest.raises(BadSetting) as bad:
        with_setting(Settings(), key, text)
    message = str(bad.value)
    assert message.endswith(".")
    assert "\x1b" not in message
    assert len(message) < 400

"""The studio's settings: an admin changes them, one at a time; auditors go by them (R18)."""

from __future__ import annotations

from creditui.desk.errors import InputError
from creditui.desk.session import Desk
from creditui.domain.people import Permission
from creditui.domain.setting_values import BadSetting, SettingText, setting_texts, with_setting
from creditui.store.studio import write_settings
from creditui.store.transaction import reading, writing


def list_settings(desk: Desk) -> tuple[SettingText, ...]:
    """Every setting that may be changed, as it is now.

    Raises Refused for who may not see the studio's ledger: an auditor's questions go by them (R18).
    """
    with reading(desk.store):
        return setting_texts(desk.require(Permission.VIEW_STUDIO_LEDGER).settings)


def change_setting(desk: Desk, key: str, text: str) -> SettingText:
    """Make `text` the value of `key`; it holds from the next act on (R2).

    Raises InputError for a setting or a value that can't be, Refused for who is no admin (R18).
    """
    desk.check_writable()
    with writing(desk.store):
        settings = desk.require(Permission.MANAGE).settings
        try:
            changed = with_setting(settings, key, text)
        except BadSetting as error:
            raise InputError("bad_setting", str(error)) from None
        if changed != settings:
            write_settings(desk.store, changed)
    return next(each for each in setting_texts(changed) if each.key == key)

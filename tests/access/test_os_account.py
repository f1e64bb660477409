import os
import pwd

import pytest

from creditui.access.os_account import os_username
from creditui.desk.errors import Refused


def test_the_account_is_that_of_the_real_user_id(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME", "SUDO_USER", "HOME"):
        monkeypatch.setenv(name, "somebody-else")
    assert os_username() == pwd.getpwuid(os.getuid()).pw_name


def test_a_user_id_without_an_account_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = next(uid for uid in range(54_321, 60_000) if not _known(uid))
    monkeypatch.setattr(os, "getuid", lambda: nobody)
    with pytest.raises(Refused, match=f"user id {nobody}"):
        os_username()


def _known(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True

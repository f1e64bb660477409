from pathlib import Path

import pytest

from creditui.access.host.place import Accounts, Place, place_of
from creditui.desk.errors import InputError

NAMES = "credits,credits-audit,creditui-keys"


def test_a_place_is_read_from_what_was_typed() -> None:
    assert place_of("/var/lib/creditui/studio.db", "/opt/creditui", NAMES) == Place()
    assert place_of("sqlite:////srv/a.db", "/srv/creditui", "desk, audit,keys") == Place(
        Path("/srv/a.db"), Path("/srv/creditui"), Accounts("desk", "audit", "keys")
    )


@pytest.mark.parametrize(
    "path",
    [
        "",
        "studio.db",
        "/",
        "/a b",
        "/a\nMatch all",
        "/a/../b",
        "/a$(id)",
        "/a'b",
        "/a%u",
        "/é",
        "//a",
    ],
)
def test_a_path_that_could_mean_more_is_refused(path: str) -> None:
    with pytest.raises(InputError, match="--db"):
        place_of(path, "/opt/creditui", NAMES)
    with pytest.raises(InputError, match="--prefix"):
        place_of("/var/lib/creditui/studio.db", path, NAMES)


@pytest.mark.parametrize(
    "names",
    [
        "",
        "a,b",
        "a,b,c,d",
        "a,a,b",
        "a,b,",
        "a,b,C",
        "a,b,c d",
        "a,*,c",
        "a,b,-c",
        "a,b," + "c" * 33,
    ],
)
def test_three_different_plain_account_names(names: str) -> None:
    with pytest.raises(InputError, match="three account names"):
        place_of("/var/lib/creditui/studio.db", "/opt/creditui", names)


def test_everything_stands_below_the_prefix_and_beside_the_database() -> None:
    place = Place(Path("/srv/a.db"), Path("/srv/creditui"))
    assert str(place.interpreter) == "/srv/creditui/bin/python"
    assert str(place.session("credits")) == "/srv/creditui/libexec/creditui-session"
    assert str(place.session("credits-audit")) == "/srv/creditui/libexec/creditui-session-audit"
    assert str(place.sessions) == "/srv/a.db.sessions"
    assert [each.name for each in place.beside] == ["a.db-wal", "a.db-shm", "a.db.lock"]

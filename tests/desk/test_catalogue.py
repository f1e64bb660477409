"""What forms and lists are filled from (R19)."""

from __future__ import annotations

from creditui.desk.catalogue import catalogue
from tests.desk.conftest import DeskOf
from tests.support.studio import Studio


def test_the_catalogue_says_what_is_left_today(studio: Studio, desk_of: DeskOf) -> None:
    assert catalogue(desk_of("alice")).left_today == 20
    assert catalogue(desk_of("mona")).left_today is None
    assert catalogue(desk_of("audrey")).read_only
    assert catalogue(desk_of("alice")).service_name("massage") == "Massage"
    assert catalogue(desk_of("alice")).service_name("gone") == "gone"

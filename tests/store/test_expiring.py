"""Whose credits are past their date (R9)."""

from datetime import timedelta

from creditui.domain.kinds import Kind
from creditui.store.expiring import members_to_expire
from tests.support.studio import PERIOD_ENDS, Studio


def test_who_has_something_to_expire(studio: Studio) -> None:
    ended = PERIOD_ENDS + timedelta(days=1)
    assert list(members_to_expire(studio.store, PERIOD_ENDS)) == []
    assert list(members_to_expire(studio.store, ended)) == [1, 2, 3, 4, 5, 6, 7]
    studio.append(studio.draft(Kind.EXPIRE, (studio.move(1, -8),), day=ended))
    reformer = studio.draft(Kind.EXPIRE, (studio.move(2, -4),), service="reformer", day=ended)
    studio.append(reformer)
    assert list(members_to_expire(studio.store, ended)) == [2, 3, 4, 5, 6, 7]

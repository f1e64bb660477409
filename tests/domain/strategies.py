"""Members' credits of every sort, for the properties that must hold of all of them."""

from __future__ import annotations

from hypothesis import strategies as st

from creditui.domain.kinds import Source
from creditui.domain.lots import Lot
from tests.domain.builders import days, lot

_NEAR = st.integers(-3, 3)


@st.composite
def _lot(draw: st.DrawFn, id: int) -> Lot:
    left = draw(st.integers(0, 6))
    expires = draw(st.none() | _NEAR)
    return lot(
        id,
        left,
        service=draw(st.sampled_from(["massage", "massage", "sauna"])),
        granted=left + draw(st.integers(1, 3)),
        source=draw(st.sampled_from(Source)),
        starts_on=days(draw(st.integers(-6, 1))),
        expires_on=None if expires is None else days(expires),
        membership_id=draw(st.sampled_from([1, 1, 2])),
        period_id=draw(st.sampled_from([1, 1, None])),
    )


@st.composite
def lots(draw: st.DrawFn) -> list[Lot]:
    """Up to eight lots around today: expired, alive, to come, of two services and memberships."""
    ids = draw(st.lists(st.integers(1, 99), max_size=8, unique=True))
    return [draw(_lot(id)) for id in ids]

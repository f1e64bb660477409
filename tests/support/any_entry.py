"""Values that an entry can hold, up to the ends of what the database keeps, for hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from creditui.domain.kinds import Source
from creditui.domain.lots import NewLot

NUMBERS = st.integers(-(2**63), 2**63 - 1)
DAYS = st.dates()
NEW_LOTS = st.builds(
    NewLot,
    NUMBERS,
    NUMBERS,
    st.sampled_from(Source),
    DAYS,
    st.none() | DAYS,
    st.none() | NUMBERS,
    st.none() | NUMBERS,
)

"""The lines of lots and their entries keep their words, as wide as the screen is."""

from __future__ import annotations

import pytest

from creditui.domain.kinds import Kind
from creditui.domain.wording import kind_name
from creditui.tui.screens.ledger.lot_lives import COLUMNS
from creditui.tui.widgets.columns import fit

LONGEST = max(len(f"    20 Nov 00:00  {kind_name(kind)}, entry 12345 ← here") for kind in Kind)


@pytest.mark.parametrize("cells", [75, 80])
def test_the_mark_of_the_entry_itself_is_whole(cells: int) -> None:
    assert fit(COLUMNS, cells)[0][1] >= LONGEST

"""`python -m tests.screenshots [NAME …]`: makes all of screenshots/ again, or what is named."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.screenshots.index import INDEX, index
from tests.screenshots.making import make, make_sample
from tests.screenshots.picture import sittings
from tests.screenshots.pictures import PICTURES

FOLDER = Path(__file__).parents[2] / "screenshots"


async def main(names: list[str]) -> None:
    """Make the pictures of these names, or all of them and the index."""
    chosen = tuple(p for p in PICTURES if not names or p.name in names)
    if unknown := set(names) - {picture.name for picture in chosen}:
        sys.exit(f"No picture is called {', '.join(sorted(unknown))}; see {FOLDER / INDEX}.")
    made: dict[str, str] = {}
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        sample = make_sample(folder)
        for sitting in sittings(chosen):
            made |= await make(sitting, sample, folder)
    if not names:
        for old in FOLDER.glob("*.svg"):
            old.unlink()
    for file, svg in made.items():
        (FOLDER / file).write_text(svg, "utf-8")
    (FOLDER / INDEX).write_text(index(PICTURES), "utf-8")
    print(f"{len(made)} pictures in {FOLDER}")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))

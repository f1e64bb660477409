"""Makes the studio of the acceptance table: python -m tests.acceptance.make_studio FOLDER

Its CSV files are templates in `studio/`: `{today-61}` is the date 61 days ago, so that the table
holds on any day. The database is made by the program itself, from `init` and `import`.
"""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

TEMPLATES = Path(__file__).with_name("studio")
DAY = re.compile(r"\{today([+-]\d+)\}")
DATABASE = "studio.db"
PROGRAM = (sys.executable, "-m", "creditui")
ZONE = f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"
"""The studio's: where it is noon by now, so that midnight is hours away and today stays today."""


def today() -> date:
    """The studio's date."""
    return datetime.now(ZoneInfo(ZONE)).date()


def fill_in(folder: Path) -> Path:
    """Write the studio's CSV files, with dates that follow from today; returns their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    day = today()
    for template in TEMPLATES.glob("*.csv"):
        text = DAY.sub(
            lambda found: (day + timedelta(days=int(found[1]))).isoformat(),
            template.read_text(encoding="utf-8"),
        )
        (folder / template.name).write_text(text, encoding="utf-8")
    return folder


def make_studio(folder: Path) -> Path:
    """Make the database in `folder` by `init` and `import`; returns its path."""
    database = folder / DATABASE
    for words in (
        ("init", "--name", "Harbour Studio", "--timezone", ZONE),
        ("import", str(fill_in(folder / "csv"))),
    ):
        command = (*PROGRAM, "--db", str(database), *words)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return database


if __name__ == "__main__":
    print(make_studio(Path(sys.argv[1])))

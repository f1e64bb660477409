"""The list of the pictures, for who looks into the folder."""

from __future__ import annotations

from tests.screenshots.picture import Picture

INDEX = "index.md"
_HEAD = """\
# Screenshots

Every screen as it looks today, from the sample studio. Made by `python -m tests.screenshots` from
the table in `tests/screenshots/pictures.py`; a test keeps them up to date.

| picture | shows | who |
| --- | --- | --- |
"""


def index(pictures: tuple[Picture, ...]) -> str:
    """The text of the index."""
    return _HEAD + "".join(_row(picture) for picture in pictures)


def _row(picture: Picture) -> str:
    links = ", ".join(f"[{size[0]}x{size[1]}]({picture.file(size)})" for size in picture.sizes)
    return f"| {picture.name} {links} | {picture.shows} | {picture.who} |\n"

"""Where the studio's database is, when nobody says."""

from __future__ import annotations


def default_place() -> str:
    """The URL of the one file in the user's data folder."""
    from creditui.store.location import default_url

    return default_url()

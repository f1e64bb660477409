"""Where the database is: a path, a URL, or the place for a person's own."""

from __future__ import annotations

from pathlib import Path

from creditui.store.errors import StoreError

SQLITE = "sqlite:///"


def default_url() -> str:
    """The database that is used where nobody names one: a file in the user's data folder."""
    from platformdirs import user_data_path

    return str(user_data_path("creditui", appauthor=False) / "creditui.db")


def database_path(url: str) -> Path:
    """The file that `url` names: a path as it is, or `sqlite:///` and a path.

    Raises StoreError for an engine that is not supported, and for a name that is no file.
    """
    scheme, found, _ = url.partition("://")
    if not found:
        name = url
    elif url.startswith(SQLITE):
        name = url.removeprefix(SQLITE)
    elif scheme in ("postgresql", "postgres"):
        raise StoreError("missing", "PostgreSQL is not supported yet: name an SQLite file.")
    else:
        raise StoreError("missing", "That is no database: name a file, or sqlite:///FILE.")
    if not name or "\0" in name or name.startswith(":"):
        raise StoreError("missing", "The database has no name: name a file, or sqlite:///FILE.")
    path = Path(name).expanduser()
    try:
        folder = path.is_dir()
    except PermissionError:  # whoever opens it says which folder it is
        folder = False
    if folder:
        raise StoreError("missing", "The database is a folder: name a file in it.")
    return path.absolute()

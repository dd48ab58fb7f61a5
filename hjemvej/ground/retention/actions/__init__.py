"""What does this room write? It erases citizens and old rows, hands cases to the archive, and remembers who is gone."""

from .archiving import NoPlaceToKeep, open_archive, seal_archives_anew
from .erasing import CaseIsAlive, erase_due, erase_person, erase_those_brought_back
from .previewing import count_preview, latest_preview
from .remembering import remember_erased

__all__ = [
    "CaseIsAlive",
    "NoPlaceToKeep",
    "count_preview",
    "erase_due",
    "erase_person",
    "erase_those_brought_back",
    "latest_preview",
    "open_archive",
    "remember_erased",
    "seal_archives_anew",
]

"""Which pages are there about the work with a person? One topic a file."""

from . import coordination, drafts, notes, tasks

__all__ = ["coordination", "drafts", "notes", "tasks"]

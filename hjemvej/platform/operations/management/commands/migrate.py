"""manage.py migrate: Django's, after tables that an earlier version called otherwise have their names of today."""

from typing import Any

from django.core.management.commands import migrate

from hjemvej.platform.operations.moved_tables import follow_moves


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        renamed = follow_moves()
        if renamed and options["verbosity"] >= 1:
            self.stdout.write(f"Renamed tables of an earlier version: {', '.join(renamed)}.")
        super().handle(*args, **options)

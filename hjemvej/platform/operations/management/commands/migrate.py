"""manage.py migrate: rename old tables, run Django's migrate, then make all that is declared."""

from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import ProgrammingError
from django.db.migrations import Migration
from psycopg.errors import UndefinedColumn, UndefinedTable

from hjemvej.platform.operations import making
from hjemvej.platform.operations.health import unapplied_migrations
from hjemvej.platform.operations.moved_tables import follow_moves

ONLY_ASKS = ("plan", "check_unapplied", "prune")


class Command(migrate.Command):
    def get_check_kwargs(self, options: Any) -> Any:
        """Leave out the check that the database holds what is declared: this command makes it."""
        return {**super().get_check_kwargs(options), "databases": None}

    def handle(self, *args: Any, **options: Any) -> None:
        renamed = follow_moves()
        if renamed and options["verbosity"] >= 1:
            self.stdout.write(f"Renamed tables of an earlier version: {', '.join(renamed)}.")
        super().handle(*args, **options)
        if any(options[question] for question in ONLY_ASKS):
            return
        if unapplied_migrations():
            self.stdout.write("Row security, triggers and functions are made when every migration is applied.")
            return
        try:
            made = making.make()
        except ProgrammingError as problem:
            if not isinstance(problem.__cause__, UndefinedTable | UndefinedColumn):
                raise
            raise CommandError(
                f"A model declares more than its table has, for a migration is missing ({problem}): type"
                " `HJEMVEJ_DEMO=1 .venv/bin/python manage.py makemigrations ROOM -n what_it_changes`."
            ) from problem
        if made and options["verbosity"] >= 1:
            self.stdout.write(f"Row security, triggers, functions and views: {len(made)} made or taken away.")

    def migration_progress_callback(self, action: str, migration: Migration | None = None, fake: bool = False) -> None:
        super().migration_progress_callback(action, migration, fake)
        if action == "apply_success":
            making.begin_logs()

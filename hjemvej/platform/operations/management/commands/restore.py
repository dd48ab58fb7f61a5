"""manage.py restore FILE: bring a backup back into an empty database, and prove that it stands as it should."""

import os
import pathlib
import re
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from hjemvej.platform.operations import making, pg_programs
from hjemvej.platform.operations.moved_tables import GONE, MIGRATIONS

WEB_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hjemvej_web') THEN CREATE ROLE hjemvej_web NOLOGIN; END IF;
END $$
"""


class Command(BaseCommand):
    help = "Restore FILE into the database of DATABASE_OWNER_URL, which must be empty unless --replace is given."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=pathlib.Path)
        parser.add_argument("--replace", action="store_true", help="throw away what is in the database now")

    def handle(self, *args: Any, file: pathlib.Path, replace: bool, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            program = pg_programs.program("pg_restore")
            self._refuse_a_newer_servers_copy(program, file)
            pg_programs.run(
                [program, f"--file={os.devnull}", str(file)]
            )  # read to its end before anything is thrown away
            self._make_room(replace)
            into = pg_programs.our_database()
            pg_programs.run([program, "--no-owner", "--single-transaction", "--exit-on-error", into, str(file)])
        except (pg_programs.WrongVersion, pg_programs.CopyFailed) as problem:
            raise CommandError(str(problem)) from None
        self._prove()

    def _name(self) -> str:
        return str(connection.settings_dict["NAME"])

    def _refuse_a_newer_servers_copy(self, program: str, file: pathlib.Path) -> None:
        found = re.search(r"Dumped from database version: (\d+)", pg_programs.run([program, "--list", str(file)]))
        server = pg_programs.server_version()
        if found and int(found[1]) > server:
            raise pg_programs.WrongVersion(
                f"{file} was made by PostgreSQL {found[1]}, and this server is {server}."
                f" Restore it on {found[1]} or newer."
            )

    def _make_room(self, replace: bool) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            is_full = bool(cursor.fetchone()[0])
            if is_full and not replace:
                raise CommandError(
                    f"The database {self._name()} is not empty. Restore into an empty one, or add --replace"
                    " to throw away what is there."
                )
            if is_full:
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
            cursor.execute(WEB_ROLE)
        connection.close()

    def _prove(self) -> None:
        """Say what came back; a copy without its guards, or of a newer program, is told at once."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM people_person")
            people = cursor.fetchone()[0]
            cursor.execute(
                "SELECT count(*), count(*) FILTER (WHERE NOT relrowsecurity) FROM pg_class"
                " WHERE oid IN (SELECT polrelid FROM pg_policy)"
            )
            guarded, open_ones = cursor.fetchone()
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgname = 'audit' AND tgenabled = 'O'")
            tracked = cursor.fetchone()[0]
        if open_ones or not guarded or not tracked:
            raise CommandError("The copy came back without its row-level security or change log. Do not use it.")
        gone = making.missing()
        if gone:
            raise CommandError(f"The copy came back without {', '.join(gone)}. Do not use it.")
        self.stdout.write(f"Restored: {people} people; {guarded} tables under row-level security, {tracked} logged.")
        executor = MigrationExecutor(connection)
        unknown = (
            set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations) - set(MIGRATIONS) - GONE
        )
        if unknown:
            raise CommandError(
                "The copy is from a newer Hjemvej than this one. Install that version before serving it."
            )
        if executor.migration_plan(executor.loader.graph.leaf_nodes()) or making.differences():
            self.stdout.write("The copy is from an older Hjemvej: run `manage.py migrate` before serving it.")

"""manage.py restore FILE: bring a backup back, and prove that it stands as it should, before what is there goes.

All of it is one transaction: what is there is thrown away, the copy comes in and is proved. Whatever fails in between –
the file, the disk, the keys, this program itself – PostgreSQL takes it all back, and the database is as it was.
"""

import os
import pathlib
import re
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.operations import making, pg_programs, replaying
from hjemvej.platform.operations.moved_tables import GONE, MIGRATIONS
from hjemvej.platform.rooms import erase_again, sealed_rows
from hjemvej.platform.ui.refusals import Refused

WEB_ROLE = """
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'hjemvej_web') THEN CREATE ROLE hjemvej_web NOLOGIN; END IF;
END $$
"""
WAITS_FOR_OTHERS = "10s"


def _advice(problem: Exception) -> str:
    """Say what to do, where PostgreSQL's own words do not."""
    cause = problem if isinstance(problem, psycopg.Error) else problem.__cause__
    if isinstance(cause, psycopg.errors.LockNotAvailable):
        return " Stop the site and the jobs first, and restore again."
    if isinstance(cause, psycopg.errors.DiskFull):
        return " Make room on the database's disk: while it is restored, both copies are there."
    return ""


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
            pg_programs.run([program, f"--file={os.devnull}", str(file)])  # read to its end first: a half file is told
            with transaction.atomic():
                self._make_room(replace)
                replaying.replay(program, file)
                proofs = self._prove()
        except (pg_programs.WrongVersion, pg_programs.CopyFailed, psycopg.Error, Error, CommandError) as problem:
            reason = str(problem).strip().split("\n")[0]
            raise CommandError(f"{reason} Nothing is changed: {self._name()} is as it was.{_advice(problem)}") from None
        finally:
            connection.close()  # the copy's own settings stay with this connection
        self.stdout.write("\n".join(proofs))

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
                cursor.execute(f"SET LOCAL lock_timeout = '{WAITS_FOR_OTHERS}'")
                cursor.execute("DROP SCHEMA public CASCADE")
                cursor.execute("CREATE SCHEMA public AUTHORIZATION pg_database_owner")
            cursor.execute(WEB_ROLE)

    def _prove_keys(self) -> None:
        """Refuse a copy that the keys of today do not open: its CPR numbers would be lost as soon as it is served."""
        by = system("restore")
        with looking_as(by):
            faults = [fault for sealed in sealed_rows() if sealed.fault_of_keys for fault in sealed.fault_of_keys(by)]
        if faults:
            raise CommandError(f"{' '.join(faults)} Set HJEMVEJ_CPR_KEYS and HJEMVEJ_CPR_LOOKUP_KEY to the copy's own.")

    def _prove(self) -> list[str]:
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
            raise CommandError("The copy came back without its row-level security or change log. Take another.")
        gone = making.missing()
        if gone:
            raise CommandError(f"The copy came back without {', '.join(gone)}. Take another.")
        self._prove_keys()
        executor = MigrationExecutor(connection)
        unknown = (
            set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations) - set(MIGRATIONS) - GONE
        )
        if unknown:
            raise CommandError(
                "The copy is from a newer Hjemvej than this one. Install that version, and restore with it."
            )
        said = [f"Restored: {people} people; {guarded} tables under row-level security, {tracked} logged."]
        is_older = bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
        if not is_older:
            making.protect_claims()
        if is_older or making.differences():
            said.append("The copy is from an older Hjemvej: run `manage.py migrate` before serving it.")
            said.append("Then run `manage.py erase_again`: citizens who were erased since may have come back.")
        else:
            said.append(f"Erased again: {self._erase_again()} records of citizens who were erased since.")
        return said

    def _erase_again(self) -> int:
        """Erase those whom the copy brings back, before anybody sees them."""
        try:
            return erase_again(by=system("restore"), at=timezone.now())
        except Refused as problem:
            raise CommandError(f"{problem} Whoever was erased since the copy would be back.") from None

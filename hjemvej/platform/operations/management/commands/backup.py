"""manage.py backup FILE: copy the whole database, with its rights and row-level security, into one file."""

import os
import pathlib
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from hjemvej.platform.operations import pg_programs

# Sessions and counts of today mean nothing after a restore; the key of claims is given anew.
NOT_COPIED = ("django_session", "identity_cache", "audit_claimkey")


class Command(BaseCommand):
    help = "Copy the database into FILE. The keys (HJEMVEJ_SECRET_KEY, HJEMVEJ_CPR_*) are not in it: keep them apart."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=pathlib.Path)

    def handle(self, *args: Any, file: pathlib.Path, **options: Any) -> None:
        if file.exists():
            raise CommandError(f"{file} is there already; a backup is never written over.")
        half = file.with_name(f"{file.name}.half")
        try:
            command = [pg_programs.program("pg_dump"), "--format=custom", "--no-owner", "--no-comments"]
            command += [f"--exclude-table-data={table}" for table in NOT_COPIED]
            half.touch(mode=0o600)
            pg_programs.run([*command, pg_programs.our_database(), f"--file={half}"])
        except (pg_programs.WrongVersion, pg_programs.CopyFailed) as problem:
            half.unlink(missing_ok=True)
            raise CommandError(str(problem)) from None
        os.replace(half, file)
        self.stdout.write(f"Copied into {file} ({file.stat().st_size // 1024} kB).")

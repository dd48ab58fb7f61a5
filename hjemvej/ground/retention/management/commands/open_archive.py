"""manage.py open_archive FOLDER: write what waits for the archive as zip files of JSON and CSV, to be handed over."""

import pathlib
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from hjemvej.ground.retention import actions


class Command(BaseCommand):
    help = (
        "Unseal the cases in HJEMVEJ_ARCHIVE_DIR into FOLDER. They are personal data: hand them over, and remove them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=pathlib.Path)

    def handle(self, *args: Any, folder: pathlib.Path, **options: Any) -> None:
        if not settings.ARCHIVE_DIR:
            raise CommandError("Set HJEMVEJ_ARCHIVE_DIR.")
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        files = sorted(pathlib.Path(settings.ARCHIVE_DIR).glob("*.sealed"))
        for file in files:
            opened = folder / f"{file.stem}.zip"
            opened.touch(mode=0o600)
            opened.write_bytes(actions.open_archive(file))
        self.stdout.write(f"{len(files)} cases opened in {folder}.")

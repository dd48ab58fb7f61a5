"""How is a case handed to the archive before it goes? As a sealed file of open formats: JSON, and CSV a table.

The file is written before the transaction that erases is done, under a name that is the same if it is done again.
"""

import csv
import io
import json
import os
import pathlib
import zipfile
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from hjemvej.ground.retention.queries.opening import told
from hjemvej.ground.retention.queries.rows import Rows
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.sealing import seals
from hjemvej.platform.ui.refusals import Refused

ENDING = ".sealed"


class NoPlaceToKeep(Refused):
    """HJEMVEJ_ARCHIVE_DIR or HJEMVEJ_ERASED_FILE is not set: nothing is erased without them."""


def archive_rows(going: Rows, *, name: str, viewer: Viewer) -> None:
    """Write these rows into a sealed file of this name, unless it is there from a time before."""
    file = _folder() / f"{name}{ENDING}"
    rows = {
        model._meta.db_table: [told(row) for row in viewer.rows_of(model).filter(pk__in=keys).order_by("pk")]
        for model, keys in going.items()
    }
    write_file(file, seals.seal(_zipped({table: found for table, found in rows.items() if found}), _field(file)))


def open_archive(file: pathlib.Path) -> bytes:
    """Return the zip file that a sealed file holds."""
    return seals.unseal(file.read_text(), _field(file))


def seal_archives_anew(*, by: Viewer, at: object) -> int:  # noqa: ARG001 -- as every `seal_anew`
    """Seal anew each file that an older key has sealed; return how many. It can be stopped and run again."""
    count = 0
    for file in sorted(pathlib.Path(settings.ARCHIVE_DIR).glob(f"*{ENDING}")) if settings.ARCHIVE_DIR else ():
        if not seals.is_current(file.read_text()):
            write_file(file, seals.seal(open_archive(file), _field(file)))
            count += 1
    return count


def write_file(file: pathlib.Path, text: str) -> None:
    """Write a file whole or not at all, readable for its owner only."""
    half = file.with_name(f"{file.name}.half")
    descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    os.replace(half, file)


def _folder() -> pathlib.Path:
    if not settings.ARCHIVE_DIR:
        raise NoPlaceToKeep(_("Der er intet sted til arkivet, så intet slettes: HJEMVEJ_ARCHIVE_DIR mangler."))
    folder = pathlib.Path(settings.ARCHIVE_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _field(file: pathlib.Path) -> bytes:
    return f"retention.archive:{file.name}".encode()


def _zipped(rows: dict[str, list[dict[str, Any]]]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in _files(rows):
            packed.writestr(name, text)
    return whole.getvalue()


def _files(rows: dict[str, list[dict[str, Any]]]) -> Iterator[tuple[str, str]]:
    yield "case.json", json.dumps(rows, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    for table, found in rows.items():
        sheet = io.StringIO()
        writer = csv.DictWriter(sheet, fieldnames=list(found[0]))
        writer.writeheader()
        writer.writerows(found)
        yield f"{table}.csv", sheet.getvalue()

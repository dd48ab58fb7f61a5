"""What happens with the file itself? Kept encrypted for its uploader alone, a day at most."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import transaction

from hjemvej.ground.spreadsheets import queries
from hjemvej.ground.spreadsheets.models import ColumnMapping, Upload
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.reading.rules.workbooks import clean
from hjemvej.ground.spreadsheets.rules.columns import Header
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing import seals

KEPT_FOR = datetime.timedelta(days=1)
SEALED_FIELD = b"spreadsheets.upload.content"


def upload_file(
    *,
    content: bytes,
    filename: str,
    listed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    landlord_id: uuid.UUID | None = None,
) -> Upload:
    """Keep a file that can be read; raises FileNotUnderstood for one that can't. `landlord_id`: whose dwellings."""
    files.read(content)
    if by.user_id is None:
        raise RuntimeError("The system itself uploads nothing.")
    with transaction.atomic():
        upload = Upload.objects.create(
            user_id=by.user_id,
            organisation_id=by.team_id,
            filename=clean(filename)[:200] or "regneark",
            content=seals.seal(content, SEALED_FIELD),
            listed_on=listed_on,
            landlord_id=landlord_id,
            uploaded_at=at,
            expires_at=at + KEPT_FOR,
        )
        record("spreadsheets.file_uploaded", by=by, at=at, details={"upload": str(upload.pk)})
    return upload


def choose_columns(
    *,
    upload: Upload,
    header: Header,
    fields: Sequence[str | None],
    sheet: int,
    listed_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    is_own: bool = False,
    dwelling_form: str = "",
) -> None:
    """Which column is what; remembered for the organisation's next file that is made alike.

    A file whose import another page has begun meanwhile is left alone.
    """
    with transaction.atomic():
        if sheet != upload.sheet:
            upload.answers = {}  # they were given to other rows
        upload.sheet, upload.listed_on, upload.status = sheet, listed_on, Upload.Status.READY
        upload.is_own, upload.dwelling_form = is_own, dwelling_form
        waits = Upload.objects.filter(pk=upload.pk, imported_at=None).exclude(status=Upload.Status.RUNNING)
        if not waits.update(
            sheet=sheet, listed_on=listed_on, is_own=is_own, dwelling_form=dwelling_form, status=upload.status,
            answers=upload.answers, stopped_because="",
        ):  # fmt: skip
            return
        ColumnMapping.objects.update_or_create(
            organisation_id=by.team_id,
            signature=header.signature,
            defaults={"fields": [str(field) if field else "" for field in fields], "chosen_at": at},
        )
        record("spreadsheets.columns_chosen", by=by, at=at, details={"upload": str(upload.pk)})


def forget_old_uploads(*, by: Viewer, at: datetime.datetime) -> int:
    """Files of yesterday are emptied; what was counted stays."""
    with transaction.atomic():
        old = queries.expired(at, viewer=by)
        old.filter(imported_at=None).update(status=Upload.Status.EXPIRED)
        count = old.update(content="", filename="", answers={})
        if count:
            record("spreadsheets.old_uploads_forgotten", by=by, at=at, details={"count": count})
    return count


def seal_uploads_anew(*, by: Viewer, at: datetime.datetime) -> int:
    """Seal each upload anew that an older key has sealed; return how many. It can be stopped and run again."""
    key_id, count = seals.current_key_id(), 0
    for upload in queries.sealed_with_another_key(key_id, viewer=by).only("content").order_by("pk"):
        with transaction.atomic():
            unchanged = Upload.objects.filter(pk=upload.pk, content=upload.content)  # an import may be writing it
            content = seals.seal(seals.unseal(upload.content, SEALED_FIELD), SEALED_FIELD)
            if unchanged.update(content=content):
                count += 1
                details: dict[str, object] = {"upload": str(upload.pk), "key": key_id}
                record("spreadsheets.file_sealed_anew", by=by, at=at, details=details)
    return count


def is_text_named_workbook(upload: Upload) -> bool:
    """Somebody gave a text file the name of a workbook: it is read as what it is, and they are told."""
    return files.is_text_named_workbook(seals.unseal(upload.content, SEALED_FIELD), upload.filename)


def sheets_of(upload: Upload) -> list[files.Sheet]:
    """What stands in an upload that is not forgotten yet."""
    return files.read(seals.unseal(upload.content, SEALED_FIELD))

"""What happens when a human answers on the page? The answers are kept with the upload until its rows come in."""

import datetime
from collections.abc import Mapping

from django.db import transaction

from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record


def answer_rows(*, upload: Upload, answers: Mapping[int, Mapping[str, str]], by: Viewer, at: datetime.datetime) -> None:
    """Keep what was said of these rows beside what was said before; an empty answer takes back the one before."""
    if not answers:
        return
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        kept = {
            **held.answers,
            **{str(row): {**held.answers.get(str(row), {}), **said} for row, said in answers.items()},
        }
        for row, said in answers.items():
            if not said:
                kept.pop(str(row))
        held.answers = upload.answers = kept
        held.save(update_fields=["answers"])
        record("spreadsheets.rows_answered", by=by, at=at, details={"upload": str(upload.pk), "count": len(answers)})

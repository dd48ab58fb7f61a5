"""What happens when a human answers on the page? The answers are kept with the upload until its rows come in."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from hjemvej.ground.spreadsheets.importing.rules.alike import answers_to_all
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .planning import make_plan


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


def answer_all(source: Mapping[str, Any], *, sent: str, upload: Upload) -> None:
    """Keep one answer for all rows that ask the same, as the button that was pressed says."""
    answers = answers_to_all(make_plan(**source).rows, sent)
    answer_rows(upload=upload, answers=answers, by=source["by"], at=source["at"])

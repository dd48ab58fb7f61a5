"""What happens when a worker reads a text for what it says of others? It is marked, or left out of the file."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit import actions as audit
from hjemvej.platform.ui.refusals import Refused
from hjemvej.portals.staff.models import ReadThrough
from hjemvej.portals.staff.queries.own_data import tables_of_people
from hjemvej.portals.staff.queries.reading import texts


class TextHasChanged(Refused):
    """The text is not as the worker read it."""

    level = messages.WARNING


class WhyLeftOut(Refused):
    """The citizen reads why a text is left out."""


def read_through(
    *, person_id: uuid.UUID, table: str, row_id: str, fingerprint: str, by: Viewer, at: datetime.datetime,
    leave_out: bool = False, why: str = "",
) -> ReadThrough:  # fmt: skip
    """Mark a row's texts as read, as they stand; with `leave_out` they are not in the file, and `why` is."""
    if leave_out and not why.strip():
        raise WhyLeftOut(_("Skriv kort, hvorfor teksten udelades. Borgeren læser det i filen."))
    with transaction.atomic():
        found = {(text.table, text.row_id): text for text in texts(tables_of_people(), person_id, viewer=by)}
        text = found.get((table, row_id))
        if text is None or text.fingerprint != fingerprint:
            raise TextHasChanged(_("Teksten er ændret, siden siden blev åbnet. Læs den igen."))
        mark, _is_new = ReadThrough.objects.update_or_create(
            table_name=table, row_id=row_id,
            defaults={
                "person_id": person_id, "fingerprint": fingerprint, "is_left_out": leave_out,
                "why": why.strip() if leave_out else "", "read_by_id": by.signed_in_id, "read_at": at,
            },
        )  # fmt: skip
        details: dict[str, object] = {"table": table, "row": row_id, "left_out": leave_out}
        audit.record("staff.text_read_through", by=by, at=at, person_id=person_id, details=details)
        return mark

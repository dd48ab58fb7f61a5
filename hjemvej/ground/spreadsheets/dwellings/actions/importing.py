"""What happens when a list of dwellings is imported? All that may come in does, in one transaction."""

import datetime
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.queries import suggested_days
from hjemvej.ground.spreadsheets.actions import SEALED_FIELD
from hjemvej.ground.spreadsheets.dwellings.rules.records import Changed, Plan
from hjemvej.ground.spreadsheets.importing.actions.importing import hold_file, own_transaction
from hjemvej.ground.spreadsheets.models import Upload
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing import seals
from hjemvej.platform.ui.refusals import Refused

from .planning import leftover_file, make_plan

TOLD_EVERY = 50  # dwellings; so often the page of a long import is told how far it is


class DwellingsMeanwhileChanged(Refused):
    """A colleague wrote about one of these dwellings meanwhile; nothing was imported, and a new try may succeed."""


def import_dwellings(*, upload: Upload | None = None, tell: Callable[[int], None] | None = None, **source: Any) -> Plan:
    """Carry out the plan and return it; `source` is what `make_plan` takes. A landlord's lists come in one by one.

    `tell` hears how many rows are written, again and again.
    """
    try:
        with transaction.atomic():
            return _import(source, upload, tell)
    except (IntegrityError, homes.AddressTaken, homes.AlreadyVacant) as problem:
        words = _("Nogen skrev om en af boligerne imens. Intet er indlæst. Prøv igen.")
        raise DwellingsMeanwhileChanged(words) from problem


def _import(source: dict[str, Any], upload: Upload | None, tell: Callable[[int], None] | None) -> Plan:
    by, at, landlord = source["by"], source["at"], source["landlord"]
    if upload:
        hold_file(upload)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"spreadsheets.dwellings.{landlord.pk}"])
    plan = make_plan(**source)
    days = lru_cache(maxsize=None)(suggested_days)
    # Known dwellings come in the order of their keys, as everybody locks them.
    changed = sorted(plan.changed, key=lambda one: (one.is_new, one.record.id))
    for number, one in enumerate(changed):
        if tell and number % TOLD_EVERY == 0:
            tell(number)
        _write_dwelling(one, landlord.pk, days, by, at)
    details: dict[str, object] = {fate.value: count for fate, count in plan.counts.items()}
    if upload:
        details["upload"] = str(upload.pk)
        _finish(upload, source, plan)
    record("spreadsheets.dwellings_imported", by=by, at=at, details=details)
    return plan


def _write_dwelling(
    one: Changed, landlord_id: Any, days: Callable[..., Any], by: Viewer, at: datetime.datetime
) -> None:
    dwelling_id, form = one.record.id, one.record.facts["form"]
    if one.is_new:
        facts = {**one.facts, "address": one.record.address.text, "number": one.record.number}
        dwelling_id = homes.register_dwelling(landlord_id=landlord_id, facts=facts, by=by, at=at).pk
    elif one.facts:
        homes.change_dwelling(dwelling_id=dwelling_id, facts=one.facts, by=by, at=at)
    if one.vacancy:
        told = one.vacancy
        suggested = days(form, notified_on=told.notified_on, can_move_in_on=told.can_move_in_on)
        homes.notify_vacancy(
            dwelling_id=dwelling_id, notified_on=told.notified_on, can_move_in_on=told.can_move_in_on,
            liable_from=suggested.liable_from, answer_by_on=told.answer_by_on or suggested.answer_by_on, by=by, at=at,
        )  # fmt: skip


def _finish(upload: Upload, source: dict[str, Any], plan: Plan) -> None:
    """The file is emptied; only rows that did not come in are kept for their uploader, until it expires."""
    left = leftover_file(header=source["header"], fields=source["fields"], plan=plan)
    upload.content = seals.seal(left, SEALED_FIELD) if left else ""
    upload.status, upload.imported_at = Upload.Status.IMPORTED, source["at"]
    upload.counts = {fate.value: count for fate, count in plan.counts.items()}
    upload.counts["unread"] = sum(len(row.unread) for row in plan.rows)
    upload.counts["left"] = len(plan.to_mend)
    upload.answers, upload.transaction = {}, own_transaction()
    upload.save(update_fields=["content", "status", "imported_at", "counts", "answers", "transaction"])


def hand_out_leftover(*, upload: Upload, source: dict[str, Any] | None, by: Viewer, at: datetime.datetime) -> bytes:
    """The rows that don't come in as a workbook: of the plan before the import, kept ones after; logged."""
    if source is not None:
        left = leftover_file(header=source["header"], fields=source["fields"], plan=make_plan(**source))
    else:
        left = seals.unseal(upload.content, SEALED_FIELD) if upload.content and upload.imported_at else b""
    if left:
        with transaction.atomic():
            record("spreadsheets.leftover_downloaded", by=by, at=at, details={"upload": str(upload.pk)})
    return left

"""What happens when the report is fetched? A file with CPR numbers is made, and each citizen in it is logged."""

import csv
import datetime
import io
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.ground.people import cpr
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record, record_look
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .queries import Report

WHY = "Indberetning til Danmarks Statistik"
BOM = "\ufeff"  # so that a spreadsheet reads the letters


class ReportIsOff(Refused):
    """The municipality has not turned the file on."""


def fetch_report(*, by: Viewer, at: datetime.datetime, on: datetime.date) -> str:
    """Write what is ready as CSV, and a look at each citizen in it."""
    if not settings.REPORT_EXPORT:
        raise ReportIsOff(_("Filen er slået fra i denne kommune. Driften kan slå den til."))
    found = queries.report(on, viewer=by)
    with transaction.atomic():
        rows = list(_rows(found, by))
        people = {one.service.person_id for one in found.ready}
        record("support.report_fetched", by=by, at=at, why=WHY, details={"rows": len(rows), "people": len(people)})
        for person_id in people:
            record_look("support.fetch_report", by=by, at=at, person_id=person_id, basis=NeedToKnow.Basis.CASE, why=WHY)
    return _as_csv(found, rows)


def _rows(found: Report, by: Viewer) -> Iterable[dict[str, str]]:
    people = queries.people_of({one.service.person_id for one in found.ready}, viewer=by)
    for one in found.ready:
        if person := people.get(one.service.person_id):
            number = cpr.decrypt(person.cpr_encrypted)
            yield rules.row(one, found.order, cpr=number, municipality=settings.MUNICIPALITY_CODE)


def _as_csv(found: Report, rows: Iterable[dict[str, str]]) -> str:
    written = io.StringIO()
    heads = {field.key: str(field.title) for field in found.order.fields}
    sheet = csv.DictWriter(written, fieldnames=list(heads), delimiter=";")
    sheet.writerow(heads)
    sheet.writerows(rows)
    return BOM + written.getvalue()

"""Which closed cases are asked about today, and what does the register know of their citizens on the day?"""

import datetime
import uuid

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.prevention.models import Attempt, PreventionCase, Signal, SignalTrace
from hjemvej.platform.access.viewer import Viewer

from . import rules

KNOWN = """
SELECT about, what FROM known_fact
WHERE person_id = %(person)s AND about = ANY(%(abouts)s)
    AND from_on <= %(day)s AND (until_on IS NULL OR until_on > %(day)s)
    AND known_from <= %(at)s AND (known_until IS NULL OR known_until > %(at)s)"""
NOTICE = "eviction_notice"  # the kind whose share with a consented, answered contact before it is counted (§ 92)


def known_of(person_id: uuid.UUID, day: datetime.date, *, at: datetime.datetime, viewer: Viewer) -> list[rules.Known]:
    """List what the register says of a citizen on a day, as known at a moment."""
    abouts = [rules.SITUATION, rules.TENANCY, rules.DEATH]
    with viewer.cursor() as cursor:
        cursor.execute(KNOWN, {"person": person_id, "abouts": abouts, "day": day, "at": at})
        return [rules.Known(*row) for row in cursor.fetchall()]


def asked_today(months: int, *, viewer: Viewer, on: datetime.date) -> list[PreventionCase]:
    """List the closed cases whose months have passed, and which are not counted yet."""
    waits = SignalTrace.objects.filter(signal__case=OuterRef("pk"), **{f"home_{months}": ""})
    closed = viewer.rows_of(PreventionCase).filter(Exists(waits), closed_at__isnull=False)
    found = closed.order_by("closed_at", "id")
    return [case for case in found if case.closed_at and rules.asked_on(localdate(case.closed_at), months) <= on]


def newly_reached(*, viewer: Viewer) -> QuerySet[SignalTrace]:
    """Return traces of cases in which we have talked with the citizen."""
    talked = viewer.rows_of(Attempt).filter(case=OuterRef("signal__case"), outcome=Attempt.Outcome.REACHED)
    return viewer.rows_of(SignalTrace).filter(Exists(talked), is_reached=False)


def newly_preceded(*, viewer: Viewer) -> QuerySet[SignalTrace]:
    """Return traces of § 92 notices before which the tenant had said yes to a contact, and we had talked."""
    talked = viewer.rows_of(Attempt).filter(
        case=OuterRef("case"), outcome=Attempt.Outcome.REACHED, settled_at__lt=OuterRef(OuterRef("signal__received_at"))
    )
    before = viewer.rows_of(Signal).filter(
        Exists(talked), person=OuterRef("signal__person"), kind__needs_consent=True,
        received_at__lt=OuterRef("signal__received_at"),
    )  # fmt: skip
    return viewer.rows_of(SignalTrace).filter(Exists(before), kind_key=NOTICE, is_preceded=False)


def answered(answer: str, *, is_helped: bool, viewer: Viewer) -> QuerySet[SignalTrace]:
    """Return traces whose case has this answer to the question of help, and that say otherwise."""
    return viewer.rows_of(SignalTrace).filter(signal__case__answer=answer).exclude(is_helped=is_helped)

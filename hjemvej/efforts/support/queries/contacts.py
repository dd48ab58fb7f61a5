"""Which contacts were there with a citizen, and which visits are planned?"""

import datetime
import uuid

from django.db.models import Exists, OuterRef, QuerySet

from hjemvej.efforts.support.models import Contact, Visit
from hjemvej.platform.access.viewer import Viewer


def contact(contact_id: uuid.UUID, *, viewer: Viewer) -> Contact | None:
    return viewer.rows_of(Contact).filter(pk=contact_id).select_related("person", "worker", "visit").first()


def contacts_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Contact]:
    """The contacts as they stand now, the latest first; corrected ones left out."""
    rows = viewer.rows_of(Contact).filter(person_id=person_id, corrected_at=None).select_related("worker")
    return rows.order_by("-happened_at", "-written_at", "id")


def corrected_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Contact]:
    """What was written and then corrected, the latest first."""
    rows = viewer.rows_of(Contact).filter(person_id=person_id).exclude(corrected_at=None).select_related("worker")
    return rows.order_by("-corrected_at", "id")


def last_place(person_id: uuid.UUID, *, viewer: Viewer) -> str:
    """Where the citizen was met last, at a place with a name."""
    met = viewer.rows_of(Contact).filter(person_id=person_id, corrected_at=None, kind=Contact.Kind.MET)
    met = met.exclude(place__in=(Contact.Place.ELSEWHERE, Contact.Place.PHONE))
    return met.order_by("-happened_at").values_list("place", flat=True).first() or ""


def visit(visit_id: uuid.UUID, *, viewer: Viewer) -> Visit | None:
    return viewer.rows_of(Visit).filter(pk=visit_id).select_related("person", "worker").first()


def contact_of_visit(visit: Visit, *, viewer: Viewer) -> Contact | None:
    """What came of a visit."""
    return viewer.rows_of(Contact).filter(visit=visit, corrected_at=None).select_related("worker").first()


def not_done(*, viewer: Viewer) -> QuerySet[Visit]:
    """Visits that are neither cancelled nor written down, in the order of the day."""
    written = viewer.rows_of(Contact).filter(visit_id=OuterRef("pk"), corrected_at=None)
    rows = viewer.rows_of(Visit).filter(~Exists(written), cancelled_at=None).select_related("person", "worker")
    return rows.order_by("planned_at", "id")


def visits_of_worker(worker_id: uuid.UUID, until_at: datetime.datetime, *, viewer: Viewer) -> QuerySet[Visit]:
    """What a worker has planned before a moment with those who live, and nobody has written down, however long ago."""
    rows = not_done(viewer=viewer).filter(worker_id=worker_id, planned_at__lt=until_at)
    return rows.filter(person__died_on=None)


def coming_visits_of(person_id: uuid.UUID, at: datetime.datetime, *, viewer: Viewer) -> QuerySet[Visit]:
    """The citizen's planned visits from a moment on."""
    return visits_of(person_id, viewer=viewer).filter(planned_at__gte=at)


def visits_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Visit]:
    """Every visit of the citizen that is neither cancelled nor written down, however long ago."""
    return not_done(viewer=viewer).filter(person_id=person_id)

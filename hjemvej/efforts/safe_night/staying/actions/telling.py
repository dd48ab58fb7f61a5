"""Whom does a shelter tell of an admission (SEL § 110 stk. 6)? Our own team at once, another municipality by itself."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import constants as messages
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.efforts.safe_night.staying.queries.notices import NOTICE, open_notice, responsible_team
from hjemvej.ground.casework.actions import add_task
from hjemvej.ground.law.queries import due_on
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.actions import set_responsible_municipality
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.rules import end_of_day
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

How = AdmissionNotice.How


class AlreadyTold(Refused):
    """A colleague in the house told the municipality in the meantime."""

    level = messages.INFO


class MunicipalityIsKnown(Refused):
    """The municipality is known already; only the team or the citizen's own municipality changes it."""

    level = messages.INFO


class IsOurs(Refused):
    """Our own team gets the notice here, by the button: no letter is needed."""


class NobodyReceives(Refused):
    """The citizen is ours, and there is no team here to tell."""


@dataclass(frozen=True)
class Told:
    """When the house told the municipality, and how."""

    at: datetime.datetime
    how: str


def begin_notice(
    occupancy: Occupancy, *, by: Viewer, at: datetime.datetime, admitted_on: datetime.date | None = None
) -> None:
    """The house must tell the citizen's own handlekommune: ours hears it at once, others and unknown are its task.

    The clock starts on the day of the decision: at 03.30 it is the next day already, though the night bears the
    evening's date. No team comes to know of another municipality's citizen, nor of one whose municipality is not known.
    """
    with transaction.atomic():
        person = Person.objects.get(pk=occupancy.person_id)
        known = people.responsible_municipality(person, viewer=by, on=localdate(at))
        notice, is_new = AdmissionNotice.objects.get_or_create(
            occupancy=occupancy,
            defaults={
                "person_id": occupancy.person_id, "house_id": occupancy.house_id,
                "admitted_on": admitted_on or localdate(at),
                "municipality_code": known.municipality_code if known else "",
                "municipality_name": known.municipality_name if known else "",
            },
        )  # fmt: skip
        if is_new:
            record("safe_night.admission_to_tell", by=by, at=at, person_id=person.pk, details=_details(notice))
            if notice.municipality_code == settings.MUNICIPALITY_CODE:
                _tell_our_team(notice, by=by, at=at)


def write_municipality(
    *, notice: AdmissionNotice, code: str, name: str, by: Viewer, at: datetime.datetime
) -> AdmissionNotice:
    """The house asked the citizen which municipality is theirs; when it is ours, our team hears of the admission."""
    with transaction.atomic():
        row = _untold(notice, by)
        person = Person.objects.get(pk=row.person_id)
        if row.municipality_code or people.responsible_municipality(person, viewer=by, on=localdate(at)):
            raise MunicipalityIsKnown(_("Kommunen er allerede skrevet op."))
        set_responsible_municipality(
            person=person, code=code, name=name, from_on=localdate(at), by=by, at=at,
            why=_("Sagt af borgeren på %s") % row.house.name,
        )  # fmt: skip
        row.municipality_code, row.municipality_name = code, name
        row.save(update_fields=["municipality_code", "municipality_name"])
        if code == settings.MUNICIPALITY_CODE:
            _tell_our_team(row, by=by, at=at)
        return row


def tell_our_team(*, notice: AdmissionNotice, by: Viewer, at: datetime.datetime) -> None:
    """The municipality turned out to be ours: our team gets the notice here."""
    with transaction.atomic():
        row = _untold(notice, by)
        row.municipality_code, row.municipality_name = settings.MUNICIPALITY_CODE, settings.MUNICIPALITY_NAME
        _tell_our_team(row, by=by, at=at)
        if row.told_at is None:
            raise NobodyReceives(_("Ingen kan modtage beskeden her lige nu. Ring i stedet."))


def mark_told(
    *, notice: AdmissionNotice, told: Told, code: str, name: str, by: Viewer, at: datetime.datetime
) -> AdmissionNotice:
    """The house has told another municipality: when, how, and by whom."""
    with transaction.atomic():
        row = _untold(notice, by)
        if code == settings.MUNICIPALITY_CODE:
            raise IsOurs(_("Borgeren er vores: send beskeden til teamet her."))
        row.municipality_code, row.municipality_name = code, name
        row.told_at, row.how, row.told_by_id = told.at, told.how, by.user_id
        row.save()
        record("safe_night.admission_told", by=by, at=at, person_id=row.person_id, details=_details(row))
        return row


def take_back_notice(occupancy: Occupancy, *, by: Viewer, at: datetime.datetime) -> None:
    """The guest had not come: the house tells no municipality, and our own team's task says that it was a mistake."""
    with transaction.atomic():
        not_sent = Q(told_at=None) | Q(how=How.HERE)
        if AdmissionNotice.objects.filter(not_sent, occupancy=occupancy).delete()[0]:
            details: dict[str, object] = {"occupancy": str(occupancy.pk)}
            record("safe_night.admission_not_told", by=by, at=at, person_id=occupancy.person_id, details=details)


def _tell_our_team(row: AdmissionNotice, *, by: Viewer, at: datetime.datetime) -> None:
    """The team needs to know, and its own clock begins: the plan it makes with a citizen in a shelter (SEL § 142)."""
    with transaction.atomic():
        team_id = responsible_team(row.occupancy, viewer=by)
        if team_id is None:
            return
        why = _("Underretning om indskrivning (SEL § 110 stk. 6)")
        basis = NeedToKnow.Basis.INQUIRY
        open_need(person_id=row.person_id, organisation_id=team_id, basis=basis, by=by, at=at, reason=why)
        if not open_notice(row.person_id, viewer=by):
            deadline = due_on("action_plan", row.admitted_on)
            add_task(
                person_id=row.person_id, organisation_id=team_id, kind=NOTICE,
                title=_("Indskrevet på %(house)s: begynd handleplanen") % {"house": row.house.name},
                due_at=end_of_day(deadline.due_on), law_key="action_plan", clock_started_on=row.admitted_on,
                by=by, at=at,
            )  # fmt: skip
        row.told_at, row.how, row.told_by_id = at, How.HERE, by.user_id
        row.save()
        record("safe_night.admission_told", by=by, at=at, person_id=row.person_id, details=_details(row))


def _untold(notice: AdmissionNotice, by: Viewer) -> AdmissionNotice:
    row = by.rows_of(AdmissionNotice).select_for_update(no_key=True).get(pk=notice.pk)
    if row.told_at is not None:
        raise AlreadyTold(_("Det er allerede fortalt."))
    return row


def _details(row: AdmissionNotice) -> dict[str, object]:
    return {"notice": str(row.pk), "municipality": row.municipality_code, "how": row.how}

"""What do we ask about needs to know? Who has one that is open, until when and why; and who is a former citizen."""

import datetime
import uuid
from collections.abc import Collection
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.people import cpr
from hjemvej.ground.people import rules as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import FoundPerson
from hjemvej.ground.people.recognising.rules.said import of_search
from hjemvej.ground.people.shown_name import ShownName
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.queries import formers_of, need_of
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import living_reasons

from . import rules
from .rules import Ending, Known

Basis = NeedToKnow.Basis
AT_A_TIME = 200  # citizens
IN_TIME = datetime.timedelta(hours=3)  # the job runs every hour
THE_JOB = "hjemvej.ground.needs.jobs.end_needs"
END_BY_RULE = (Basis.CASE, Basis.INQUIRY)  # a house's guest, and broken glass, have ends of their own

FORMER = (
    "id", "given_names", "surname", "description", "born_on", "born_year", "born_year_is_guess", "protection",
)  # fmt: skip


class Held(NamedTuple):
    """A citizen whom an organisation needs to know of."""

    person_id: uuid.UUID
    organisation_id: uuid.UUID


def needs_without_end(*, viewer: Viewer) -> QuerySet[NeedToKnow]:
    """Return the needs without an end that the rules end."""
    return viewer.rows_of(NeedToKnow).filter(basis__in=END_BY_RULE, until_at=None, user=None)


def needs_of(held: Held, *, viewer: Viewer) -> list[int]:
    needs = needs_without_end(viewer=viewer).filter(person_id=held.person_id, organisation_id=held.organisation_id)
    return list(needs.values_list("pk", flat=True))


def people_with_open_needs(*, viewer: Viewer) -> list[uuid.UUID]:
    return list(needs_without_end(viewer=viewer).order_by("person_id").values_list("person_id", flat=True).distinct())


def endings(people: Collection[uuid.UUID], *, on: datetime.date, viewer: Viewer) -> dict[Held, Ending]:
    """Return until when each organisation needs to know of each of these citizens; three queries, however many."""
    needs = needs_without_end(viewer=viewer).filter(person_id__in=people).values_list("person_id", "organisation_id")
    known = _known(people, on, viewer)
    provisions = provisions_on(on)
    return {
        held: rules.ending(
            [
                one
                for organisation, one in known.get(held.person_id, [])
                if organisation in (None, held.organisation_id)
            ],
            provisions,
        )
        for held in map(Held._make, needs)
    }


def overdue(viewer: Viewer, at: datetime.datetime) -> list[str]:
    """Say for an alarm that needs which are over have not been ended; counted only where the job has not run."""
    if _ended_since(at - IN_TIME, viewer):
        return []
    on, over = localdate(at - IN_TIME), 0
    people = people_with_open_needs(viewer=viewer)
    for first in range(0, len(people), AT_A_TIME):
        found = endings(people[first : first + AT_A_TIME], on=on, viewer=viewer)
        over += sum(ending.is_over(on) for ending in found.values())
    return [f"{over} needs to know are over and have not been ended"] if over else []


def _ended_since(moment: datetime.datetime, viewer: Viewer) -> bool:
    with viewer.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM procrastinate_events event JOIN procrastinate_jobs job ON job.id = event.job_id"
            " WHERE job.task_name = %s AND event.type = 'succeeded' AND event.at >= %s)",
            [THE_JOB, moment],
        )
        return bool(cursor.fetchone()[0])


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """Why the viewer's team has access to this citizen, and until when, by the rules."""
    return {"ending": endings([person_id], on=on, viewer=viewer).get(Held(person_id, viewer.team_id))}


def _known(
    people: Collection[uuid.UUID], on: datetime.date, viewer: Viewer
) -> dict[uuid.UUID, list[tuple[uuid.UUID | None, Known]]]:
    """Each citizen's reasons, with the organisation where a reason is one organisation's alone."""
    reasons = living_reasons()
    question = " UNION ALL ".join(
        f"SELECT '{key}', person_id, organisation_id,"
        f" CASE WHEN count(*) = count(last_on) THEN max(last_on) END FROM ({reason.sql}) AS {key} GROUP BY 2, 3"
        for key, reason in reasons.items()
    )
    given: dict[str, Any] = {"people": list(people), "on": on, "municipality": settings.MUNICIPALITY_CODE}
    found: dict[uuid.UUID, list[tuple[uuid.UUID | None, Known]]] = {}
    with viewer.cursor() as cursor:
        cursor.execute(question, given)
        for key, person_id, organisation_id, last_on in cursor.fetchall():
            found.setdefault(person_id, []).append((organisation_id, Known(reasons[key], last_on)))
    return found


def former_citizens(text: str, *, viewer: Viewer, on: datetime.date) -> list[FoundPerson]:
    """Those of whom the viewer's organisation no longer needs to know, and who are called just what was typed.

    Only a viewer who may break the glass finds them, and two words or the whole number are needed.
    """
    search = people.read_search(text, on)
    if search.is_empty or not viewer.may(Permission.BREAK_GLASS):
        return []
    with viewer.cursor() as cursor:
        cursor.execute(
            f"SELECT {', '.join(FORMER)} FROM needs_former(%s::text[], %s::text[], %s)",
            [list(of_search(search).words.values()), list(search.dates), _hash_of(search.cpr)],
        )
        found = [Person(**dict(zip(FORMER, row, strict=True))) for row in cursor.fetchall()]
    return [
        FoundPerson(
            id=person.pk,
            name=person.name,
            description="",
            born=""
            if person.is_protected
            else people.born_text(
                born_on=person.born_on, born_year=person.born_year, is_guess=person.born_year_is_guess, on=on
            ),
            why=_("I har ikke længere en sag: brug nødadgang med en grund"),
        )
        for person in found
    ]


def former_name(person_id: uuid.UUID, *, viewer: Viewer) -> ShownName | None:
    """Return the name of a former citizen of the viewer's organisation, to a viewer who may break the glass."""
    fields = ("id", "given_names", "surname", "description", "protection")
    with viewer.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(fields)} FROM needs_former_name(%s)", [person_id])
        row = cursor.fetchone()
    return Person(**dict(zip(fields, row, strict=True))).name.with_code if row else None


def _hash_of(digits: str) -> str:
    try:
        return cpr.lookup(cpr.parse(digits)) if digits else ""
    except cpr.ImpossibleCpr:
        return ""


def is_under_glass(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> bool:
    """Does the viewer see through broken glass alone a citizen with whom the organisation never had a case?"""
    if viewer.user_id is None or viewer.organisation_id is None:
        return False
    need = need_of(viewer, person_id, at=at)
    return need is not None and need.user_id is not None and not formers_of([person_id], viewer=viewer)

"""Who has not been told yet that we have a record of them, and how does the duty to inform stand for one citizen?"""

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse_lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework import rules as casework
from hjemvej.ground.casework.models import Coordination, Informing, Note
from hjemvej.ground.casework.queries.today import DAYS_AHEAD
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import LegalBasis
from hjemvej.ground.law.rules import deadline
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.queries import needs_at
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import not_over_on

from . import rules

Kind = Informing.Kind
SHOWN = 200


def informings_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Informing]:
    """Every step, the latest first."""
    rows = viewer.rows_of(Informing).filter(person_id=person_id).select_related("recorded_by")
    return rows.order_by("-recorded_at", "-id")


def _with_facts(people: QuerySet[Person], *, viewer: Viewer, on: datetime.date) -> QuerySet[Person]:
    """Each citizen with what the rule asks about; one query, however many."""
    steps = viewer.rows_of(Informing).filter(person=OuterRef("pk"))
    notes = viewer.rows_of(Note).filter(person=OuterRef("pk"), kind=Note.Kind.CONTACT).order_by("happened_at")
    names = viewer.rows_of(PersonName).filter(person=OuterRef("pk"), kind=PersonName.Kind.DESCRIPTION)
    ways = viewer.rows_of(ContactWay).filter(not_over_on(on), person=OuterRef("pk"))
    waits = steps.filter(kind=Kind.WAITS).order_by("-recorded_at", "-id")
    return people.annotate(
        told_on=Subquery(steps.filter(kind=Kind.TOLD).order_by("on").values("on")[:1]),
        met_on=Subquery(steps.filter(kind=Kind.MET).order_by("on").values("on")[:1]),
        noted_at=Subquery(notes.values("happened_at")[:1]),
        named_at=Subquery(names.order_by("-known_until").values("known_until")[:1]),
        has_way=Exists(ways),
        look_again_on=Subquery(waits.values("look_again_on")[:1]),
    )


def _states(people: Iterable[Any], on: datetime.date) -> list[tuple[Any, rules.State]]:
    """Return the state of the duty for each citizen; ask the law once."""
    keys = [(rules.AT_FIRST_CONTACT, on), (rules.AT_LATEST, on)]
    found = law.rules_of(keys)
    return [
        (
            person,
            rules.state(
                _facts(person), on, at_first_contact=found.get(keys[0]), at_latest=found.get(keys[1])
            ),
        )
        for person in people
    ]  # fmt: skip


def _facts(person: Any) -> rules.Facts:
    met = [person.met_on, localdate(person.noted_at) if person.noted_at else None]
    return rules.Facts(
        created_on=localdate(person.created_at), is_nameless=person.is_nameless,
        has_way=person.has_way or person.channel_of_service != Person.Channel.UNKNOWN,
        named_on=localdate(person.named_at) if person.named_at else None,
        met_on=min((day for day in met if day), default=None), told_on=person.told_on,
        look_again_on=person.look_again_on,
    )  # fmt: skip


def state_of(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> rules.State:
    rows = _with_facts(viewer.rows_of(Person).filter(pk=person_id), viewer=viewer, on=on)
    states = _states(rows, on)
    return states[0][1] if states else rules.State("unreachable")


def bases(on: datetime.date) -> list[LegalBasis]:
    """The paragraphs by which it may wait; one that covers something else is not about the record."""
    return [one for one in law.bases_on(on, use=LegalBasis.Use.NOT_TOLD) if not one.covers]


def look_again_by(on: datetime.date) -> datetime.date | None:
    """The last day by which we look at it again, by our own goal; nothing where none is set."""
    found = law.rules_of([(rules.LOOK_AGAIN, on)])
    return deadline(found[rules.LOOK_AGAIN, on], on).last_day if found else None


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """Return the state of the duty, for the person page."""
    state = state_of(person_id, viewer=viewer, on=on)
    return {
        "person_id": person_id, "state": state, "clock": _clock(state, on),
        "may_change": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


def _clock(state: rules.State, on: datetime.date) -> casework.Clock | None:
    return casework.clock(casework.end_of_day(state.due_on), on=on) if state.due_on else None


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List whom to tell: citizens whom the viewer coordinates, and those whom nobody does."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on = localdate(at)
    people = _with_facts(
        viewer.rows_of(Person).filter(pk__in=_untold(viewer, at), merged_into=None, died_on=None), viewer=viewer, on=on
    )
    return [
        _step(person, state, on) for person, state in _states(people.order_by(F("created_at"), "pk")[:SHOWN], on)
        if state.kind in ("runs", "look_again") and state.due_on and state.due_on <= on + DAYS_AHEAD
    ]  # fmt: skip


def _untold(viewer: Viewer, at: datetime.datetime) -> QuerySet[NeedToKnow, uuid.UUID]:
    """Whom the team knows, nobody has told and no colleague follows up on: mostly few, so the rest is asked of them."""
    told = viewer.rows_of(Informing).filter(kind=Kind.TOLD).values("person_id")
    follows_up = viewer.rows_of(Coordination).filter(person_id=OuterRef("person_id"), until_on=None)
    ours = needs_at(at).filter(organisation_id=viewer.team_id, user=None).exclude(person_id__in=told)
    ours = ours.filter(~Exists(follows_up.exclude(coordinator_id=viewer.user_id)))
    return ours.values_list("person_id", flat=True)


def _step(person: Person, state: rules.State, on: datetime.date) -> Step:
    clock = _clock(state, on)
    say = _("Fortæl borgeren, at vi har en journal") if state.kind == "runs" else _("Kan borgeren oplyses nu?")
    return Step(
        due_at=casework.end_of_day(state.due_on or on), chip=clock.text if clock else "",
        kind=clock.kind if clock else "neutral", title=person.name.with_code,
        why=" · ".join(filter(None, [say, state.due.explanation if state.due else ""])),
        url=reverse_lazy("casework:inform", args=[person.pk]), action=_("Oplys"), person_id=person.pk,
        title_url=reverse_lazy("staff:person", args=[person.pk]),
    )  # fmt: skip


def met_or_told(person_id: uuid.UUID, *, viewer: Viewer) -> bool:
    rows = viewer.rows_of(Informing).filter(Q(kind=Kind.MET) | Q(kind=Kind.TOLD), person_id=person_id)
    return rows.exists()


def told(person_id: uuid.UUID, *, viewer: Viewer) -> Informing | None:
    return informings_of(person_id, viewer=viewer).filter(kind=Kind.TOLD).first()

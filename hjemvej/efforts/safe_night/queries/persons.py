"""What do nights mean for one person, and for my day? The card, the clock of shelter days, and what needs me."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from hjemvej.efforts.safe_night import rules
from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest
from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.queries import open_tasks
from hjemvej.ground.law.queries import rules_on
from hjemvej.ground.law.rules import RuleInForce
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from .handed_over import handed_over
from .tonight import Waiting, waiting

NOTICE = "shelter_notice"
RUNS_SHOWN = 7
Status = Occupancy.Status
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class NeedsMe:
    """What of the nights needs the viewer now."""

    unplaced: list[Waiting]
    notices: list[Task]


def needs_me(viewer: Viewer, at: datetime.datetime) -> NeedsMe:
    """Those without a place tonight, and shelters' notices to answer, the first due first."""
    notices = list(open_tasks(viewer=viewer).filter(kind=NOTICE))
    return NeedsMe(waiting(night_of(at), viewer=viewer, at=at), notices)


def unplaced_tonight(viewer: Viewer, at: datetime.datetime) -> int:
    """How many of those we know of have no place tonight; one query, for the menu."""
    return unplaced(night_of(at), at, viewer=viewer)


def unplaced(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> int:
    """The number of those `waiting` shows."""
    placed = Occupancy.objects.filter(
        Q(until_night=None) | Q(until_night__gt=night), from_night__lte=night, status__in=[Status.HELD, Status.STAYING]
    ).exclude(status=Status.HELD, held_until__lte=at)
    asked = PlaceRequest.objects.filter(night=night, status=PlaceRequest.Status.WAITING)
    has_none = ~Exists(placed.filter(person_id=OuterRef("person_id")))  # asks of those few alone
    lists = (asked, handed_over(night, viewer=viewer))
    first, second = (rows.filter(has_none).order_by().values("person_id") for rows in lists)
    return first.union(second).count()


def responsible_team(occupancy: Occupancy, *, viewer: Viewer) -> uuid.UUID | None:
    """The team that is told of an admission: the one that asked, the one with the case, else the municipality's."""
    teams = Organisation.objects.filter(kind=Organisation.Kind.TEAM, is_active=True)
    if occupancy.request_id:
        asked = teams.filter(pk__in=PlaceRequest.objects.filter(pk=occupancy.request_id).values("organisation_id"))
        if asked.exists():
            return asked.get().pk
    needs = NeedToKnow.objects.filter(person_id=occupancy.person_id, basis=NeedToKnow.Basis.CASE, until_at=None)
    theirs = teams.filter(pk__in=needs.values("organisation_id")).order_by("name").first()
    team = theirs or teams.order_by("name").first()
    return team.pk if team else None


def open_notice(person_id: uuid.UUID, *, viewer: Viewer) -> Task | None:
    """The notice of this person's admission that the municipality hasn't answered."""
    return Task.objects.filter(person_id=person_id, kind=NOTICE, done_at=None).first()


def shelter_clock(stays: Iterable[Occupancy], on: datetime.date) -> tuple[rules.ShelterDays, RuleInForce] | None:
    """Days in § 110 shelters in the running year, with the rule; None when no year runs. One query, for the law."""
    slept = [
        (stay.from_night, stay.until_night)
        for stay in stays
        if stay.house.kind == House.Kind.SHELTER and stay.status in (Status.STAYING, Status.ENDED)
    ]
    law = rules_on(on)
    rule = law["shelter_reimbursed_days"]
    counted_from = law["shelter_reimbursement_year"].valid_from
    days = rules.shelter_days(slept, on, limit=int(rule.value), counted_from=counted_from)
    return (days, rule) if days else None


def asked_for(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> PlaceRequest | None:
    """The request that still waits for a place this night."""
    waits = PlaceRequest.Status.WAITING
    return PlaceRequest.objects.filter(person_id=person_id, night=night, status=waits).first()


def person_card(
    person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date, hides_places: bool = False
) -> dict[str, Any]:
    """What `safe_night/_card.html` shows: tonight, the last nights, and the clock of shelter days. Four queries.

    `hides_places`: that there is a place, not which; the stay's own page tells it to whoever asks for it.
    """
    held = [Status.HELD, Status.STAYING, Status.ENDED]
    stays = list(
        Occupancy.objects.filter(person_id=person_id, status__in=held, from_night__lte=on)
        .select_related("house", "place__room")
        .order_by("-from_night")
    )
    month = Night.objects.filter(person_id=person_id, night__gt=on - DAY * 30, night__lte=on)
    nights = list(month.select_related("house").order_by("-night"))
    clock = shelter_clock(stays, on)
    return {
        "person_id": person_id,
        "hides_places": hides_places,
        "night": on,
        "stay": next((one for one in stays if one.status != Status.ENDED and _lasts(one, on)), None),
        "asked": asked_for(person_id, on, viewer=viewer),
        "runs": rules.runs_of_nights(nights)[:RUNS_SHOWN],
        "unsafe_in_30": sum(one.outcome == Night.Outcome.UNSAFE for one in nights),
        "shelter_days": clock[0] if clock else None,
        "shelter_rule": clock[1] if clock else None,
        "may_find_place": viewer.may(Permission.FIND_PLACE),
    }


def _lasts(stay: Occupancy, on: datetime.date) -> bool:
    return stay.until_night is None or stay.until_night > on

"""What do nights mean for one person, and for my day? The card, the clock of shelter days, and what needs me."""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from hjemvej.efforts.safe_night import rules
from hjemvej.efforts.safe_night.models import Night, Occupancy, PlaceRequest
from hjemvej.ground.casework.models import Task
from hjemvej.ground.casework.queries import open_tasks
from hjemvej.ground.homes.models import House
from hjemvej.ground.law.queries import rule_on
from hjemvej.ground.law.rules import RuleInForce
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from .mornings import nights_outside
from .tonight import Waiting, waiting

NOTICE = "shelter_notice"
Status = Occupancy.Status
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class NeedsMe:
    """What of the nights needs the viewer now."""

    unplaced: list[Waiting]
    notices: list[Task]


def needs_me(viewer: Viewer, at: datetime.datetime) -> NeedsMe:
    """Those without a place tonight, and shelters' notices to answer, the first due first."""
    notices = [task for task in open_tasks(viewer=viewer) if task.kind == NOTICE]
    return NeedsMe(waiting(night_of(at), viewer=viewer, at=at), notices)


def unplaced_tonight(viewer: Viewer, at: datetime.datetime) -> int:
    """How many of those we know of have no place tonight; one query, for the menu."""
    return unplaced(night_of(at), at, viewer=viewer)


def unplaced(night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> int:
    placed = Occupancy.objects.filter(
        Q(until_night=None) | Q(until_night__gt=night), from_night__lte=night, status__in=[Status.HELD, Status.STAYING]
    ).exclude(status=Status.HELD, held_until__lte=at)
    asked = PlaceRequest.objects.filter(night=night, status=PlaceRequest.Status.WAITING)
    return asked.exclude(person_id__in=placed.values("person_id")).count()


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


def has_open_notice(person_id: uuid.UUID, *, viewer: Viewer) -> bool:
    """Has the municipality a notice of this person's admission that it hasn't answered?"""
    return Task.objects.filter(person_id=person_id, kind=NOTICE, done_at=None).exists()


def shelter_days_of(
    person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer
) -> tuple[rules.ShelterDays, RuleInForce] | None:
    """Days in § 110 shelters in the running year, with the rule; None when no year runs."""
    stays = Occupancy.objects.filter(
        person_id=person_id, house__kind=House.Kind.SHELTER, status__in=[Status.STAYING, Status.ENDED]
    ).values_list("from_night", "until_night")
    rule = rule_on("shelter_reimbursed_days", on)
    counted_from = rule_on("shelter_reimbursement_year", on).valid_from
    days = rules.shelter_days(list(stays), on, limit=int(rule.value), counted_from=counted_from)
    return (days, rule) if days else None


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """What `safe_night/_card.html` shows: tonight, the last nights, and the clock of shelter days."""
    lasts = Q(until_night=None) | Q(until_night__gt=on)
    stay = Occupancy.objects.filter(
        lasts, person_id=person_id, from_night__lte=on, status__in=[Status.HELD, Status.STAYING]
    )
    asked = PlaceRequest.objects.filter(person_id=person_id, night=on, status=PlaceRequest.Status.WAITING)
    nights = Night.objects.filter(person_id=person_id, night__gt=on - DAY * 30).order_by("-night")
    clock = shelter_days_of(person_id, on, viewer=viewer)
    return {
        "person_id": person_id,
        "night": on,
        "stay": stay.select_related("house", "place__room").first(),
        "asked": asked.first(),
        "nights": list(nights.select_related("house")[:7]),
        "unsafe_in_30": nights.filter(outcome=Night.Outcome.UNSAFE).count(),
        "nights_outside": nights_outside([person_id], on, viewer=viewer).get(person_id, 0),
        "shelter_days": clock[0] if clock else None,
        "shelter_rule": clock[1] if clock else None,
        "may_find_place": viewer.may(Permission.FIND_PLACE),
    }

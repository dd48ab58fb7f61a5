"""Who should follow up on a citizen, read row by row? To compare with the one query of `ground/casework/in_hand`."""

import datetime
import uuid

from django.conf import settings
from django.utils.timezone import localdate

from hjemvej.efforts.one_entry.models import Inquiry
from hjemvej.efforts.safe_night.models import Occupancy, PlaceRequest
from hjemvej.ground.casework.models import Coordination, HandOver, Task
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import Membership, NeedToKnow
from hjemvej.platform.access.roles import PERMISSIONS, Permission, Role

DAY = datetime.timedelta(days=1)
ENDS_IT = {"egen_bolig", "flyttet", "doed"}


def should_be(person: Person, at: datetime.datetime) -> str:
    """Return `out`, `in hand` or `unheld`, read row by row."""
    on = localdate(at)
    if person.merged_into_id or (person.died_on and person.died_on <= on):
        return "out"
    is_homeless = _is_homeless(person, on)
    told = Inquiry.objects.filter(person=person, closed_at=None)
    asks = PlaceRequest.objects.filter(person=person, closed_at=None, night__gte=on - DAY)
    held = Occupancy.objects.filter(person=person, status="held")
    if not (is_homeless or told.exists() or asks.exists() or held.exists()):
        return "out"
    has_owner = _has_owner(person, is_homeless, at)
    waits = HandOver.objects.filter(person=person, settled_at=None).exists()
    return "in hand" if has_owner and (waits or _has_step(person, on)) else "unheld"


def _is_homeless(person: Person, on: datetime.date) -> bool:
    now = list(Situation.objects.filter(person=person, superseded_at=None).order_by("-from_on"))
    begun = [one for one in now if one.from_on <= on]
    if not begun or (begun[0].until_on and begun[0].until_on <= on) or begun[0].kind in ENDS_IT:
        return False
    known = [one.kind for one in begun if one.kind != "ukendt"]
    if known and known[0] in ENDS_IT:
        return False
    theirs = [
        one.municipality_code for one in ResponsibleMunicipality.objects.filter(person=person, from_on__lte=on)
        if one.until_on is None or one.until_on > on
    ]  # fmt: skip
    return all(code == settings.MUNICIPALITY_CODE for code in theirs)


def _works(user_id: uuid.UUID, on: datetime.date) -> list[uuid.UUID]:
    """The active teams in which this user works with citizens today."""
    return [
        place.organisation_id
        for place in Membership.objects.filter(user_id=user_id).select_related("organisation", "user")
        if place.from_on <= on and (place.last_on is None or place.last_on >= on) and place.user.is_active
        and place.organisation.is_active and place.organisation.kind == "team"
        and Permission.WRITE_NOTE in PERMISSIONS[Role(place.role)]
    ]  # fmt: skip


def _has_owner(person: Person, is_homeless: bool, at: datetime.datetime) -> bool:
    on = localdate(at)
    coordinator = [
        one.coordinator_id for one in Coordination.objects.filter(person=person)
        if one.from_on <= on and (one.until_on is None or one.until_on > on)
    ]  # fmt: skip
    if coordinator:
        needs = NeedToKnow.objects.filter(person_id=person.pk, user=None)
        knows = {one.organisation_id for one in needs if one.from_at <= at and (not one.until_at or one.until_at > at)}
        return bool(knows & set(_works(coordinator[0], on)))
    open_ = Inquiry.objects.filter(person=person, closed_at=None, taken_by__isnull=False)
    return not is_homeless and any(_works(one.taken_by_id, on) for one in open_ if one.taken_by_id)


def _has_step(person: Person, on: datetime.date) -> bool:
    return (
        Task.objects.filter(person=person, done_at=None).exists()
        or Inquiry.objects.filter(person=person, closed_at=None, answered_at=None).exists()
        or PlaceRequest.objects.filter(person=person, closed_at=None, night__gte=on - DAY).exists()
        or Occupancy.objects.filter(person=person, status="held").exists()
        or Decision.objects.filter(person=person, sent_at=None, hearing_sent_on__lte=on).exists()
    )

"""What do we ask about members and needs?"""

import datetime
import uuid

from django.db.models import F, Q, QuerySet

from .models import Membership, NeedToKnow, User
from .roles import Role
from .viewer import Viewer


def memberships_of(user: User, *, on: datetime.date) -> QuerySet[Membership]:
    """The places this user holds on a day, the first joined first."""
    return (
        Membership.objects.filter(Q(until_on=None) | Q(until_on__gte=on), user=user, from_on__lte=on)
        .filter(organisation__is_active=True)
        .select_related("organisation")
        .order_by("from_on", "id")
    )


def viewer_of(user: User, *, on: datetime.date, organisation_id: str | None = None) -> Viewer | None:
    """Who this user is when looking: in the chosen organisation if they are a member of it, else in their first."""
    places = list(memberships_of(user, on=on))
    chosen = next((place for place in places if str(place.organisation_id) == organisation_id), None)
    place = chosen or (places[0] if places else None)
    if place is None:
        return None
    return Viewer(
        user_id=user.pk,
        name=user.name,
        organisation_id=place.organisation_id,
        organisation_name=place.organisation.name,
        organisation_kind=place.organisation.kind,
        role=Role(place.role),
    )


def need_of(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> NeedToKnow | None:
    """The viewer's own need to know of this person, if there is one; an ordinary one before a break-glass."""
    if viewer.organisation_id is None:
        return None
    return (
        NeedToKnow.objects.filter(Q(user=None) | Q(user_id=viewer.user_id), person_id=person_id)
        .filter(Q(until_at=None) | Q(until_at__gt=at), organisation_id=viewer.organisation_id, from_at__lte=at)
        .order_by(F("user").asc(nulls_first=True), "from_at")
        .first()
    )


def names_of_users(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """The names behind user ids, for logs and lists."""
    return dict(User.objects.filter(pk__in=ids).values_list("pk", "name"))

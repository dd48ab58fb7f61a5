"""What do we ask about members and needs?"""

import datetime
import uuid

from django.contrib.auth.tokens import default_token_generator
from django.db.models import F, Q, QuerySet

from .models import Membership, NeedToKnow, Organisation, User
from .roles import Permission, Role
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


def user(viewer: Viewer) -> User:
    """The viewer's own account."""
    return User.objects.get(pk=str(viewer.user_id))


def user_with_email(email: str) -> User | None:
    """The one account with this address, however it is cased."""
    return User.objects.filter(email__iexact=email, is_active=True).first()


def user_of_link(code: str, token: str) -> User | None:
    """Whose password may be chosen with this link, if it is still good."""
    try:
        found = User.objects.filter(pk=uuid.UUID(code), is_active=True).first()
    except ValueError:
        return None
    return found if found and default_token_generator.check_token(found, token) else None


def organisations_to_staff(viewer: Viewer) -> QuerySet[Organisation]:
    """Where this viewer may add members: an administrator everywhere, a leader at home."""
    if viewer.role == Role.ADMINISTRATOR:
        return Organisation.objects.filter(is_active=True).order_by("kind", "name")
    return Organisation.objects.filter(pk=viewer.team_id)


def members(organisation_id: uuid.UUID, *, on: datetime.date) -> QuerySet[Membership]:
    """Everybody with a place in the organisation on a day or later."""
    places = Membership.objects.filter(Q(until_on=None) | Q(until_on__gte=on), organisation_id=organisation_id)
    return places.select_related("user", "organisation").order_by("user__name", "from_on")


def member(membership_id: int, *, viewer: Viewer) -> Membership | None:
    """One place, if the viewer may change it."""
    mine = organisations_to_staff(viewer).values("pk")
    return (
        Membership.objects.select_related("user", "organisation")
        .filter(pk=membership_id, organisation__in=mine)
        .first()
    )


def names_of_organisations(ids: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    return dict(Organisation.objects.filter(pk__in=ids).values_list("pk", "name"))


def broken_glass(since: datetime.datetime, *, viewer: Viewer) -> list[NeedToKnow]:
    """Emergency openings by the viewer's organisation, newest first; for the leader's Today."""
    if not viewer.may(Permission.CHECK_LOOKS):
        return []
    opened = NeedToKnow.objects.filter(basis=NeedToKnow.Basis.BREAK_GLASS, organisation_id=viewer.team_id)
    return list(opened.filter(from_at__gte=since).select_related("user").order_by("-from_at"))

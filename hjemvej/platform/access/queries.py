"""What do we ask about members and needs, and who has seen a citizen's record?"""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, lookups
from django.utils.translation import gettext as _

from hjemvej.platform.audit import queries as audit
from hjemvej.platform.audit import rules as audit_rules
from hjemvej.platform.audit import words as audit_words
from hjemvej.platform.audit.models import Change
from hjemvej.platform.audit.readable import readable_events
from hjemvej.platform.identity.models import User
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.sealing.cpr_numbers import cover_cpr
from hjemvej.platform.sealing.unseen import without_unseen
from hjemvej.platform.spans.queries import lasting_through, not_past_last
from hjemvej.platform.ui.alphabet import DanishOrder

from . import rules
from .models import ENDS, Membership, NeedToKnow, Organisation
from .roles import PERMISSIONS, Permission, Role
from .viewer import Viewer

ACTIVE_TEAMS = Organisation.objects.filter(kind=Organisation.Kind.TEAM, is_active=True)


def memberships_of(user: User, *, on: datetime.date) -> QuerySet[Membership]:
    """The places this user holds on a day, the first joined first."""
    return (
        Membership.objects.filter(lasting_through(on), user=user)
        .filter(organisation__is_active=True)
        .select_related("organisation")
        .annotate(has_other_teams=Exists(ACTIVE_TEAMS.exclude(pk=OuterRef("organisation_id"))))
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
        user_id=user.pk, name=user.name, role=Role(place.role), organisation_id=place.organisation_id,
        organisation_name=place.organisation.name, organisation_kind=place.organisation.kind,
        has_other_teams=place.has_other_teams,  # type: ignore[attr-defined]
    )  # fmt: skip


def names_of_active_teams() -> list[str]:
    """Name the active teams; the first receives what names no team."""
    return list(ACTIVE_TEAMS.order_by(DanishOrder("name")).values_list("name", flat=True))


def needs_at(at: datetime.datetime) -> QuerySet[NeedToKnow]:
    """Return needs that have begun by this moment and not ended; in PostgreSQL: `sql/access_need_now.sql`."""
    return NeedToKnow.objects.filter(lookups.GreaterThan(ENDS, at), from_at__lte=at)


def needs_of(viewer: Viewer, *, at: datetime.datetime) -> QuerySet[NeedToKnow]:
    """Return the needs of the viewer: of their organisation, or (where the glass was broken) of the viewer alone."""
    if viewer.organisation_id is None:
        return NeedToKnow.objects.none()
    own = Q(user=None) | Q(user_id=viewer.user_id)
    return needs_at(at).filter(own, organisation_id=viewer.organisation_id)


def need_of(viewer: Viewer, person_id: uuid.UUID, *, at: datetime.datetime) -> NeedToKnow | None:
    """The viewer's own need to know of this person, if there is one; an ordinary one before a break-glass."""
    needs = needs_of(viewer, at=at).filter(person_id=person_id)
    return needs.order_by(F("user").asc(nulls_first=True), "from_at").first()


def number_from(function: str, values: list[Any]) -> int:
    """Return the number that a function of PostgreSQL gives."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}", values)
        return int(cursor.fetchone()[0])


def known_of(person_ids: Iterable[uuid.UUID], *, viewer: Viewer, at: datetime.datetime) -> set[uuid.UUID]:
    """Those of these citizens of whom the viewer's organisation needs to know: their record opens."""
    needs = needs_at(at).filter(person_id__in=set(person_ids), organisation_id=viewer.team_id, user=None)
    return set(needs.values_list("person_id", flat=True))


def is_known_to(person_id: uuid.UUID, *, organisation_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Does this organisation need to know of this person already?"""
    return needs_at(at).filter(person_id=person_id, organisation_id=organisation_id, user=None).exists()


def formers_of(person_ids: Iterable[uuid.UUID], *, viewer: Viewer) -> set[uuid.UUID]:
    """Return those of these citizens with whom the viewer's organisation had a case, and has no longer."""
    cases = (NeedToKnow.Basis.CASE, NeedToKnow.Basis.INQUIRY)
    had = NeedToKnow.objects.filter(person_id__in=set(person_ids), organisation_id=viewer.team_id, basis__in=cases)
    ends = list(had.values_list("person_id", "until_at"))
    return {person_id for person_id, _end in ends} - {person_id for person_id, end in ends if end is None}


def lost_by_row(row_ids: list[str], *, viewer: Viewer) -> tuple[uuid.UUID | None, bool]:
    """Whom did the viewer lose, of those whom a row is or was about, and is only the row gone?"""
    with viewer.cursor() as cursor:
        cursor.execute("SELECT person, is_gone FROM access_lost_by_row(%s)", [row_ids])
        return cursor.fetchone() or (None, False)


def once_knew(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> bool:
    """Had the viewer access to this citizen, with the organisation or through broken glass, and no longer?"""
    mine = Q(user=None) | Q(user_id=viewer.user_id)
    needs = NeedToKnow.objects.filter(mine, person_id=person_id, organisation_id=viewer.team_id)
    return {end is not None and end <= at for end in needs.values_list("until_at", flat=True)} == {True}


def user(viewer: Viewer) -> User:
    """The viewer's own account."""
    return User.objects.get(pk=str(viewer.user_id))


def organisations_to_staff(viewer: Viewer) -> QuerySet[Organisation]:
    """Where this viewer may add members: an administrator everywhere, a leader at home."""
    if viewer.role == Role.ADMINISTRATOR:
        return Organisation.objects.filter(is_active=True).order_by("kind", DanishOrder("name"))
    return Organisation.objects.filter(pk=viewer.team_id)


def members(organisation_id: uuid.UUID, *, on: datetime.date) -> QuerySet[Membership]:
    """Everybody with a place in the organisation on a day or later."""
    places = Membership.objects.filter(not_past_last(on), organisation_id=organisation_id)
    return places.select_related("user", "organisation").order_by(DanishOrder("user__name"), "from_on")


def members_who_may(permission: Permission, *, organisation_id: uuid.UUID, on: datetime.date) -> QuerySet[User]:
    """Return, by name, the users whose role in this organisation has the permission on this day."""
    roles = [role for role, may in PERMISSIONS.items() if permission in may]
    places = Membership.objects.filter(lasting_through(on), role__in=roles)
    users = places.filter(organisation_id=organisation_id).values("user")
    return User.objects.filter(pk__in=users, is_active=True).order_by(DanishOrder("name"))


def member(membership_id: int, *, viewer: Viewer) -> Membership | None:
    """One place, if the viewer may change it."""
    mine = organisations_to_staff(viewer).values("pk")
    places = Membership.objects.select_related("user", "organisation")
    return places.filter(pk=membership_id, organisation__in=mine).first()


def may_make_link(user: User, *, viewer: Viewer, on: datetime.date) -> bool:
    """Only for another, all of whose places the viewer may staff: a link opens every one of them."""
    places = Membership.objects.filter(not_past_last(on), user=user).select_related("organisation")
    return user.pk != viewer.user_id and all(_may_staff(place, viewer) for place in places)


def _may_staff(place: Membership, viewer: Viewer) -> bool:
    own = place.organisation_id == viewer.organisation_id
    return place.role in rules.roles_one_may_give(viewer.role, place.organisation.kind, is_own_organisation=own)


def names_of_organisations(ids: set[uuid.UUID | None]) -> dict[uuid.UUID | None, str]:
    return dict(Organisation.objects.filter(pk__in=[one for one in ids if one]).values_list("pk", "name"))


def broken_glass(since: datetime.datetime, *, viewer: Viewer) -> list[NeedToKnow]:
    """Emergency openings by the viewer's organisation, newest first; for the leader's Today."""
    if not viewer.may(Permission.CHECK_LOOKS):
        return []
    opened = NeedToKnow.objects.filter(basis=NeedToKnow.Basis.BREAK_GLASS, organisation_id=viewer.team_id)
    return list(opened.filter(from_at__gte=since).select_related("user").order_by("-from_at"))


@dataclass(frozen=True)
class Part:
    """One row that was written: which table's, what happened to it, and its fields before and after."""

    title: str
    operation: str
    fields: tuple[audit_rules.FieldChange, ...]


@dataclass(frozen=True)
class Line:
    """One line of "Hvem har set min sag?": who, when, what and why."""

    at: datetime.datetime
    who: str
    organisation: str
    what: str
    why: str
    times: int
    is_emergency: bool
    parts: tuple[Part, ...]


def citizen_log(
    person_id: uuid.UUID, *, without: Mapping[str, frozenset[str]], first: int = 0, number: int | None = None
) -> list[Line]:
    """Who has seen and changed the record, newest first; the caller has been through the door.

    `without` says, table by table, which fields are left out (`of_others`, `of_protected`).
    """
    rows = audit.rows(person_id, first=first, number=number)
    changes = audit.changes_in({row.transaction for row in rows if row.transaction}, person_id)
    users = names_of_users({row.user_id for row in rows} | _users_named_in(changes))
    places = names_of_organisations({row.organisation_id for row in rows})
    return [_line(row, changes.get(row.transaction, []), users, places, without) for row in rows]


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """The latest who looked, for the card on the person page."""
    looks = audit.latest_looks(person_id, number=4) if viewer.may(Permission.SEE_PERSON) else []
    names = names_of_users({look.user_id for look in looks})
    seen = [
        {
            "at": look.at,
            "who": names.get(look.user_id, ""),
            "why": cover_cpr(look.why),
            "basis": audit_words.of_basis(look.basis),
        }
        for look in looks
    ]
    return {"person_id": person_id, "looks": seen, "on": on}


def _line(
    row: audit.Row,
    changes: list[Change],
    users: dict[uuid.UUID | None, str],
    places: dict[uuid.UUID | None, str],
    hidden: Mapping[str, frozenset[str]],
) -> Line:
    changed = (
        _part(change, users, hidden.get(change.table_name, frozenset()))
        for change in changes
        if not audit_words.is_untold(change.table_name)
    )
    parts = tuple(part for part in changed if part.fields)
    is_emergency = row.basis == NeedToKnow.Basis.BREAK_GLASS or row.name == "access.glass_broken"
    return Line(
        at=row.at,
        who=users.get(row.user_id, "") if row.user_id else _("Hjemvej selv"),
        organisation=places.get(row.organisation_id, ""),
        what=_what(row, parts),
        why=cover_cpr(without_unseen(row.why)) or str(audit_words.of_basis(row.basis)),
        times=row.times,
        is_emergency=is_emergency,
        parts=parts,
    )


def _what(row: audit.Row, parts: tuple[Part, ...]) -> str:
    if row.kind == "look":
        return str(audit_words.of_page(row.name))
    if row.kind == "listed":
        return audit_words.of_lists(row.name.split())
    if row.name in readable_events():
        return readable_events()[row.name]
    titles = ", ".join(dict.fromkeys(part.title for part in parts)).lower()
    if not titles:
        return _("Arbejdede med sagen")
    operations = {part.operation for part in parts}
    did = (
        {"insert": _("Skrev: %s"), "delete": _("Fjernede: %s")}.get(operations.pop()) if len(operations) == 1 else None
    )
    return (did or _("Ændrede: %s")) % titles


def _part(change: Change, users: dict[uuid.UUID | None, str], hidden: frozenset[str]) -> Part:
    def name_of(text: str) -> str:
        return users.get(_id_in(text)) or _("en anden post")

    choices = audit.choices_of(change.table_name)
    before, after = (
        {name: value for name, value in (side or {}).items() if name not in hidden}
        for side in (change.before, change.after)
    )
    words = audit_words.words_of(change.table_name)
    fields = audit_rules.field_changes(before, after, words=words, choices=choices, name_of=name_of)
    return Part(str(words.title) if words else _("Andet"), change.operation, fields)


def _users_named_in(changes: dict[int, list[Change]]) -> set[uuid.UUID | None]:
    found = set()
    for change in (change for together in changes.values() for change in together):
        for name, value in {**(change.before or {}), **(change.after or {})}.items():
            if name.endswith("_id"):
                found.add(_id_in(value))
    return found


def _id_in(value: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(value))
    except ValueError:
        return None


def there_is_an_administrator() -> bool:
    return Membership.objects.filter(role=Role.ADMINISTRATOR, last_on=None).exists()

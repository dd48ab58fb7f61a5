"""What do we change about who may enter? Needs to know, members and their roles, and one's own page."""

import datetime
import uuid
from collections.abc import Sequence

from django.contrib.auth.tokens import default_token_generator
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hjemvej.platform.audit.actions import record
from hjemvej.platform.identity.actions import retire_account
from hjemvej.platform.identity.models import User
from hjemvej.platform.spans.queries import not_past_last
from hjemvej.platform.tries.counting import Limit, take_try
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .models import Membership, NeedToKnow, Organisation
from .roles import Role
from .viewer import Viewer, looking_as, system

BREAK_GLASS_LASTS = datetime.timedelta(hours=4)  # our own house rule, not the law's


class ReasonMissing(Refused):
    """Break-glass without a reason one can read."""

    field = "reason"


class OnlyBrokenGlass(Refused):
    """The viewer sees the citizen through broken glass alone, which lets nobody else in, and nobody for longer."""

    def __init__(self) -> None:
        super().__init__(_("Du ser borgeren gennem nødadgang, og den er kun din. Bed borgerens eget team om det."))


class NobodyByThatNumber(Refused):
    """No citizen is known by exactly that."""


class TooManyTries(Refused):
    """Break-glass is for emergencies; somebody who tries often is looking for something."""


GLASS = Limit("breaking the glass", 10, datetime.timedelta(hours=1))
REASON_AT_LEAST = 10  # signs that can be seen


class RoleNotYoursToGive(Refused):
    """This role is not for that organisation, or not for this giver, or it is the giver's own."""


class LinkNotYoursToMake(Refused):
    """Whoever holds the link may sign in as the member: with all the roles they have, not only with the one here."""


class AlreadyMember(Refused):
    """The address already belongs to a member there."""


class DayIsTooEarly(Refused):
    """A role cannot change, or end, before it began."""


class DayIsTooLate(Refused):
    """A role cannot change after it has ended."""


def open_need(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    basis: NeedToKnow.Basis,
    by: Viewer,
    at: datetime.datetime,
    reason: str = "",
) -> None:
    """An organisation needs to know of this person from now on; nothing happens when it already does.

    Every action of every room opens needs here: what is seen through broken glass alone is handed to nobody.
    """
    own = queries.need_of(by, person_id, at=at)
    if own is not None and own.user_id is not None:
        if not NeedToKnow.objects.filter(
            person_id=person_id, organisation_id=organisation_id, basis=basis, until_at=None
        ).exists():
            raise OnlyBrokenGlass
        return
    with transaction.atomic():
        if open_needs(person_ids=[person_id], organisation_id=organisation_id, basis=basis, at=at, reason=reason):
            details: dict[str, object] = {"organisation": str(organisation_id), "basis": str(basis)}
            record("access.need_opened", by=by, at=at, person_id=person_id, why=reason, details=details)


def open_needs(
    *,
    person_ids: Sequence[uuid.UUID],
    organisation_id: uuid.UUID,
    basis: NeedToKnow.Basis,
    at: datetime.datetime,
    reason: str = "",
) -> int:
    """Let an organisation need to know of these people, and return of how many it did not; logged by the caller."""
    covered = NeedToKnow._meta.get_field("reason").get_prep_value(reason)
    return queries.number_from(
        "access_open_need(%s::uuid[], %s::uuid, %s, %s, %s)",
        [list(person_ids), organisation_id, str(basis), covered, at],
    )


def close_need(
    *,
    person_id: uuid.UUID,
    organisation_id: uuid.UUID,
    basis: NeedToKnow.Basis,
    by: Viewer,
    at: datetime.datetime,
) -> None:
    """The organisation no longer needs to know on this basis, as when a guest has left."""
    with transaction.atomic():
        closed = "access_close_need(%s::uuid, %s::uuid, %s, %s)"
        if queries.number_from(closed, [person_id, organisation_id, str(basis), at]):
            details: dict[str, object] = {"organisation": str(organisation_id), "basis": str(basis)}
            record("access.need_closed", by=by, at=at, person_id=person_id, details=details)


def end_needs(need_ids: Sequence[int], *, at: datetime.datetime) -> None:
    """End needs by a rule, logged by the caller. Row-level security lets the system alone: a viewer closes its own."""
    NeedToKnow.objects.filter(pk__in=need_ids, until_at=None).update(until_at=at)


def break_glass(*, person_id: uuid.UUID, reason: str, by: Viewer, at: datetime.datetime) -> None:
    """Open a record in an emergency: this user only, for a few hours, with a written reason the leader will read."""
    _check_reason(reason)
    covered = NeedToKnow._meta.get_field("reason").get_prep_value(reason.strip())
    with transaction.atomic(), connection.cursor() as cursor:  # the function writes the event itself: none is without
        cursor.execute(
            "SELECT access_glass_need(%s::uuid, %s::uuid, %s::uuid, %s, %s, %s)",
            [person_id, by.user_id, by.team_id, covered, at, at + BREAK_GLASS_LASTS],
        )


def move_needs(*, merged_id: uuid.UUID, kept_id: uuid.UUID, at: datetime.datetime) -> None:
    """Turn needs to know of the merged person into needs of the kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_move_need(%s::uuid, %s::uuid, %s)", [merged_id, kept_id, at])


def return_needs(
    need_ids: Sequence[int], *, merged_id: uuid.UUID, kept_id: uuid.UUID, merged_at: datetime.datetime
) -> None:
    """Give these needs back to the person who was merged; what the merge ended is open again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT access_return_need(%s::bigint[], %s::uuid, %s::uuid, %s)",
            [list(need_ids), merged_id, kept_id, merged_at],
        )


def _check_reason(reason: str) -> None:
    if rules.visible_signs(reason) < REASON_AT_LEAST:
        raise ReasonMissing(_("Skriv med mindst 10 tegn, hvorfor du har brug for at se sagen nu."))


def break_glass_for(*, person_id: uuid.UUID | None, reason: str, by: Viewer, at: datetime.datetime) -> uuid.UUID:
    """Break the glass for whom was named, if they are known; a miss is logged as well, and tries are counted."""
    _check_reason(reason)
    if not take_try(GLASS, by.user_id, at=at):
        raise TooManyTries(_("Du har brugt nødadgang mange gange den sidste time. Ring til din leder."))
    if person_id is None:
        with transaction.atomic():
            record("access.glass_found_nobody", by=by, at=at, why=reason.strip())
        raise NobodyByThatNumber(_("Ingen borger hos os har det nummer. Dit forsøg er skrevet i loggen."))
    break_glass(person_id=person_id, reason=reason, by=by, at=at)
    return person_id


def add_member(
    *,
    organisation: Organisation,
    name: str,
    email: str,
    role: Role,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
) -> User:
    """Make a user a member of an organisation; a user who works here already keeps their account.

    A user without a membership has left: another person may have the address now, and gets an account of their own.
    """
    _check_may_give(role, organisation, by)
    with transaction.atomic():
        user = User.objects.filter(email__iexact=email).first()
        if user and not Membership.objects.filter(not_past_last(timezone.localdate(at)), user=user).exists():
            retire_account(user=user, by=by, at=at)
            user = None
        user = user or User.objects.create_user(email, name)
        _check_is_another(user.pk, by)
        if Membership.objects.filter(user=user, organisation=organisation, last_on=None).exists():
            raise AlreadyMember(
                _("%(name)s er allerede medlem af %(place)s.") % {"name": user.name, "place": organisation}
            )
        Membership.objects.create(user=user, organisation=organisation, role=role, from_on=from_on)
        details: dict[str, object] = {"user": str(user.pk), "role": str(role), "organisation": str(organisation.pk)}
        record("access.member_added", by=by, at=at, details=details)
    return user


def change_role(
    *, membership: Membership, role: Role, from_on: datetime.date, by: Viewer, at: datetime.datetime
) -> None:
    """Another role from a day on; what they were before stays on record."""
    _check_may_give(role, membership.organisation, by)
    _check_may_give(Role(membership.role), membership.organisation, by)
    _check_is_another(membership.user_id, by)
    if from_on < membership.from_on:
        raise DayIsTooEarly(_("Rollen begyndte først %s.") % membership.from_on.strftime("%d.%m.%Y"))
    if membership.last_on and from_on > membership.last_on:
        raise DayIsTooLate(_("Pladsen slutter %s.") % membership.last_on.strftime("%d.%m.%Y"))
    with transaction.atomic():
        if from_on == membership.from_on:
            membership.role = role
            membership.save(update_fields=["role"])
        else:
            last_on, membership.last_on = membership.last_on, from_on - datetime.timedelta(days=1)
            membership.save(update_fields=["last_on"])
            Membership.objects.create(
                user=membership.user, organisation=membership.organisation, role=role, from_on=from_on, last_on=last_on
            )
        details: dict[str, object] = {"user": str(membership.user_id), "role": str(role), "from": str(from_on)}
        record("access.role_changed", by=by, at=at, details=details)


def end_membership(*, membership: Membership, last_on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The last day somebody belongs here; the day after they see nothing."""
    _check_may_give(Role(membership.role), membership.organisation, by)
    _check_is_another(membership.user_id, by)
    if last_on < membership.from_on:
        raise DayIsTooEarly(_("Rollen begyndte først %s.") % membership.from_on.strftime("%d.%m.%Y"))
    with transaction.atomic():
        membership.last_on = last_on
        membership.save(update_fields=["last_on"])
        details: dict[str, object] = {"user": str(membership.user_id), "until": str(last_on)}
        record("access.membership_ended", by=by, at=at, details=details)


def choose_password(*, user: User, password: str, at: datetime.datetime) -> None:
    """By a link handed over by a leader: nobody is signed in yet."""
    with transaction.atomic(), looking_as(system("choose_password")):
        user.set_password(password)
        user.save(update_fields=["password"])
        record("access.password_chosen", by=system("choose_password"), at=at, details={"user": str(user.pk)})


def note_sign_in(*, user: User, methods: list[str], at: datetime.datetime) -> None:
    """Somebody signed in, and by which means."""
    with transaction.atomic(), looking_as(system("sign_in")):
        record("access.signed_in", by=system("sign_in"), at=at, details={"user": str(user.pk), "methods": methods})


def _check_may_give(role: Role, organisation: Organisation, by: Viewer) -> None:
    own = organisation.pk == by.organisation_id
    if by.scope != "system" and role not in rules.roles_one_may_give(
        by.role, organisation.kind, is_own_organisation=own
    ):
        raise RoleNotYoursToGive(_("Den rolle kan du ikke give her."))


def _check_is_another(user_id: uuid.UUID, by: Viewer) -> None:
    """Nobody lets themselves in further; and the only administrator does not lock the door behind them by mistake."""
    if user_id == by.user_id:
        raise RoleNotYoursToGive(_("Din egen plads kan du ikke ændre. Bed en anden leder eller administrator."))


def make_password_link(*, user: User, by: Viewer, at: datetime.datetime) -> str:
    """The token of a link to choose a password: as good as a key until it is used, so say who made it."""
    if not queries.may_make_link(user, viewer=by, on=timezone.localdate(at)):
        raise LinkNotYoursToMake(_("Medlemmet har også en plads, du ikke bestemmer over. Bed en administrator."))
    with transaction.atomic():
        record("access.password_link_made", by=by, at=at, details={"user": str(user.pk)})
    return default_token_generator.make_token(user)


def note_log_handed_over(*, person_id: uuid.UUID, with_names: bool, by: Viewer, at: datetime.datetime) -> None:
    """The citizen's log was taken out on paper."""
    with transaction.atomic():
        details: dict[str, object] = {"with_names": with_names}
        record("access.log_handed_over", by=by, at=at, person_id=person_id, details=details)


def make_team(*, name: str, by: Viewer, at: datetime.datetime) -> Organisation:
    """The municipality's own team, if it is not there yet."""
    with transaction.atomic():
        team, is_new = Organisation.objects.get_or_create(name=name, defaults={"kind": Organisation.Kind.TEAM})
        if is_new:
            record("access.team_made", by=by, at=at, details={"organisation": str(team.pk)})
    return team

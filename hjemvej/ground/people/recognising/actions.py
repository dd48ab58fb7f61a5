"""What do we do about two records that may be one citizen? Note them for the team; a human tells."""

import datetime
import uuid

from django.db import transaction

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.actions import close_need, open_need
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.actions import record
from hjemvej.platform.spans.queries import not_over_on
from hjemvej.platform.ui.alphabet import DanishOrder

from .queries.pairs import APART, LOOKED, PERHAPS, Named, may_be, named_since, noted_pairs
from .rules.pairs import was_shown

BECAUSE = "Måske den samme som en borger, teamet kender"


def look_for_same(*, by: Viewer, at: datetime.datetime) -> int:
    """Compare everybody who was created or named since last time with everybody; return how many pairs were noted.

    After the fact, so that no door waits, and two who write the same citizen in the same second are both found.
    """
    with transaction.atomic(), looking_as(by):
        named, seen = named_since(viewer=by)
        noted = sum(_note_pairs_of(one, by=by, at=at) for one in named)
        if named:
            record(LOOKED, by=by, at=at, details={**seen.details, "people": len(named), "pairs": noted})
    return noted


def _note_pairs_of(named: Named, *, by: Viewer, at: datetime.datetime) -> int:
    person = Person.objects.filter(pk=named.person_id, merged_into=None).first()
    if person is None:
        return 0
    others = {other.pk: other for other, _judged in may_be(person, viewer=by)}
    before = noted_pairs(person.pk, viewer=by) if others else set()
    noted = 0
    for other in others.values():
        first, newer = sorted((person, other), key=lambda one: (one.created_at, str(one.pk)))
        for team_id in _teams(first, newer, named, at=at):
            if (other.pk, str(team_id)) not in before:
                _note_pair(first, newer, team_id, by=by, at=at)
                noted += 1
    return noted


def _teams(first: Person, newer: Person, named: Named, *, at: datetime.datetime) -> list[uuid.UUID]:
    """Return the teams that settle the two: those that know one of them, else the municipality's first.

    The team whose worker made the newer record beside the first one has settled it already.
    """
    now = NeedToKnow.objects.filter(not_over_on(at, until="until_at"), user=None)
    teams = Organisation.objects.filter(kind=Organisation.Kind.TEAM, is_active=True)
    known_to: dict[uuid.UUID, set[uuid.UUID]] = {}
    rows = now.filter(person_id__in=(first.pk, newer.pk))
    for organisation_id, person_id in rows.values_list("organisation_id", "person_id"):
        known_to.setdefault(organisation_id, set()).add(person_id)
    shown = was_shown(is_new=named.is_new, first_created=first.created_at, newer_created=newer.created_at)
    made_by = named.organisation_id
    if shown and made_by is not None and len(known_to.get(made_by, ())) == 2:
        return []
    ours = list(teams.filter(pk__in=known_to).values_list("pk", flat=True))
    return ours or list(teams.order_by(DanishOrder("name")).values_list("pk", flat=True)[:1])


def _note_pair(first: Person, newer: Person, team_id: uuid.UUID, *, by: Viewer, at: datetime.datetime) -> None:
    """Let the team see both while it settles them, and note the pair."""
    for person in (first, newer):
        known = NeedToKnow.objects.filter(person_id=person.pk, organisation_id=team_id, user=None, until_at=None)
        if not known.exists():
            open_need(
                person_id=person.pk, organisation_id=team_id, basis=NeedToKnow.Basis.INQUIRY, by=by, at=at,
                reason=BECAUSE,
            )  # fmt: skip
    details: dict[str, object] = {"other": str(first.pk), "team": str(team_id)}
    record(PERHAPS, by=by, at=at, person_id=newer.pk, details=details)


def tell_apart(*, first: Person, newer: Person, by: Viewer, at: datetime.datetime) -> None:
    """They are two people: the pair is settled, and whom the team saw for that reason alone it sees no more."""
    with transaction.atomic():
        details: dict[str, object] = {"other": str(first.pk), "team": str(by.team_id)}
        record(APART, by=by, at=at, person_id=newer.pk, details=details)
        for person in (first, newer):
            needs = NeedToKnow.objects.filter(
                person_id=person.pk, organisation_id=by.team_id, basis=NeedToKnow.Basis.INQUIRY, until_at=None
            )
            if by.team_id and any(need.reason == BECAUSE for need in needs):
                close_need(
                    person_id=person.pk, organisation_id=by.team_id, basis=NeedToKnow.Basis.INQUIRY, by=by, at=at
                )

"""How is what a list's other columns say written? By the room whose it is, as if it were typed there."""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework.actions import assign_coordinator
from hjemvej.ground.people.actions import set_responsible_municipality
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import confirm_in_bulk, say_homeless_since
from hjemvej.ground.situations.rules import Certainty, Said
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.typed_dates import Period

from . import queries, rules

SOURCE, WHY = "Teamets regneark", "Indlæst fra regneark"  # kept as data
Refusals = dict[uuid.UUID, str]


@transaction.atomic
def write_last_seen(values: Mapping[uuid.UUID, datetime.date], *, by: Viewer, at: datetime.datetime) -> None:
    days = defaultdict(list)
    for person_id, day in values.items():
        days[day].append(person_id)
    for day, ids in days.items():
        confirm_in_bulk(person_ids=ids, confirmed_on=day, source=SOURCE, certainty=Certainty.TOLD, by=by, at=at)


@transaction.atomic
def write_since(values: Mapping[uuid.UUID, Period], *, by: Viewer, at: datetime.datetime) -> Refusals:
    refused: Refusals = {}
    for person_id, period in values.items():
        said = Said(period, SOURCE, Certainty.HEARD)
        try:
            say_homeless_since(person_id=person_id, said=said, slept_from=night_of(at), by=by, at=at)
        except Refused as refusal:
            refused[person_id] = str(refusal)
    return refused


@transaction.atomic
def write_municipality(values: Mapping[uuid.UUID, tuple[str, str]], *, by: Viewer, at: datetime.datetime) -> None:
    people = Person.objects.in_bulk(list(values))
    for person_id, (code, name) in values.items():
        set_responsible_municipality(
            person=people[person_id], code=code, name=name, from_on=localdate(at), by=by, at=at, why=WHY
        )


@transaction.atomic
def write_coordinator(values: Mapping[uuid.UUID, str], *, by: Viewer, at: datetime.datetime) -> Refusals:
    """A name that is none of the team's, or may be two, is told and not guessed at."""
    team, refused = queries.colleagues(localdate(at), viewer=by), Refusals()
    for person_id, name in values.items():
        colleague = rules.who_is_meant(name, team)
        if not isinstance(colleague, uuid.UUID):
            refused[person_id] = _("”%(name)s” er ikke én af teamets medlemmer.") % {"name": name[:40]}
            continue
        try:
            assign_coordinator(person_id=person_id, coordinator_id=colleague, by=by, at=at)
        except Refused as refusal:
            refused[person_id] = str(refusal)
    return refused

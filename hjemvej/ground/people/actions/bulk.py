"""What happens when many people are written at once, as from a spreadsheet? The same as one by one, in few queries."""

import datetime
from collections.abc import Sequence

from django.db import transaction

from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.platform.access.actions import open_needs
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record_many

AT_A_TIME = 1000


def save_people_in_bulk(
    *,
    new: Sequence[Person],
    changed: Sequence[Person],
    fields: Sequence[str],
    names: Sequence[PersonName],
    ways: Sequence[ContactWay],
    by: Viewer,
    at: datetime.datetime,
    why: str,
    basis: NeedToKnow.Basis = NeedToKnow.Basis.CASE,
) -> None:
    """New people whom the viewer's organisation needs to know of, and changed fields, names and ways of known ones."""
    with transaction.atomic():
        if by.organisation_id:
            ids = [person.pk for person in new]
            open_needs(person_ids=ids, organisation_id=by.organisation_id, basis=basis, at=at, reason=why)
        Person.objects.bulk_create(new, batch_size=AT_A_TIME)
        if changed and fields:
            Person.objects.bulk_update(changed, list(fields), batch_size=AT_A_TIME // 2)
        PersonName.objects.bulk_create(names, batch_size=AT_A_TIME)
        ContactWay.objects.bulk_create(ways, batch_size=AT_A_TIME)
        created, others = {person.pk for person in new}, {person.pk for person in changed}
        others |= {row.person_id for row in names} | {way.person_id for way in ways}
        others -= created
        record_many("people.person_created", by=by, at=at, person_ids=created, details={"why": why})
        record_many("people.person_changed", by=by, at=at, person_ids=others, details={"why": why})

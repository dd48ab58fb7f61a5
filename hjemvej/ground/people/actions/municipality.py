"""What do we change of which municipality is responsible (RSL § 9)? A new one ends the one before."""

import datetime

from django.db import transaction

from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.spans.queries import not_over_on


def set_responsible_municipality(
    *,
    person: Person,
    code: str,
    name: str,
    from_on: datetime.date,
    by: Viewer,
    at: datetime.datetime,
    is_disputed: bool = False,
    why: str = "",
) -> ResponsibleMunicipality:
    """From this day on that municipality is responsible; what was said of later days gives way."""
    with transaction.atomic():
        Person.objects.select_for_update(no_key=True).get(pk=person.pk)
        periods = person.responsible_municipalities
        periods.filter(from_on__gte=from_on).delete()
        periods.filter(not_over_on(from_on)).update(until_on=from_on)
        period = periods.create(
            municipality_code=code, municipality_name=name, from_on=from_on, is_disputed=is_disputed, why=why.strip(),
            recorded_at=at,
        )  # fmt: skip
        details: dict[str, object] = {"municipality": code, "from": from_on.isoformat(), "disputed": is_disputed}
        record("people.responsible_municipality_set", by=by, at=at, person_id=person.pk, why=why, details=details)
    return period

"""What happens when the key for CPR numbers is changed? Every number is encrypted anew with the first key."""

import datetime

from django.db import transaction

from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.sealing import seals

AT_A_TIME = 1000


def rotate_cpr_keys(*, by: Viewer, at: datetime.datetime) -> int:
    """How many numbers were encrypted anew. All or none; may be run again."""
    count = 0
    with transaction.atomic():
        stored = Person.objects.exclude(cpr_encrypted="").select_for_update(no_key=True).only("id", "cpr_encrypted")
        old = [person for person in stored.order_by("id").iterator() if not seals.is_current(person.cpr_encrypted)]
        for first in range(0, len(old), AT_A_TIME):
            batch = old[first : first + AT_A_TIME]
            for person in batch:
                person.cpr_encrypted = cpr.encrypt(cpr.decrypt(person.cpr_encrypted))
            count += Person.objects.bulk_update(batch, ["cpr_encrypted"])
        record("people.cpr_keys_rotated", by=by, at=at, details={"key": seals.current_key_id(), "count": count})
    return count

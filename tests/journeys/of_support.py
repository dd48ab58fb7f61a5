"""Which rows of support do journeys open?"""

from typing import Any

from hjemvej.efforts.support.models import Contact, Phase, PhaseArea, Visit
from hjemvej.platform.identity.models import User


def supporting() -> dict[str, Any]:
    """Ids for the addresses of support: a CTI course in its contact phase, so that phase 1 comes next."""
    return {
        "support_id": Phase.objects.filter(number=0, until_on=None).values_list("support_id", flat=True).first(),
        "area_id": PhaseArea.objects.filter(handed_on=None).values_list("pk", flat=True).first(),
        "visit_id": Visit.objects.filter(cancelled_at=None).values_list("pk", flat=True).first(),
        "support_contact_id": Contact.objects.filter(corrected_at=None).values_list("pk", flat=True).first(),
        "worker_id": User.objects.filter(email__startswith="stoette@").values_list("pk", flat=True).first(),
    }

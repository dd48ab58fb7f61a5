"""How is a pause at the landlord's told to the citizen it is about?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import CollectionPause
from hjemvej.platform.rooms import TableWords

PAUSE = TableWords(
    CollectionPause,
    _("Udlejere, der med dit ja fik at vide, at der er hjælp på vej"),
    fields={
        "basis": _("Efter hvilken aftale"), "until_on": _("Bedt om pause til og med"), "asked_at": _("Spurgt"),
        "asked_by_id": _("Spurgt af"), "answer": _("Svar"), "paused_until": _("Holder pause til og med"),
        "answered_at": _("Svaret kom"), "ended_at": _("Taget tilbage"), "ended_by_id": _("Taget tilbage af"),
    },
    named={"landlord": _("Udlejer"), "asked_by": _("Spurgt af"), "ended_by": _("Taget tilbage af")},
    untold=("signal_id", "consent_id", "landlord_id", "answered_by_id"),
)  # fmt: skip

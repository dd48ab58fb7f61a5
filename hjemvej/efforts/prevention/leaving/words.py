"""How are the steps of a release or a discharge told to the citizen they are about?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import MovedDay, StepTaken
from hjemvej.platform.rooms import TableWords

STEP_TAKEN = TableWords(
    StepTaken,
    _("Det, der er gjort, før du blev løsladt eller udskrevet"),
    fields={
        "step": _("Trin"), "state": _("Hvordan det står"), "words": _("Med få ord"), "written_at": _("Skrevet ned"),
        "written_by_id": _("Skrevet af"),
    },
    named={"written_by": _("Skrevet af")}, untold=("signal_id",), read_first=("words",),
)  # fmt: skip
MOVED_DAY = TableWords(
    MovedDay,
    _("Dage for løsladelse eller udskrivning, der blev flyttet"),
    fields={
        "was_on": _("Dagen, som den var"), "now_on": _("Den nye dag"), "told_at": _("Fortalt"),
        "told_by_id": _("Fortalt af"),
    },
    named={"told_by": _("Fortalt af")}, untold=("signal_id",),
)  # fmt: skip

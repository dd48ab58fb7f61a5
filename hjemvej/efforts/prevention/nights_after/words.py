"""How is the night after told to the citizen it is about?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import NightAfter
from hjemvej.platform.rooms import TableWords

NIGHT_AFTER = TableWords(
    NightAfter,
    _("Natten efter den dag, du blev løsladt, udskrevet eller kunne miste dit hjem"),
    fields={
        "night": _("Nat"),
        "answer": _("Hvor du sover"),
        "words": _("Det, der er aftalt"),
        "called_off_by": _("Hvem der aflyste fogeden"),
        "called_off_on": _("Aflyst"),
        "answered_at": _("Svaret"),
        "answered_by_id": _("Svaret af"),
    },
    named={"answered_by": _("Svaret af")},
    untold=("course_id",),
    read_first=("words",),
)

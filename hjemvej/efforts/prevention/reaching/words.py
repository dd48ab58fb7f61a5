"""How are attempts told to the citizen they are about?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import Attempt
from hjemvej.platform.rooms import TableWords

ATTEMPT = TableWords(
    Attempt,
    _("Forsøg på at træffe dig"),
    fields={
        "kind": _("Hvordan"),
        "day": _("Dag"),
        "part": _("Tid på dagen"),
        "outcome": _("Hvordan det gik"),
        "words": _("Det, der blev set eller aftalt"),
        "worker_id": _("Medarbejder"),
        "written_at": _("Skrevet ned"),
        "settled_at": _("Gjort"),
    },
    named={"worker": _("Medarbejder")},
    untold=("case_id",),
    read_first=("words",),
)

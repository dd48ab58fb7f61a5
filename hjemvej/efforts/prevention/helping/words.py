"""How is help told to the citizen it is about?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import HelpSought
from hjemvej.platform.rooms import TableWords

HELP = TableWords(
    HelpSought,
    _("Hjælp, der er søgt, så du kan beholde dit hjem"),
    fields={
        "sought_at": _("Hvor"), "sought_on": _("Søgt"), "ask_again_on": _("Vi spørger igen"),
        "consent_on": _("Du sagde ja"), "amount": _("Beløb"), "words": _("Det, der er skrevet"),
        "sought_by_id": _("Søgt af"), "written_at": _("Skrevet ned"), "answer": _("Svar"),
        "answered_on": _("Svaret kom"), "until_on": _("Gives til"), "answer_words": _("Om svaret"),
        "settled_at": _("Svaret skrevet ned"),
    },
    named={"kind": _("Hjælp"), "sought_by": _("Søgt af")},
    untold=("case_id", "kind_id"),
    read_first=("words", "answer_words"),
)  # fmt: skip

"""What do housing meetings bring to the rest of the house? What was proposed for a citizen and decided, in words."""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.models import MeetingChoice
from hjemvej.platform.rooms import MergeRule, Sign, TableWords

SIGNS = (Sign(MeetingChoice, ("recorded_at", "gave_way_at")),)
MERGE = (MergeRule(MeetingChoice),)
TABLES = (
    TableWords(
        MeetingChoice,
        _("Boliger, du blev foreslået til på et boligmøde"),
        fields={
            "is_chosen": _("Valgt til boligen"),
            "because": _("Hvorfor"),
            "recorded_at": _("Foreslået"),
            "gave_way_at": _("Gav plads til en anden"),
        },
        untold=("home_id", "unknown"),
        left_out={
            "home_id": "the home is told when it is offered",
            "unknown": "which conditions were unknown, in bits; the page says them in words",
        },
        read_first=("because",),
    ),
)
LISTS = {
    "housing_first.meeting": _("et boligmøde"),
    "housing_first.other_order": _("en sammenligning på et boligmøde"),
    "housing_first.decide_home": _("hvem en bolig på et boligmøde passer til"),
}

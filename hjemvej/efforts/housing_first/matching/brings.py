"""What does matching bring to the rest of the house? A citizen's places in saved orders, in words."""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.models import SavedPlace
from hjemvej.platform.rooms import MergeRule, Sign, TableWords

SIGNS = (Sign(SavedPlace, ("since_on",)),)
MERGE = (MergeRule(SavedPlace),)
TABLES = (
    TableWords(
        SavedPlace,
        _("Din plads blandt dem, en bolig passede til"),
        fields={
            "place": _("Nummer"),
            "need": _("Behov"),
            "since_on": _("I hjemløshed siden"),
        },
        untold=("order_id", "unknown"),
        left_out={"unknown": "which conditions were unknown, in bits; the page says them in words"},
    ),
)
PAGES = {"housing_first.why_home": _("Så, om en bolig passer til dig")}
LISTS = {"housing_first.who_fits": _("listen over, hvem en bolig passer til")}

"""What do wishes bring to the rest of the house? Tables in words, merges, and signs of a living case."""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.housing_first.models import Want, WishSheet
from hjemvej.platform.rooms import MergeRule, Sign, TableWords

SIGNS = (Sign(WishSheet, ("said_on",)),)
MERGE = (MergeRule(WishSheet), MergeRule(Want, follows="sheet"))
TABLES = (
    TableWords(
        WishSheet,
        _("Hvad du har sagt om den bolig, du ønsker dig"),
        fields={
            "said_on": _("Sagt"),
            "how": _("Hvordan"),
            "words": _("Dine ord"),
            "recorded_at": _("Skrevet ned"),
            "recorded_by_id": _("Skrevet ned af"),
        },
        named={"recorded_by": _("Skrevet ned af")},
        read_first=("words",),
    ),
    TableWords(
        Want,
        _("Dine ønsker, ét for ét"),
        fields={
            "wanted": _("Ønske"),
            "weight": _("Hvor meget det betyder"),
            "places": _("Kvarterer"),
            "number": _("Antal"),
            "words": _("Med ord"),
        },
        untold=("sheet_id",),
        of_protected=("places",),
        read_first=("words",),
    ),
)
PAGES = {
    "housing_first.wishes": _("Så, hvad du ønsker dig af en bolig"),
    "housing_first.write_wishes": _("Var i gang med at skrive dine ønsker til en bolig ned"),
    "housing_first.wishes_on_paper": _("Hentede arket med spørgsmål om en bolig til dig"),
}

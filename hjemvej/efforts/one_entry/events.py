"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "one_entry.inquiry_recorded": _("Henvendelse modtaget"),
    "one_entry.inquiry_taken": _("Henvendelse taget"),
    "one_entry.inquiry_passed_on": _("Henvendelse givet videre"),
    "one_entry.inquiry_linked": _("Henvendelse knyttet til borgeren"),
    "one_entry.inquiry_remarked": _("Bemærkning til henvendelse"),
    "one_entry.inquiry_answered": _("Henvendelse besvaret"),
    "one_entry.inquiry_asked_back": _("Spurgt tilbage om henvendelse"),
    "one_entry.inquiry_replied": _("Svar på spørgsmål om henvendelse"),
    "one_entry.inquiry_closed": _("Henvendelse afsluttet"),
    "one_entry.inquiry_reopened": _("Henvendelse genåbnet"),
    "one_entry.child_notice_raised": _("Et barn kan have brug for støtte"),
    "one_entry.child_notified": _("Barnets kommune underrettet"),
    "one_entry.child_notice_not_needed": _("Underretning om et barn ikke nødvendig"),
    "one_entry.child_receipt_came": _("Kvittering for underretning om et barn"),
    "one_entry.child_receipt_asked": _("Spurgt efter kvittering for underretning om et barn"),
}
# Steps inside the team, shown on the inquiry's own page.
QUIET = frozenset({
    "one_entry.inquiry_recorded",  # told with its words, from the inquiry itself
    "one_entry.inquiry_taken", "one_entry.inquiry_passed_on", "one_entry.inquiry_linked", "one_entry.inquiry_remarked",
    "one_entry.inquiry_asked_back", "one_entry.inquiry_replied", "one_entry.child_receipt_asked",
})  # fmt: skip

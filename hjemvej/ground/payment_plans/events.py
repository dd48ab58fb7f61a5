"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "payment_plans.plan_made": _("Skrev en afdragsordning ned"),
    "payment_plans.plan_changed": _("Aftalte en ny afdragsordning"),
    "payment_plans.instalment_paid": _("Et afdrag er betalt, helt eller delvist"),
    "payment_plans.instalment_missed": _("Et afdrag er ikke betalt"),
    "payment_plans.report_taken_back": _("Tog tilbage, hvad der var skrevet om et afdrag"),
    "payment_plans.plan_broken": _("Afdragsordningen er brudt"),
    "payment_plans.plan_cancelled": _("Afdragsordningen er ophævet"),
    "payment_plans.plan_completed": _("Gælden er betalt"),
    "payment_plans.plan_letter_written": _("Skrev afdragsordningen som brev"),
    "payment_plans.landlord_got_copy": _("Udlejeren fik afdragsordningen på papir"),
}
QUIET = frozenset({"payment_plans.plan_letter_written"})

"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "referrals.unit_asked": _("Bad en anden enhed om noget"),
    "referrals.unit_reminded": _("Rykkede for svar"),
    "referrals.unit_answered": _("En anden enhed svarede"),
    "referrals.referral_withdrawn": _("En anden enhed skal ikke svare længere"),
}
QUIET = frozenset({"referrals.unit_answered", "referrals.referral_withdrawn"})  # the task that is done says it

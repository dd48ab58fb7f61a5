"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "reimbursement.fact_written": _("Skrev noget ind om refusion eller udskrivning"),
    "reimbursement.fact_corrected": _("Rettede noget om refusion eller udskrivning"),
}
QUIET = frozenset({"reimbursement.fact_written", "reimbursement.fact_corrected"})

"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "plans.goal_added": _("Sagde, hvad borgeren gerne vil"),
    "plans.goal_changed": _("Rettede et mål"),
    "plans.step_added": _("Aftalte et næste skridt mod et mål"),
    "plans.step_done": _("Et skridt mod et mål er gjort"),
    "plans.step_not_needed": _("Et skridt mod et mål er ikke nødvendigt længere"),
    "plans.goal_nearer": _("Sagde: nærmere et mål"),
    "plans.goal_same": _("Sagde: det samme med et mål"),
    "plans.goal_further": _("Sagde: længere væk fra et mål"),
    "plans.goal_reached": _("Nåede et mål"),
    "plans.goal_set_aside": _("Lagde et mål til side"),
    "plans.goal_dropped": _("Valgte et mål fra"),
    "plans.goal_taken_up": _("Tog et mål op igen"),
    "plans.strengths_written": _("Fortalte, hvad borgeren er god til"),
    "plans.draft_begun": _("Begyndte på en plan"),
    "plans.draft_changed": _("Skrev på en plan"),
    "plans.draft_dropped": _("Smed et udkast til en plan væk"),
    "plans.plan_agreed": _("Aftalte en plan"),
    "plans.plan_letter_written": _("Skrev en plan som brev"),
}
QUIET = frozenset({"plans.goal_changed", "plans.draft_begun", "plans.draft_changed", "plans.draft_dropped"})

"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "support.course_begun": _("Bostøtte begyndt"),
    "support.method_changed": _("En anden metode valgt"),
    "support.phase_begun": _("En ny fase begyndt"),
    "support.plan_changed": _("Planen for en fase ændret"),
    "support.area_handed": _("En del af planen givet videre"),
    "support.rhythm_agreed": _("Aftalt, hvor tit I mødes"),
    "support.worker_given": _("En anden medarbejder går videre"),
    "support.course_paused": _("Bostøtten på pause"),
    "support.course_resumed": _("Bostøtten går videre"),
    "support.course_ended": _("Bostøtte slut"),
    "support.contact_logged": _("Kontakt skrevet"),
    "support.contact_corrected": _("Kontakt rettet"),
    "support.visit_planned": _("Besøg aftalt"),
    "support.visit_cancelled": _("Besøg aflyst"),
    "support.visit_taken": _("En kollega tog besøget"),
    "support.report_fetched": _("Støtten hentet som fil til Danmarks Statistik"),
    "support.wellbeing_wished": _("Borgeren ønsker at følge sin trivsel"),
    "support.wellbeing_filled_in": _("Trivsel udfyldt"),
    "support.wellbeing_corrected": _("Trivsel rettet"),
    "support.wellbeing_taken_back": _("Borgeren ønsker ikke at følge sin trivsel mere"),
}
# Told by the contact itself, or of no interest on a timeline; of wellbeing, the citizen's own page tells.
QUIET = frozenset({
    "support.contact_logged", "support.contact_corrected", "support.visit_planned", "support.visit_taken",
    "support.rhythm_agreed", "support.wellbeing_wished", "support.wellbeing_filled_in", "support.wellbeing_corrected",
    "support.wellbeing_taken_back",
})  # fmt: skip

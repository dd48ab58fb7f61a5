"""What do this room's events say in words? The citizen's log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "casework.coordinator_assigned": _("Fik koordinator"),
    "casework.coordinator_ended": _("Har ikke længere en koordinator"),
    "casework.course_opened": _("Forløb begyndt"),
    "casework.course_told": _("Nyt om forløbet"),
    "casework.course_closed": _("Forløb afsluttet"),
    "casework.note_written": _("Notat skrevet"),
    "casework.note_signed": _("Notat underskrevet"),
    "casework.note_changed": _("Notat ændret, før det blev underskrevet"),
    "casework.note_corrected": _("Notat rettet ved tilføjelse"),
    "casework.task_added": _("Opgave aftalt"),
    "casework.task_completed": _("Opgave klaret"),
    "casework.task_postponed": _("Opgave udskudt"),
    "casework.handed_over": _("Givet videre til en anden, der skal svare"),
    "casework.hand_over_received": _("Taget imod af en ny, der følger op"),
    "casework.hand_over_declined": _("Nej tak til at følge op"),
    "casework.hand_over_withdrawn": _("Fortrød at give videre"),
    "casework.hand_over_came_back": _("Kom tilbage, fordi ingen tog imod i tide"),
    "casework.met_to_inform": _("Første kontakt"),
    "casework.informed": _("Fik at vide, at vi har en journal"),
    "casework.informing_waits": _("Er ikke oplyst om journalen endnu, med en grund"),
}
# Told on the timeline by the room's own rows, or of no interest there.
QUIET = frozenset(EVENTS) - {
    "casework.task_postponed", "casework.coordinator_ended", "casework.informed", "casework.informing_waits",
    "casework.handed_over", "casework.hand_over_received", "casework.hand_over_declined",
    "casework.hand_over_came_back",
}  # fmt: skip

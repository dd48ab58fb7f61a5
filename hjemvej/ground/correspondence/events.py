"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "correspondence.message_written": _("Besked skrevet"),
    "correspondence.message_sent": _("Besked sendt"),
    "correspondence.message_not_sent": _("Besked kunne ikke sendes"),
    "correspondence.message_sent_by_hand": _("Besked sendt af en medarbejder"),
    "correspondence.message_to_be_sent_again": _("Besked sendes igen"),
    "correspondence.message_dropped": _("Besked skal ikke sendes"),
    "correspondence.letter_drafted": _("Begyndt på et brev"),
    "correspondence.letter_changed": _("Skrevet videre på et brev"),
    "correspondence.letter_draft_dropped": _("Kladde til brev smidt væk"),
    "correspondence.letter_sent": _("Brev skrevet færdigt"),
    "correspondence.enclosed_letter_sent": _("Brev skrevet færdigt"),
    "correspondence.letter_posted": _("Brev sendt"),
    "correspondence.letter_received": _("Borgeren har fået et brev"),
    "correspondence.enclosed_letter_received": _("Borgeren har fået et brev"),
    "correspondence.letter_dropped": _("Brev skal ikke gives"),
    "correspondence.letter_template_written": _("Nye ord til en slags brev"),
}
# The timeline shows a message's own event, and the event of the room that a letter was enclosed by.
TOLD = {f"correspondence.letter_{what}" for what in ("sent", "posted", "received", "dropped")}
QUIET = frozenset(EVENTS) - TOLD

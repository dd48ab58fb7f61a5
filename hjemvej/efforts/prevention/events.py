"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "prevention.signal_received": _("Signal om fare for hjemmet modtaget"),
    "prevention.signal_settled": _("Signal knyttet til borgeren"),
    "prevention.signal_corrected": _("Signal flyttet: det handlede om en anden borger"),
    "prevention.signal_taken_up": _("Signal taget op"),
    "prevention.signal_ended": _("Signal afsluttet"),
    "prevention.notice_written": _("Brev om et signal begyndt"),
    "prevention.notice_waits": _("Borgeren får ikke besked om et signal nu, med en grund"),
    "prevention.case_opened": _("Sag om at beholde hjemmet åbnet"),
    "prevention.help_answered": _("Svar på spørgsmålet om hjælp til at beholde hjemmet"),
    "prevention.case_closed": _("Sag om at beholde hjemmet afsluttet"),
    "prevention.attempt_planned": _("Forsøg på at træffe borgeren planlagt"),
    "prevention.attempt_logged": _("Forsøg på at træffe borgeren skrevet"),
    "prevention.attempt_called_off": _("Planlagt forsøg var ikke nødvendigt mere"),
    "prevention.help_sought": _("Hjælp til at beholde hjemmet søgt"),
    "prevention.help_settled": _("Svar på søgt hjælp til at beholde hjemmet"),
    "prevention.night_answered": _("Hvor en borger sover natten efter dagen, besvaret"),
    "prevention.bailiff_called_off": _("Fogedens dag aflyst"),
    "prevention.bailiff_on_again": _("Fogeden kommer alligevel: aflysningen taget tilbage"),
    "prevention.leaving_step_taken": _("Trin før løsladelse eller udskrivning skrevet"),
    "prevention.leaving_step_reopened": _("Trin før løsladelse eller udskrivning mangler igen"),
    "prevention.day_moved": _("Dagen for løsladelse eller udskrivning flyttet"),
    "prevention.meeting_asked": _("Afsenderen bad om et netværksmøde"),
    "prevention.meeting_called": _("Netværksmøde indkaldt før løsladelse eller udskrivning"),
    "prevention.pause_asked": _("Udlejeren bedt om at holde pause, med borgerens ja"),
    "prevention.pause_answered": _("Udlejeren svarede om en pause"),
    "prevention.pause_taken_back": _("Det, udlejeren kunne se om hjælpen, taget tilbage"),
    "prevention.put_on_the_board": _("Borger sat på tavlen for natten"),
    "prevention.outcomes_followed": _("Hvordan det gik efter 3, 6 og 12 måneder, læst i registret"),
    "prevention.outcome_counted": _("Hvordan det gik efter tolv måneder er talt med"),
    "prevention.numbers_sealed_anew": _("Numre i signaler forseglet igen"),
}
QUIET = frozenset({"prevention.outcome_counted"})

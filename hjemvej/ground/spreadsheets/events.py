"""What do this room's events say in words? The log reads them; none is about one citizen."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "spreadsheets.file_uploaded": _("Regneark lagt op"),
    "spreadsheets.columns_chosen": _("Kolonner i regneark valgt"),
    "spreadsheets.rows_answered": _("Svar på rækker, der var i tvivl"),
    "spreadsheets.import_begun": _("Indlæsning af et langt regneark sat i gang"),
    "spreadsheets.import_stopped": _("Indlæsning af et langt regneark gik ikke igennem"),
    "spreadsheets.rows_imported": _("Rækker fra regneark hentet ind"),
    "spreadsheets.dwellings_imported": _("Boliger fra en boligorganisations liste hentet ind"),
    "spreadsheets.dwellings_withdrawn": _("Indlæsning af boliger trukket tilbage"),
    "spreadsheets.import_withdrawn": _("Indlæsning fra regneark trukket tilbage"),
    "spreadsheets.leftover_downloaded": _("Rækker, der ikke kom ind, hentet ned"),
    "spreadsheets.file_sealed_anew": _("Regneark forseglet med en ny nøgle"),
    "spreadsheets.old_uploads_forgotten": _("Gamle regneark slettet"),
}
QUIET = frozenset(EVENTS)

"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "documents.document_kept": _("Fil gemt"),
    "documents.document_sealed_anew": _("Fil forseglet med en ny nøgle"),
    "documents.expired_documents_forgotten": _("Filer slettet, da fristen udløb"),
}
QUIET = frozenset(EVENTS)  # the room that made the file has the event with its purpose

"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import Events, MergeRule, Record, Room, Sealed, Sign, TableWords, Words

from . import actions, events, records
from .models import Document

ROOM = Room(
    name="documents",
    signs=(Sign(Document, ("made_at",)),),
    words=Words(
        tables=(
            TableWords(
                Document,
                _("Filer"),
                fields={
                    "kind": _("Slags"),
                    "filename": _("Fil"),
                    "size": _("Størrelse i bytes"),
                    "made_at": _("Lavet"),
                    "made_by_id": _("Lavet af"),
                    "expires_at": _("Slettes"),
                },
                untold=("organisation_id", "user_id", "media_type"),
                left_out={
                    "content": "the file itself: it is fetched where it is listed",
                    "sha256": "a mark of what is in the file",
                },
            ),
        ),
        pages={"documents.download": _("Hentede en fil om dig")},
        other_pages=_("Så en fil"),
    ),
    events=Events(events.EVENTS, events.QUIET),
    merge=(MergeRule(Document),),
    sealed=(Sealed("files", actions.seal_documents_anew),),
    records=(Record("document_id", records.document),),
    bystanders=records.add_bystander,
)

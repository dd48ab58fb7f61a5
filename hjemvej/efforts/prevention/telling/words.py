"""How is telling of signals told to the citizen it is about, and when do the letters go?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.prevention.models import SignalNotice
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.ground.documents.models import Document
from hjemvej.platform.rooms import Kept, TableWords

NOTICE = TableWords(
    SignalNotice,
    _("Besked til dig om et signal"),
    fields={
        "basis": _("Hvorfor du ikke fik besked"),
        "why": _("Grunden i ord"),
        "look_again_on": _("Hvornår vi ser på det igen"),
        "written_at": _("Skrevet"),
        "written_by_id": _("Skrevet af"),
    },
    untold=("signal_id", "letter_id", "basis_key"),
    read_first=("why",),
)

# A letter says what its signals said: it goes when the last of them is gone, with its prints; a draft goes alone.
_TOLD_OF_WHAT_IS_GONE = (
    f"letter.kind = '{LetterKind.SIGNAL}' AND NOT EXISTS"
    " (SELECT FROM prevention_signalnotice notice WHERE notice.letter_id = letter.id)"
)
LETTERS_KEPT = (
    Kept(
        "keep_signal_letter", _("Breve om signaler, der er slettet"), Document, "made_at",
        "id IN (SELECT unnest(ARRAY[letter.pdf_id, letter.pdf_large_id]) FROM correspondence_letter letter"
        f" WHERE {_TOLD_OF_WHAT_IS_GONE})",
    ),
    Kept(
        "keep_signal_letter", _("Kladder til breve om signaler, der er slettet"), Letter, "made_at",
        f"sent_at IS NULL AND id IN (SELECT letter.id FROM correspondence_letter letter WHERE {_TOLD_OF_WHAT_IS_GONE})",
    ),
)  # fmt: skip

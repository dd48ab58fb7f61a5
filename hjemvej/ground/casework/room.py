"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import Events, Room, TableWords, Words

from . import events
from .models import Coordination, Course, Draft, Note, Task

ROOM = Room(
    name="casework",
    words=Words(
        tables=(
            TableWords(
                Coordination,
                _("Din koordinator"),
                fields={
                    "from_on": _("Fra"),
                    "until_on": _("Til"),
                    "coordinator_id": _("Koordinator"),
                },
                named={"coordinator": _("Koordinator")},
            ),
            TableWords(
                Course,
                _("Forløb"),
                fields={
                    "kind": _("Slags"),
                    "responsible_id": _("Ansvarlig"),
                    "opened_at": _("Begyndt"),
                    "opened_because": _("Fordi"),
                    "closed_at": _("Afsluttet"),
                    "outcome": _("Resultat"),
                },
                named={"responsible": _("Ansvarlig")},
            ),
            TableWords(
                Note,
                _("Notater"),
                fields={
                    "kind": _("Slags"),
                    "text": _("Tekst"),
                    "own_words": _("Dine egne ord"),
                    "happened_at": _("Skete"),
                    "written_at": _("Skrevet"),
                    "author_id": _("Skrevet af"),
                    "signed_at": _("Underskrevet"),
                },
                named={"organisation": _("Organisation")},
                untold=(
                    "course_id",
                    "organisation_id",
                    "corrects_id",
                ),
            ),
            TableWords(
                Task,
                _("Opgaver"),
                fields={
                    "created_at": _("Oprettet"),
                    "kind": _("Slags"),
                    "outcome": _("Resultat"),
                    "title": _("Opgave"),
                    "due_at": _("Frist"),
                    "clock_started_on": _("Fristen løber fra"),
                    "assigned_to_id": _("Gives til"),
                    "done_at": _("Gjort"),
                    "done_by_id": _("Gjort af"),
                    "created_by_id": _("Lavet af"),
                },
                named={"organisation": _("Organisation")},
                untold=(
                    "organisation_id",
                    "law_key",
                ),
            ),
        ),
        untold_tables={Draft: "half-written words are their writer's own desk"},
        pages={
            "casework.note": _("Læste et notat"),
            "casework.notes": _("Læste notaterne"),
            "casework.write_note": _("Skrev et notat"),
            "casework.timeline": _("Så forløbet over tid"),
            "casework.task": _("Så en opgave"),
            "casework.course": _("Så et forløb"),
        },
        other_pages=_("Så sagen"),
    ),
    events=Events(events.EVENTS, events.QUIET),
)

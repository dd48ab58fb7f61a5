"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import Events, MenuItem, Room, TableWords, Words

from . import events
from .models import Situation

ROOM = Room(
    name="situations",
    menu=(MenuItem(70, _("Set på gaden"), "situations:count_on_street", Permission.COUNT_STREET),),
    words=Words(
        tables=(
            TableWords(
                Situation,
                _("Hvor du sover"),
                fields={
                    "kind": _("Slags"),
                    "from_on": _("Fra"),
                    "until_on": _("Til"),
                    "detail": _("Uddybning"),
                    "source": _("Kilde"),
                    "certainty": _("Hvor sikkert"),
                    "recorded_at": _("Skrevet ind"),
                    "superseded_at": _("Rettet"),
                },
                named={"house": _("Hus")},
                untold=("house_id",),
                of_protected=("detail",),
            ),
        ),
        pages={
            "situations.history": _("Så, hvor du har sovet"),
            "situations.record_situation": _("Skrev, hvor du sover"),
        },
        other_pages=_("Så, hvor du sover"),
    ),
    events=Events(events.EVENTS, events.QUIET, events.told),
)

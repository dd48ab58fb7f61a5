"""What does this room bring to the rest of the house?"""

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import DemoLife, Events, MergeRule, Room, Sign, TableWords, Words

from . import demo, events, records
from .models import Tenancy

ROOM = Room(
    name="homes",
    signs=(Sign(Tenancy, ("from_on", "until_on", "recorded_at")),),
    merge=(MergeRule(Tenancy),),
    words=Words(
        tables=(
            TableWords(
                Tenancy,
                _("Boliger, du har fået"),
                fields={
                    "dwelling_id": _("Bolig"),
                    "lease_form": _("Lejeform"),
                    "from_on": _("Fra"),
                    "until_on": _("Til"),
                    "ended": _("Hvordan det endte"),
                    "recorded_at": _("Skrevet ind"),
                },
                named={"dwelling": _("Bolig")},
                of_protected=("dwelling_id",),
            ),
        ),
    ),
    events=Events(events.EVENTS, events.QUIET),
    demo=(DemoLife(demo.live),),
    bystanders=records.add_bystander,
)

"""What does this room bring to the rest of the house?"""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import (
    Card,
    Events,
    FrontPage,
    MenuItem,
    MergeRule,
    Moment,
    Part,
    Record,
    Room,
    TableWords,
    Words,
)

from . import events, queries
from .models import NeedToKnow
from .roles import Permission
from .viewer import Viewer


def _card(person: Any, viewer: Viewer, moment: Moment) -> dict[str, Any]:
    return queries.person_card(person.pk, viewer=viewer, on=moment.night)


ROOM = Room(
    name="access",
    menu=(
        MenuItem(130, _("Hvem har set hvad"), "access:checks", Permission.CHECK_LOOKS),
        MenuItem(140, _("Medlemmer"), "access:members", Permission.MANAGE_MEMBERS),
    ),
    front_pages=(FrontPage(40, Permission.MANAGE_MEMBERS, "access:members"),),
    cards=(Card(30, Part.ASIDE, _card, "access/_card.html"),),
    words=Words(
        tables=(
            TableWords(
                NeedToKnow, _("Hvem der har brug for at kende dig"),
                fields={"from_at": _("Fra"), "until_at": _("Til"), "basis": _("Grund"), "reason": _("Begrundelse"),
                        "user_id": _("Medarbejder")},
                named={"organisation": _("Organisation")}, untold=("organisation_id",),
            ),
        ),
        pages={"access.log": _("Så, hvem der har set sagen")},
        other_pages=_("Så sagen"),
        lists={"access.break_glass": _("nødadgang til en tidligere sag")},
        bases={"case": _("sag i eget team"), "inquiry": _("henvendelse til os"), "guest": _("gæst hos os"),
               "break_glass": _("nødadgang")},
    ),
    events=Events(events.EVENTS, events.QUIET),
    merge=(MergeRule(NeedToKnow, moved_apart="last, since it ends our own look at the merged"),),
    records=(
        Record("organisation_id", some="access_organisation WHERE kind <> 'team' ORDER BY name", is_personal=False),
        Record("membership_id", some="access_membership ORDER BY id", is_personal=False),
    ),
    impersonal_ids=("month", "token", "language", "provider_id", "pk"),
)  # fmt: skip

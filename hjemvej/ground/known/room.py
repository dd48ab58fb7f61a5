"""What does this room bring to the rest of the house? The facts of the rooms below it, too."""

from typing import Any

from hjemvej.ground.law.models import Provision
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.people.queries import is_protected_sql
from hjemvej.platform.rooms import Fact as RoomFact
from hjemvej.platform.rooms import MergeRule, Room, Words

from .models import Fact

RULES = ("inactive_after", "homeless_anew_after")  # of ours, that figures read
EVER = "DATE '1900-01-01'"  # nobody says since which day
OF_PERSON: dict[str, Any] = {"person": "id", "known_from": "created_at"}

ROOM = Room(
    name="known",
    facts=(
        RoomFact(
            "municipality", ResponsibleMunicipality, "from_on", "until_on", what="municipality_code",
            known_from="recorded_at",
        ),
        RoomFact("death", Person, "died_on", **OF_PERSON),
        RoomFact("protected", Person, EVER, only=is_protected_sql("row"), **OF_PERSON),
        RoomFact("no_permanent_stay", Person, EVER, only="has_no_permanent_stay", **OF_PERSON),
        *(
            RoomFact(key, Provision, "valid_from", "valid_to", "value::text", f"key = '{key}'", person="NULL")
            for key in RULES
        ),
    ),
    words=Words(untold_tables={Fact: "the same as the rows say that it is about, which the file holds"}),
    merge=(MergeRule(Fact, stays="what was known of a record stays with it; the joint one begins anew"),),
)  # fmt: skip

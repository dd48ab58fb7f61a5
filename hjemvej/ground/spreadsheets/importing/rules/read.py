"""How is what a row was read as shown, so that a wrong reading is seen before it comes in? Pure."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from hjemvej.ground.people.models import Person
from hjemvej.ground.people.rules import born_text
from hjemvej.ground.situations.rules import Kind, Stay
from hjemvej.ground.spreadsheets.rules.facts import Facts


def what_was_read(facts: Facts, on: datetime.date) -> list[str]:
    """Birth, sex, where they sleep and from when until when, in words; never the number, a way or a detail."""
    born = facts.born
    parts = [
        born_text(born_on=born.on, born_year=born.year, is_guess=born.is_guess, on=on),
        "" if facts.sex == "unknown" else str(Person.Sex(facts.sex).label).lower(),
        _("CPR-nummer") if facts.cpr else "",
        stay_in_words(facts.stay) if facts.stay else "",
        _("beskyttet") if facts.protected_as else "",
    ]
    return [part for part in parts if part]


def what_it_did(tables: Sequence[str]) -> str:
    """What an import did to a citizen, by the tables it wrote in."""
    if "people_person insert" in tables:
        return _("Ny")
    words = {
        "people_person update": _("oplysninger"),
        "people_personname insert": _("kaldes også"),
        "people_contactway insert": _("kontakt"),
        "people_responsiblemunicipality insert": _("handlekommune"),
        "casework_coordination insert": _("koordinator"),
        "situations_confirmation insert": _("sidst set"),
        "situations_homelesssince insert": _("hjemløs siden"),
        "situations_situation insert": _("hvor borgeren sover"),
        "situations_situation update": _("hvor borgeren sover"),
    }
    return ", ".join(dict.fromkeys(words[table] for table in tables if table in words))


def stay_in_words(stay: Stay) -> str:
    said = {"kind": Kind(stay.kind).label, "from": f"{stay.from_on:%d.%m.%Y}"}
    if stay.until_on is None:
        return _("%(kind)s fra %(from)s") % said
    return _("%(kind)s fra %(from)s til %(until)s") % {**said, "until": f"{stay.until_on:%d.%m.%Y}"}

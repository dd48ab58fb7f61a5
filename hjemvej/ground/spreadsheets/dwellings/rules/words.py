"""How is what a row says of a dwelling shown? Pure."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.homes.models import Dwelling, LeaseForm
from hjemvej.ground.homes.rules import kroner_in_words

from .columns import label_of
from .facts import Understood

LABELS = {"form": dict(Dwelling.Form.choices), "lease_form": dict(LeaseForm.choices)}
KRONER = {"rent", "heat", "water", "tv", "deposit"}


def what_it_did(what: Collection[str]) -> str:
    """What an import wrote of a dwelling."""
    words = {"made": _("Ny"), "changed": _("Ændret"), "vacant": _("meldt ledig")}
    said = ", ".join(word for key, word in words.items() if key in what)
    return said[:1].upper() + said[1:]


def day(on: datetime.date) -> str:
    return f"{on:%d.%m.%Y}"


def value_in_words(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, datetime.date):
        return day(value)
    if name in KRONER:
        return kroner_in_words(value)
    return str(LABELS.get(name, {}).get(value, value))


def named(names: Iterable[str]) -> str:
    return ", ".join(label_of(name).lower() for name in names)


def difference(name: str, ours: Any, theirs: Any, row: int) -> str:
    """What the list says otherwise than we do, or than a row before it."""
    said = {"what": label_of(name), "ours": value_in_words(name, ours), "theirs": value_in_words(name, theirs)}
    if row:
        return _("%(what)s: %(ours)s i række %(row)d, %(theirs)s her.") % {**said, "row": row}
    return _("%(what)s: %(ours)s hos os, %(theirs)s i listen.") % said


def what_was_read(understood: Understood, facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The number, the kind of home, its size and its rent; never a cell that isn't read."""
    total = sum((facts.get(name) or Decimal(0) for name in ("rent", "heat", "water", "tv")), Decimal(0))
    rooms, size = facts.get("rooms"), facts.get("size")
    parts = (
        understood.number,
        value_in_words("form", facts["form"]) if facts.get("form") else "",
        ngettext("%d værelse", "%d værelser", rooms) % rooms if rooms else "",
        _("%d m²") % size if size else "",
        _("%s om måneden") % kroner_in_words(total) if facts.get("rent") else "",
    )
    return tuple(part for part in parts if part)

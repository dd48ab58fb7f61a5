"""How does the log show a changed row in words for the citizen? Before and after with labels; never a CPR number."""

import datetime
import json
import re
import zoneinfo
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from hjemvej.platform.rooms import TableWords
from hjemvej.platform.sealing.cpr_numbers import cover_cpr
from hjemvej.platform.sealing.unseen import without_unseen

LONG = 400
HERE = zoneinfo.ZoneInfo("Europe/Copenhagen")


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in words; an empty string is "nothing"."""

    label: str
    before: str
    after: str


def field_changes(
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    *,
    words: TableWords | None,
    choices: Mapping[str, Mapping[str, str]],
    name_of: Callable[[str], str],
) -> tuple[FieldChange, ...]:
    """List the changed fields as a human reads them, without those that only the machine needs."""
    old, new = before or {}, after or {}
    labels = dict(words.fields) if words else {}
    order = {name: place for place, name in enumerate(labels)}  # the rest come after them
    rows = []
    for name in sorted({**old, **new}, key=lambda name: (order.get(name, len(order)), name)):
        if _is_the_machines(name, words) or (not before and new.get(name) is False):
            continue  # a new row says what it is, not all it is not
        was, now = (_value(name, side.get(name), choices.get(name, {}), name_of) for side in (old, new))
        if was != now:
            rows.append(FieldChange(_label(name, labels), was, now))
    return tuple(rows)


def _is_the_machines(name: str, words: TableWords | None) -> bool:
    """Is this a column that only the machine needs?"""
    return name in ("id", "person_id") or (words is not None and (name in words.untold or name in words.left_out))


def _label(name: str, labels: Mapping[str, str | Promise]) -> str:
    known = labels.get(name)
    return str(known) if known else _("Andet (%(name)s)") % {"name": name.replace("_", " ")}


def _value(name: str, value: Any, choices: Mapping[str, str], name_of: Callable[[str], str]) -> str:
    if value is None or value == "" or value == [] or value == {}:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(str(choices.get(str(part), cover_cpr(without_unseen(str(part))))) for part in value)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    if text in choices:
        return str(choices[text])
    if name.endswith("_id"):
        return name_of(text)
    day = _day(text)
    shortened = text if len(text) <= LONG else f"{text[:LONG]} …"
    return day or cover_cpr(without_unseen(shortened))


def _day(text: str) -> str:
    """A date or a moment as Danes write it; nothing when the text is neither."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}.*)?", text):
        return ""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return ""
    if moment.tzinfo is not None:
        moment = moment.astimezone(HERE)
    if len(text) == 10:
        return f"{moment.day}.{moment.month}.{moment.year}"
    return f"{moment.day}.{moment.month}.{moment.year} kl. {moment.hour}.{moment.minute:02d}"

"""What does each citizen want of a home, now and before?"""

import datetime
import json
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish, Want, WishSheet
from hjemvej.efforts.housing_first.queries import state_of, wishes_asked_again_on
from hjemvej.efforts.housing_first.rules import waits_since
from hjemvej.platform.access.many import among
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine

from . import rules
from .rules import Wanted, Wants, Weight, wording
from .rules.wording import Told

SHOWN = 50  # sheets


def sheets_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[WishSheet]:
    """Return the citizen's sheets, the latest first."""
    rows = viewer.rows_of(WishSheet).filter(person_id=person_id).select_related("recorded_by")
    return rows.order_by("-said_on", "-recorded_at", "-id")


def latest_sheet(person_id: uuid.UUID, *, viewer: Viewer) -> WishSheet | None:
    return sheets_of(person_id, viewer=viewer).prefetch_related("wants").first()


def latest_words(person_id: uuid.UUID, *, viewer: Viewer) -> WishSheet | None:
    """Return the sheet of the latest own words."""
    return sheets_of(person_id, viewer=viewer).exclude(words="").first()


def wants_of(person_ids: Collection[uuid.UUID], *, viewer: Viewer, must_alone: bool = False) -> dict[uuid.UUID, Wants]:
    """Return what the latest sheet of each says, or says that a home must have; who has no sheet is not there.

    Two queries, however many.
    """
    rows = viewer.rows_of(WishSheet).filter(among("person_id", person_ids))
    latest = rows.order_by("person_id", "-said_on", "-recorded_at", "-id").distinct("person_id")
    sheets = {pk: (person_id, said_on) for pk, person_id, said_on in latest.values_list("pk", "person_id", "said_on")}
    found: dict[uuid.UUID, list[_Row]] = {pk: [] for pk in sheets}
    if not sheets:
        return {}
    wants = viewer.rows_of(Want).filter(among("sheet_id", sheets), **{"weight": Weight.MUST} if must_alone else {})
    for sheet_id, *row in wants.values_list("sheet_id", *_Row._fields):
        found[sheet_id].append(_Row(*row))
    return {person_id: Wants(said_on, as_wants(found[pk])) for pk, (person_id, said_on) in sheets.items()}


class _Row(NamedTuple):
    """A wish as it is kept: of a thousand citizens, no model is made of each."""

    wanted: str
    weight: str
    places: Sequence[str]
    number: int | None
    words: str


_PLACE = {wanted.value: place for place, wanted in enumerate(Wanted)}
_WANTED = {wanted.value: wanted for wanted in Wanted}
_WEIGHT = {weight.value: weight for weight in Weight}


def as_wants(rows: Iterable[Want | _Row]) -> dict[Wanted, rules.Want]:
    """Read a sheet's rows, in the order in which they are asked about."""
    return {
        _WANTED[row.wanted]: rules.Want(_WEIGHT[row.weight], frozenset(row.places), row.number, row.words)
        for row in sorted(rows, key=lambda row: _PLACE[row.wanted])
    }


@dataclass(frozen=True)
class Kept:
    """A sheet as the page tells it: its wishes beside those of the sheet before."""

    sheet: WishSheet
    told: Told
    dropped: list[str]


def history(person_id: uuid.UUID, *, viewer: Viewer) -> list[Kept]:
    """Return the citizen's sheets, the latest first, each with what changed from the one before. Two queries."""
    sheets = list(sheets_of(person_id, viewer=viewer).prefetch_related("wants")[: SHOWN + 1])
    wants = [as_wants(sheet.wants.all()) for sheet in sheets]
    found = []
    for sheet, now, before in zip(sheets, wants, [*wants[1:], None], strict=False):
        gone = wording.dropped(now, before) if before is not None else []
        found.append(Kept(sheet, wording.told(Wants(sheet.said_on, now), before), gone))
    return found[:SHOWN]


def declined_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HomeOffer]:
    """Return the homes that the citizen said no to, the latest first; a no costs nothing, and tells something."""
    rows = viewer.rows_of(HomeOffer).filter(person_id=person_id, state=HomeOffer.State.DECLINED)
    return rows.select_related("vacancy__dwelling").order_by("-answered_on", "id")


def own_words_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HomeWish]:
    """Return what the citizen said directly, beside any sheet, the latest first."""
    rows = viewer.rows_of(HomeWish).filter(person_id=person_id, ended_on=None, offer=None)
    return rows.order_by("-said_on", "-recorded_at", "id")


# The latest sheet with its wishes, and the latest own words beside it.
IN_SHORT = """
SELECT sheet.words, sheet.said_on,
    (SELECT jsonb_agg(jsonb_build_array(want.wanted, want.weight, want.places, want.number, want.words))
        FROM housing_first_want want WHERE want.sheet_id = sheet.id),
    (SELECT array_agg(said.words ORDER BY said.said_on DESC, said.recorded_at DESC) FROM (
        SELECT words, said_on, recorded_at FROM housing_first_homewish wish
        WHERE wish.person_id = %(person)s AND wish.ended_on IS NULL
        ORDER BY said_on DESC, recorded_at DESC LIMIT 2) said),
    older.words, older.said_on
FROM (SELECT) one LEFT JOIN LATERAL (
    SELECT * FROM housing_first_wishsheet sheet WHERE sheet.person_id = %(person)s
    ORDER BY said_on DESC, recorded_at DESC, id DESC LIMIT 1) sheet ON true
LEFT JOIN LATERAL (
    SELECT words, said_on FROM housing_first_wishsheet older
    WHERE older.person_id = %(person)s AND sheet.words = '' AND older.words <> ''
    ORDER BY said_on DESC, recorded_at DESC, id DESC LIMIT 1) older ON true"""


@dataclass(frozen=True)
class InShort:
    """Own words first, and the facts in one or two lines."""

    words: list[str]
    told: Told
    older: str = ""  # own words of a sheet before, where the latest has none
    older_on: datetime.date | None = None

    @property
    def is_empty(self) -> bool:
        return not self.words and self.told.said_on is None


def in_short(person_id: uuid.UUID, *, viewer: Viewer) -> InShort:
    """Return what a card says of a citizen's wishes, in one query."""
    with viewer.cursor() as cursor:
        cursor.execute(IN_SHORT, {"person": person_id})
        words, said_on, rows, others, older, older_on = cursor.fetchone()
    if said_on is None:
        return InShort(list(others or ()), wording.told(None))
    names = ("wanted", "weight", "places", "number", "words")
    wants = as_wants(Want(**dict(zip(names, each, strict=True))) for each in json.loads(rows or "[]"))
    said = [words, *(others or ())[:1]] if words else list(others or ())
    return InShort(said, wording.told(Wants(said_on, wants)), older or "", older_on)


def paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    """For the citizen's own paper: when we ask again what the home must have, while they wait for one."""
    stands = state_of(person_id, localdate(at), viewer=viewer)
    since = waits_since(stands) if stands else None
    if since is None:
        return []
    wants = wants_of([person_id], viewer=viewer).get(person_id)
    if wants is None:
        return [PaperLine("Vi", "spørger, hvad din bolig skal have")]
    due_on = wishes_asked_again_on(max(wants.said_on, since))
    return [PaperLine("Vi", "spørger igen, hvad din bolig skal have. Sig til før, hvis noget ændrer sig", due_on)]

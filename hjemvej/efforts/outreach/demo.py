"""How does the invented town live with outreach? Rounds twice a week, people met, promises kept, forgotten and due."""

import datetime
import uuid
from collections.abc import Sequence

from hjemvej.ground.situations.models import Situation
from hjemvej.platform.rooms import Soul, TownSoFar

from .models import Meeting, Place, Promise, Round

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
WEEKS = 8
SOULS = 800  # of a town of ordinary size
PLACES = (
    ("Parken ved åen", "area", "Ad stien bag hallen"), ("Havnen", "part", ""),
    ("Trappen bag Prøve Station", "spot", "Nede ved cyklerne"), ("Den gamle rutebilplads", "area", ""),
    ("Skuret ved Eksempelvej", "spot", "Bag genbrugspladsen"), ("Prøveskoven", "part", "Fra parkeringspladsen"),
)  # fmt: skip
WORDS = (
    "Her er stille om natten.", "Jeg vil gerne have en varm kop kaffe.", "Kom igen på torsdag.",
    "Jeg fryser mest om morgenen.", "Hunden skal også have et sted.", "",
)  # fmt: skip
HANDED_OUT = ("sovepose", "kaffe og en sandwich", "tørre strømper", "telefonkort", "")
PROMISES = ("at komme med en varm trøje", "at ringe til lægen", "at spørge om en plads med hund", "at komme igen")
DANGERS = ("våd og forfrossen", "hoster meget og har feber")
ALIASES = ("Polle", "Søster", "Kaptajnen")
OTHERS = ("", "", "Jens fra Kirkens Korshær")


def live(town: TownSoFar) -> None:
    """Write the rounds of the last weeks, who was met on them, and the promises that are due now."""
    size = max(1, len(town.souls) // SOULS)
    outside = [soul for soul in town.souls if soul.past and not soul.has_a_story]
    places = _places(town)
    rounds = [ago for ago in range(7 * WEEKS, 0, -1) if (town.until - ago * DAY).weekday() in (1, 3)]
    for ago in rounds:
        _round(town, ago, outside, places, size)


def _places(town: TownSoFar) -> list[uuid.UUID]:
    """Write the places; the last one nobody has been to yet."""
    found = []
    for number, (name, coarseness, where) in enumerate(PLACES):
        found.append(_id(town))
        visited_at = None if number == len(PLACES) - 1 else _evening(town, 1 + 3 * number)
        town.ledger.add(
            Place, id=found[-1], team_id=town.team, name=name, coarseness=coarseness, where=where,
            added_at=_evening(town, 7 * WEEKS + 1), visited_at=visited_at,
            seen_at=visited_at if number % 2 == 0 else None, used_on=town.until - (1 + 3 * number) * DAY,
        )  # fmt: skip
    return found


def _round(town: TownSoFar, ago: int, outside: Sequence[Soul], places: list[uuid.UUID], size: int) -> None:
    began_at, running, rng = _evening(town, ago), _id(town), town.rng
    worker = rng.choice(town.supporters)
    town.ledger.add(
        Round, id=running, team_id=town.team, worker_id=worker, others=rng.choice(OTHERS), night=town.until - ago * DAY,
        began_at=began_at, ended_at=began_at + 3 * HOUR,
    )  # fmt: skip
    there = [soul for soul in outside if _slept_outside(soul, town.until - ago * DAY)]
    met = rng.sample(there, min(len(there), 3 * size))
    who = [(soul.id, "") for soul in met] + ([(None, rng.choice(ALIASES))] if rng.random() < 0.5 else [])
    for number, (person_id, known_as) in enumerate(who):
        at = began_at + (number + 1) * 20 * HOUR / 60
        meeting = _id(town)
        is_last = ago <= 4
        place = rng.choice(places[:-1])
        town.ledger.add(
            Meeting, id=meeting, person_id=person_id, known_as=known_as, team_id=town.team, worker_id=worker,
            round_id=running, place_id=place, happened_at=at, written_at=at, own_words=rng.choice(WORDS),
            handed_out=rng.choice(HANDED_OUT), danger=rng.choice(DANGERS) if is_last and number == 0 else "",
        )  # fmt: skip
        if rng.random() < 0.4 or (is_last and number < 2):
            _live_promise(town, at, ago, worker, person_id, known_as, meeting, place)


def _slept_outside(soul: Soul, day: datetime.date) -> bool:
    kinds = [moved.kind for moved in soul.past if moved.day <= day]
    return bool(kinds) and kinds[-1] == Situation.Kind.STREET


def _live_promise(
    town: TownSoFar, at: datetime.datetime, ago: int, worker: uuid.UUID, person_id: uuid.UUID | None, known_as: str,
    meeting: uuid.UUID, place: uuid.UUID,
) -> None:  # fmt: skip
    """A promise of an old round is closed: mostly kept, sometimes forgotten; one of the latest is due now."""
    by_on = town.until - (ago - town.rng.choice((2, 3))) * DAY
    closed = {}
    if ago > 7:
        outcome = town.rng.choice(("kept",) * 6 + ("forgotten", "let_go"))
        closed = {"outcome": outcome, "closed_at": at + 2 * DAY, "closed_by_id": worker}
    town.ledger.add(
        Promise, id=_id(town), person_id=person_id, known_as=known_as, team_id=town.team, worker_id=worker,
        meeting_id=meeting, place_id=place, what=town.rng.choice(PROMISES), by_on=by_on, made_at=at, **closed,
    )  # fmt: skip


def _evening(town: TownSoFar, ago: int) -> datetime.datetime:
    """Half past seven in the evening so many days ago."""
    return (town.now - ago * DAY).replace(hour=18, minute=30, second=0, microsecond=0)


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)

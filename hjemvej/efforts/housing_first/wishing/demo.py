"""What do the invented town's citizens want of a home? Most who are in homelessness were asked; some have changed."""

import datetime
import uuid

from hjemvej.efforts.housing_first.models import Want, WishSheet
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.rooms import Soul, TownSoFar

DAY = datetime.timedelta(days=1)
ASKED, CHANGED = 0.85, 0.3
LONGEST_AGO = 170  # days
HOW = ("together", "together", "together", "paper", "phone")
Wish = tuple[str, str, dict[str, object]]  # what is wanted, how much, and what more
# What some say, and the facts of it.
SAID: tuple[tuple[str, tuple[Wish, ...]], ...] = (
    ("En dør, jeg selv kan låse, og plads til hunden.",
     (("pets", "must", {"words": "min hund"}), ("quiet", "good", {}))),
    ("Stueetage, for mit knæ.", (("ground_floor", "must", {}), ("step_free", "good", {}), ("lift", "no_matter", {}))),
    ("Bare ikke på Havnen. Der kender jeg for mange.",
     (("not_area", "must", {"places": ["Havnen"]}), ("away", "must", {"words": "dem ved havnen"}))),
    ("Et sted, hvor mine børn kan sove.",
     (("children_stay", "must", {"number": 2}), ("rooms", "must", {"number": 2}), ("bath", "good", {}))),
    ("Tæt på min søster, så er jeg ikke alene.",
     (("near", "good", {"words": "min søster", "places": ["Nordbyen"]}), ("partner", "no_matter", {}))),
    ("Min egen kaffe om morgenen og en altan.", (("kitchen", "must", {}), ("balcony", "good", {}))),
    ("Der skal være stille. Jeg sover dårligt.",
     (("quiet", "must", {}), ("area", "good", {"places": ["Sydkvarteret"]}))),
    ("Vi er to, og vi vil bo sammen.", (("partner", "must", {}), ("rooms", "good", {"number": 2}))),
    ("Jeg vil bo i Midtbyen, hvor jeg kan gå til lægen.",
     (("area", "must", {"places": ["Midtbyen"]}), ("near", "good", {"words": "lægen"}))),
    ("Hvor som helst med et bad.", (("bath", "must", {}), ("area", "no_matter", {}), ("balcony", "no_matter", {}))),
)  # fmt: skip
BEFORE: Wish = ("step_free", "must", {})  # of who has changed their mind
NOW: Wish = ("step_free", "no_matter", {})


def live(town: TownSoFar) -> None:
    """Ask most of those who are in homelessness now."""
    for soul in town.souls:
        if not soul.has_a_story and soul.past and soul.past[-1].kind in HOMELESS and town.rng.random() < ASKED:
            _asked(town, soul)


def _asked(town: TownSoFar, soul: Soul) -> None:
    since = max(soul.past[-1].day, town.until - LONGEST_AGO * DAY)
    days = (town.until - since).days
    if days < 2:
        return
    said_on = since + town.rng.randrange(1, days) * DAY
    words, wishes = town.rng.choice(SAID)
    if town.rng.random() < CHANGED and said_on - since > DAY:
        rest = tuple(wish for wish in wishes if wish[0] != "step_free")
        _sheet(town, soul.id, since + DAY, words, (*rest, BEFORE))
        wishes = (*rest, NOW)
    _sheet(town, soul.id, said_on, words, wishes)


def _sheet(town: TownSoFar, person_id: uuid.UUID, said_on: datetime.date, words: str, wishes: tuple[Wish, ...]) -> None:
    sheet = uuid.UUID(int=town.rng.getrandbits(128), version=4)
    written_at = datetime.datetime.combine(said_on, datetime.time(12), datetime.UTC)
    town.ledger.add(
        WishSheet, id=sheet, person_id=person_id, said_on=said_on, how=town.rng.choice(HOW), words=words,
        recorded_at=min(written_at, town.now), recorded_by_id=town.rng.choice(town.colleagues),
    )  # fmt: skip
    for wanted, weight, more in wishes:
        town.ledger.add(Want, sheet_id=sheet, person_id=person_id, wanted=wanted, weight=weight, **more)

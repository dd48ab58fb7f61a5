"""How do the clocks of the invented town stand? Some are decided in time, one a day late, prices are known of some."""

import datetime
import uuid

from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.decisions.records import DECIDED, GUIDANCE
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.rooms import Soul, TownSoFar

from .models import ClockFact

DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)
PRICES = (8_000, 11_500, 6_400)


def live(town: TownSoFar) -> None:
    """Of those in a shelter: some have a decision with a price, some a price and no decision yet, the rest neither."""
    in_shelter = [soul for soul in town.souls if soul.kind == Situation.Kind.SHELTER and not soul.has_a_story]
    for number, soul in enumerate(sorted(in_shelter, key=lambda one: str(one.id))[:9]):
        price = PRICES[number % 3]
        if number % 3 == 0:
            at = max(town.at_work(town.now - (4 + number) * DAY), town.now - 20 * DAY)
            _decided(town, soul, at)
        if number % 3 != 2:
            _told(town, soul, "support_85a", town.until + 14 * DAY, "Takstbladet for bostøtte", amount=price)
        else:
            _told(town, soul, "plan", town.until - 9 * DAY, "Handleplan i fagsystemet")


def _decided(town: TownSoFar, soul: Soul, at: datetime.datetime) -> None:
    town.ledger.add(
        Decision, id=_id(town), person_id=soul.id, organisation_id=town.team, author_id=town.colleagues[0],
        written_at=at - HOUR, sent_at=at, sent_by_id=town.colleagues[0], received_on=at.date(),
        reached_by="handed_over", complaint_text=GUIDANCE, complaint_until_on=town.due_on("complaint", at.date()),
        **DECIDED[0],
    )  # fmt: skip


def _told(town: TownSoFar, soul: Soul, kind: str, on: datetime.date, source: str, amount: int | None = None) -> None:
    town.ledger.add(
        ClockFact, id=_id(town), person_id=soul.id, organisation_id=town.team, kind=kind, on=on, amount=amount,
        source=source, recorded_at=town.at_work(town.now - 3 * DAY), recorded_by_id=town.colleagues[0],
    )  # fmt: skip


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)

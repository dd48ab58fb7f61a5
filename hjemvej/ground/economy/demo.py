"""How does the invented town live with money? Most of those without a home of their own have told what they live on."""

import datetime
import uuid
from decimal import Decimal

from hjemvej.platform.rooms import Soul, TownSoFar

from .models import Sheet, SheetLine
from .rules import Kind

DAY = datetime.timedelta(days=1)
HAS_A_HOME = frozenset({"egen_bolig", "ukendt", "doed"})
HAS_TOLD = 0.72  # of those without a home of their own
HAS_TOLD_BEFORE = 0.3
# What comes in: what kind, from how much to how much paid out a month; none: the kind alone is known, or its rate.
COMES_IN: tuple[tuple[int, Kind, tuple[int, int] | None], ...] = (
    (30, Kind.CASH_RAISED, (9_300, 9_900)),
    (14, Kind.CASH_RAISED, None),
    (14, Kind.CASH_BASIC, (6_600, 7_100)),
    (4, Kind.CASH_MINIMUM, (5_900, 6_300)),
    (16, Kind.DISABILITY_PENSION, (14_200, 15_100)),
    (6, Kind.STATE_PENSION_SINGLE, None),
    (4, Kind.STUDY_GRANT, None),
    (5, Kind.SICK_PAY, (11_500, 13_800)),
    (5, Kind.WAGE, (9_000, 16_500)),
    (2, Kind.NO_INCOME, None),
)
GOES_OUT: tuple[tuple[float, Kind, tuple[int, int]], ...] = (
    (0.9, Kind.PHONE, (99, 299)),
    (0.6, Kind.ELECTRICITY, (200, 350)),
    (0.35, Kind.TRANSPORT, (150, 620)),
    (0.45, Kind.MEDICINE, (100, 450)),
    (0.3, Kind.INSURANCE, (90, 260)),
    (0.12, Kind.CHILDREN, (500, 1_600)),
    (0.4, Kind.PUBLIC_DEBT, (200, 900)),
    (0.2, Kind.RENT_ARREARS, (200, 700)),
    (0.15, Kind.OTHER_DEBT, (200, 1_000)),
)
WORDS = (
    "Jeg kan ikke betale mere end det, jeg gav sidst.", "Bare der er til mad sidst på måneden.",
    "Gælden skal væk, før jeg tør sige ja.", "Jeg vil gerne have det trukket, før jeg får pengene.",
)  # fmt: skip
SAID_BY = ("citizen",) * 6 + ("papers", "papers", "benefits")
LOWEST = 500


def live(town: TownSoFar) -> None:
    """Write the economies, the latest told within the last months."""
    for soul in town.souls:
        if soul.kind not in HAS_A_HOME and town.rng.random() < HAS_TOLD:
            told_on = town.until - (1 + int(town.rng.expovariate(1 / 60))) * DAY
            if town.rng.random() < HAS_TOLD_BEFORE:
                _tell(town, soul, told_on - town.rng.randrange(60, 240) * DAY)
            _tell(town, soul, told_on)


def _tell(town: TownSoFar, soul: Soul, on: datetime.date) -> None:
    rng = town.rng
    first_on = soul.past[0].day if soul.past else soul.since
    day = max(on, first_on)
    at = town.at_work(datetime.datetime.combine(day, datetime.time(10, rng.randrange(60)), tzinfo=town.now.tzinfo))
    sheet_id = _id(town)
    town.ledger.add(
        Sheet, id=sheet_id, person_id=soul.id, said_on=min(day, at.date()), said_by=rng.choice(SAID_BY), written_at=at,
        recorded_by_id=rng.choice(town.colleagues), organisation_id=town.team,
        words=rng.choice(WORDS) if rng.random() < 0.2 else "",
    )  # fmt: skip
    _weight, kind, amounts = rng.choices(COMES_IN, [weight for weight, *_rest in COMES_IN])[0]
    lines = [(kind, _amount(town, *amounts) if amounts else None)]
    lines += [(kind, _amount(town, *between)) for share, kind, between in GOES_OUT if rng.random() < share]
    for place, (one, amount) in enumerate(lines, 1):
        town.ledger.add(
            SheetLine, id=_id(town), sheet_id=sheet_id, person_id=soul.id, kind=str(one.value), amount=amount,
            place=place, is_before_tax=False,
        )  # fmt: skip


def _amount(town: TownSoFar, least: int, most: int) -> Decimal:
    """Draw an amount in whole kroner, in tens where it is large."""
    step = 10 if most > LOWEST else 1
    return Decimal(town.rng.randrange(least, most + 1, step))


def _id(town: TownSoFar) -> uuid.UUID:
    return uuid.UUID(int=town.rng.getrandbits(128), version=4)

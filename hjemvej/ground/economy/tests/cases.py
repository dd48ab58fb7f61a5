"""Which economies do the worked cases of docs/algorithms/economy.md reckon, and by which rates?"""

import datetime
from decimal import Decimal

from hjemvej.ground.economy.rules import Economy, Item, Kind, Rates, RentLimit, highest_rent
from hjemvej.ground.economy.rules.limits import Household
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import ProvisionInForce

ON = datetime.date(2026, 11, 20)
TOLD = datetime.date(2026, 11, 3)


def item(kind: Kind, amount: int | None = None, *, before_tax: bool = False) -> Item:
    return Item(kind, None if amount is None else Decimal(amount), before_tax)


def told(*items: Item, **more: object) -> Economy:
    return Economy(said_on=TOLD, items=items, source="Borgeren selv", **more)  # type: ignore[arg-type]


CASES = {
    "Kontanthjælp, udbetalt": told(
        item(Kind.CASH_RAISED, 9500), item(Kind.ELECTRICITY, 250), item(Kind.PHONE, 150), item(Kind.PUBLIC_DEBT, 400)
    ),
    "Folkepension efter satsen": told(
        item(Kind.STATE_PENSION_SINGLE), item(Kind.ELECTRICITY, 300), item(Kind.PHONE, 200)
    ),
    "Førtidspension, udbetalt": told(item(Kind.DISABILITY_PENSION, 14600), item(Kind.MEDICINE, 400)),
    "SU uden andet": told(item(Kind.STUDY_GRANT), item(Kind.PHONE, 100)),
    "Løn og to børn": told(
        item(Kind.WAGE, 14000, before_tax=True), item(Kind.CHILD_BENEFIT, 3200), item(Kind.INSURANCE, 500), children=2
    ),
    "Par, hvor begge har indkomst": told(
        item(Kind.CASH_RAISED, 9500), item(Kind.PARTNER, 14000), item(Kind.BANK, 6000), has_partner=True
    ),
    "Boligstøtten er oplyst": told(item(Kind.CASH_RAISED, 9500), item(Kind.PHONE, 150), support_told=Decimal(640)),
    "Kun ydelsen er kendt": told(item(Kind.CASH_RAISED)),
    "Der er ikke til husleje": told(item(Kind.CASH_MINIMUM, 4300), item(Kind.OTHER_DEBT, 900)),
    "Beløbet er oplyst": told(item(Kind.WAGE, 12000), rent_told=Decimal(4250)),
}


def rates(on: datetime.date = ON) -> dict[str, ProvisionInForce]:
    return law.provisions_on(on)


def limit(economy: Economy, law_then: Rates | None = None, on: datetime.date = ON) -> RentLimit:
    """Return the highest rent, where there is one."""
    found = highest_rent(economy, law_then or rates(), on)
    assert found is not None
    return found


def leaves_enough(household: Household, rent: Decimal | int) -> bool:
    left = household.left(Decimal(rent))
    assert left is not None
    assert household.least_left is not None
    return left >= household.least_left

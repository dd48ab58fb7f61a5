"""Which rows do tests, a bystander and the invented town have?"""

import datetime
import uuid
from decimal import Decimal

from django.utils.timezone import localdate

from hjemvej.ground.law.rules import add_months
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.rooms import Bystander, Laid, TownSoFar

from . import rules
from .models import Instalment, PaymentPlan, Report

DAY = datetime.timedelta(days=1)
AGREED = {
    "is_rent_beside": True,
    "made_by": "agreement",
    "citizen_agreed": True,
    "if_missed": "Udlejeren ringer først.",
}


def plan(laid: Laid) -> PaymentPlan:
    """Lay out a plan of two instalments with a landlord in words, of which one is paid."""
    on = localdate(laid.at)
    made = PaymentPlan.objects.create(
        person=laid.person, organisation=laid.team, landlord_name="Udlejer Opdigtet", debt=2000, debt_on=on,
        agreed_on=on, landlord_agreed_by="Lone Opdigtet", written_at=laid.at, written_by=laid.user, **AGREED,
    )  # fmt: skip
    who = {"plan": made, "person": laid.person}
    paid = Instalment.objects.create(**who, number=1, amount=1000, falls_on=on, due_on=on, paid=1000, paid_on=on)
    Instalment.objects.create(**who, number=2, amount=1000, falls_on=on + 30 * DAY, due_on=on + 30 * DAY)
    Report.objects.create(
        instalment=paid, person=laid.person, kroner=1000, paid_on=on, said_by="citizen", written_at=laid.at,
        written_by=laid.user,
    )  # fmt: skip
    return made


def add_bystander(bystander: Bystander) -> None:
    on = localdate(bystander.at)
    made = bystander.add(
        PaymentPlan, person=bystander.person, organisation_id=bystander.team_id, landlord_name="Uberørt", debt=1000,
        debt_on=on, agreed_on=on, landlord_agreed_by="Uberørt", written_at=bystander.at,
        written_by_id=bystander.worker_id, **AGREED,
    )  # fmt: skip
    who = {"person": bystander.person}
    one = bystander.add(Instalment, **who, plan=made, number=1, amount=1000, falls_on=on, due_on=on)
    bystander.add(
        Report, **who, instalment=one, kroner=0, said_by="citizen", written_at=bystander.at,
        written_by_id=bystander.worker_id,
    )  # fmt: skip


SHARE = 0.03  # of those with a home of their own
PLANS = [(300, 10), (500, 8), (750, 6), (1000, 12), (1500, 4)]  # kroner a month, and how many months
ROUNDINGS = ("0", "0", "120", "255.50")  # what the last instalment is smaller by
FATES = ("paid", "paid", "paid", "paid", "unsaid", "behind", "broken", "cancelled")
OWN_WORDS = ("Det kan jeg godt klare, hvis det går fra kontoen selv.", "Bare det ikke bliver til mere.", "", "")
IF_MISSED = (
    "Boligselskabet ringer til os, før de sender et påkrav.",
    "Så falder hele restgælden, men vi får 14 dage til at finde en løsning.",
)
WHY = {"broken": "Lønnen kom ikke, og udlejeren vil ikke vente længere.", "cancelled": "Ydelse har betalt hele gælden."}


def live(town: TownSoFar) -> None:
    """Some who have a home of their own pay a debt off: most in time; of some nobody has said, some are behind."""
    for soul in town.souls:
        if soul.kind == Situation.Kind.OWN_HOME and not soul.has_a_story and town.rng.random() < SHARE:
            _agree(town, soul.id, town.rng.choice(FATES))


def _agree(town: TownSoFar, person_id: uuid.UUID, fate: str) -> None:
    rng = town.rng
    a_month, months = rng.choice(PLANS)
    debt = Decimal(a_month * months) - Decimal(rng.choice(ROUNDINGS))
    written_at = town.at_work(town.now - rng.randrange(30, 330) * DAY)
    agreed_on = localdate(written_at)
    falls_on = add_months(agreed_on.replace(day=rng.choice((1, 1, 15, 25))), 1)
    dues = rules.monthly(debt, Decimal(a_month), falls_on)
    over = [due for due in dues if due.due_on < town.until]
    fate = fate if over or fate == "cancelled" else "paid"
    is_completed = fate == "paid" and len(over) == len(dues)
    state = "completed" if is_completed else fate if fate in WHY else "live"
    ended_at = None if state == "live" else town.at_work(town.now - 3 * DAY)
    worker, is_partner = rng.choice(town.colleagues), rng.random() < 0.7
    plan_id = uuid.UUID(int=rng.getrandbits(128), version=4)
    town.ledger.add(
        PaymentPlan, id=plan_id, person_id=person_id, organisation_id=town.team, debt=debt, debt_on=agreed_on,
        landlord_id=rng.choice(town.landlords) if is_partner else None,
        landlord_name="" if is_partner else "Ejendomsselskabet Opdigtet", rent=Decimal(3800), agreed_on=agreed_on,
        landlord_agreed_by="Lone fra udlejningen", own_words=rng.choice(OWN_WORDS), written_at=written_at,
        written_by_id=worker, state=state, why=WHY.get(state, ""), ended_at=ended_at,
        ended_by_id=worker if ended_at else None, **{**AGREED, "if_missed": rng.choice(IF_MISSED)},
    )  # fmt: skip
    for number, due in enumerate(dues, 1):
        is_last = number == len(over)
        how = fate if is_last and fate in ("unsaid", "behind", "broken") else "paid" if number <= len(over) else ""
        _fall(town, {"plan_id": plan_id, "person_id": person_id}, number, due, how, worker)


def _fall(town: TownSoFar, of: dict[str, uuid.UUID], number: int, due: rules.Due, how: str, worker: uuid.UUID) -> None:
    """Write an instalment, and what was said of it: paid on its day, not paid, or nothing yet."""
    is_paid, is_short = how == "paid", how in ("behind", "broken")
    kroner = due.amount if is_paid else Decimal(0)
    said_at = datetime.datetime.combine(rules.asked_after(due.due_on), datetime.time(9, 20), tzinfo=town.now.tzinfo)
    said_at = min(said_at, town.now)
    is_short = is_short and localdate(said_at) > due.due_on
    instalment_id = uuid.UUID(int=town.rng.getrandbits(128), version=4)
    town.ledger.add(
        Instalment, id=instalment_id, **of, number=number, amount=due.amount, falls_on=due.falls_on, due_on=due.due_on,
        paid=kroner, paid_on=due.due_on if is_paid else None,
        short_on=localdate(said_at) if is_short else None,
    )  # fmt: skip
    if is_paid or is_short:
        town.ledger.add(
            Report, instalment_id=instalment_id, person_id=of["person_id"], kroner=kroner,
            paid_on=due.due_on if is_paid else None, said_by="landlord" if is_short else "citizen",
            written_at=said_at, written_by_id=worker,
        )  # fmt: skip

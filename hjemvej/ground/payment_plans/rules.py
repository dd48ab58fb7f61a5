"""Which instalments, how does the plan stand, what is left, can the citizen pay it? Values in, reasons out."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from hjemvej.ground.law.rules import add_months, is_surely_working_day, is_working_day, length_text
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .models import PaymentPlan, Report

MadeBy, PlanState, SaidBy = PaymentPlan.MadeBy, PaymentPlan.State, Report.SaidBy
DAY = datetime.timedelta(days=1)
MOST = 120  # instalments: ten years
ZERO = Decimal(0)


@dataclass(frozen=True)
class Due:
    """An instalment to be: so much, on the day it falls on."""

    amount: Decimal
    falls_on: datetime.date

    @property
    def due_on(self) -> datetime.date:
        return last_day(self.falls_on)


def last_day(falls_on: datetime.date) -> datetime.date:
    """Return the last day on which what falls on a day is paid in time.

    On a day off it is the next working day; a day in doubt (1 May) is off too, since the day binds the citizen.
    """
    while not is_surely_working_day(falls_on):
        falls_on += DAY
    return falls_on


def asked_after(due_on: datetime.date) -> datetime.date:
    """Return the first working day after an instalment's last day: then we ask whether it is paid."""
    return next_working_day(due_on)


def next_working_day(day: datetime.date) -> datetime.date:
    day += DAY
    while not is_working_day(day):
        day += DAY
    return day


def monthly(debt: Decimal, a_month: Decimal, first_on: datetime.date) -> list[Due]:
    """List instalments of so much a month from a day until the debt is paid; the last is what is left, to the øre."""
    found: list[Due] = []
    left = debt
    while left > 0 and a_month > 0 and len(found) <= MOST:
        amount = min(a_month, left)
        found.append(Due(amount, add_months(first_on, len(found))))
        left -= amount
    return found


def wrong_with(debt: Decimal, dues: Sequence[Due]) -> str:
    """Say what is wrong with the instalments of a debt; nothing: they are its whole."""
    if not dues or any(due.amount <= 0 for due in dues):
        return _("Skriv mindst ét afdrag på mere end 0 kr.")
    if len(dues) > MOST:
        return _("Det bliver flere end %d afdrag. Skriv et større beløb om måneden.") % MOST
    differs = sum((due.amount for due in dues), ZERO) - debt
    if differs > 0:
        return _("Afdragene er tilsammen %s mere end gælden.") % kroner(differs)
    return _("Afdragene er tilsammen %s mindre end gælden.") % kroner(-differs) if differs else ""


def most_in_a_month(dues: Iterable[Due]) -> Decimal:
    """Return what is paid in the month in which most is."""
    months: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    for due in dues:
        months[due.falls_on.year, due.falls_on.month] += due.amount
    return max(months.values(), default=ZERO)


class Stands(StrEnum):
    """How an instalment stands on a day: exactly one of these."""

    PAID = "paid"
    LATE = "late"  # all is paid, after its last day
    COMING = "coming"  # its last day is not over; some may be paid
    UNSAID = "unsaid"  # its last day is over, and nobody has said how it went
    PART = "part"  # somebody has said that only some is paid
    MISSED = "missed"  # or nothing


SETTLED, BEHIND = (Stands.PAID, Stands.LATE), (Stands.PART, Stands.MISSED)


class Paid(Protocol):
    """What a rule needs to know of an instalment: a row, or any value like it."""

    @property
    def number(self) -> int: ...
    @property
    def amount(self) -> Decimal: ...
    @property
    def falls_on(self) -> datetime.date: ...
    @property
    def due_on(self) -> datetime.date: ...
    @property
    def paid(self) -> Decimal: ...
    @property
    def paid_on(self) -> datetime.date | None: ...
    @property
    def short_on(self) -> datetime.date | None: ...


def stands(one: Paid, on: datetime.date) -> Stands:
    if one.paid_on:
        return Stands.PAID if one.paid_on <= one.due_on else Stands.LATE
    if one.short_on:
        return Stands.PART if one.paid else Stands.MISSED
    return Stands.UNSAID if one.due_on < on else Stands.COMING


WORDS = {
    Stands.PAID: lambda: _("betalt"), Stands.LATE: lambda: _("betalt for sent"), Stands.COMING: lambda: _("kommer"),
    Stands.UNSAID: lambda: _("ved vi ikke"), Stands.PART: lambda: _("delvist betalt"),
    Stands.MISSED: lambda: _("ikke betalt"),
}  # fmt: skip
KINDS = {Stands.PAID: "ok", Stands.LATE: "neutral", Stands.COMING: "neutral", Stands.UNSAID: "soon"}


def due_in_words(amount: Decimal, falls_on: datetime.date, due_on: datetime.date) -> str:
    said = {"kroner": kroner(amount), "day": full_date(due_on), "falls": full_date(falls_on)}
    if due_on == falls_on:
        return _("%(kroner)s senest %(day)s") % said
    return _("%(kroner)s senest %(day)s (%(falls)s er en fridag)") % said


def said_in_words(report: Report) -> str:
    """Say what was reported of an instalment, and who said so."""
    who = str(report.get_said_by_display())
    if report.paid_on is None:
        return _("Ikke betalt (%s)") % who
    said = {"kroner": kroner(report.kroner), "day": full_date(report.paid_on), "who": who}
    return _("%(kroner)s betalt %(day)s (%(who)s)") % said


def left(instalments: Iterable[Paid]) -> Decimal:
    """Return what is left of the debt."""
    return sum((one.amount - one.paid for one in instalments), ZERO)


@dataclass(frozen=True)
class Standing:
    """How a plan stands today, in words, and why; `next_one` is what is to be paid or asked about first."""

    kind: str  # in_time, unsaid or behind while it lives; else how it ended
    words: str
    reasons: tuple[Reason, ...]
    left: Decimal
    ends_on: datetime.date  # the last instalment's last day
    next_one: Paid | None

    @property
    def pill(self) -> str:
        return {"in_time": "ok", "unsaid": "soon", "behind": "late", "broken": "late"}.get(self.kind, "neutral")


def standing(state: str, instalments: Sequence[Paid], on: datetime.date) -> Standing:
    """Say how a plan stands: exactly one kind. A plan that lives is never broken by the calendar, only by a person."""
    each = {one.number: stands(one, on) for one in instalments}
    rest, ends_on = left(instalments), max(one.due_on for one in instalments)
    paid = sum(how in SETTLED for how in each.values())
    count = _("%(paid)d af %(all)d afdrag betalt.") % {"paid": paid, "all": len(each)}
    reasons = tuple(_reason(one, each[one.number]) for one in instalments if each[one.number] != Stands.COMING)
    if state != PlanState.LIVE:
        ended = _("%(how)s. %(count)s") % {"how": PlanState(state).label, "count": count}
        return Standing(state, ended, reasons, rest, ends_on, None)
    behind = [one for one in instalments if each[one.number] in BEHIND]
    unsaid = [one for one in instalments if each[one.number] == Stands.UNSAID]
    coming = [one for one in instalments if each[one.number] == Stands.COMING]
    if behind:
        lacks = ngettext("Ét afdrag mangler", "%(n)d afdrag mangler", len(behind)) % {"n": len(behind)}
        words = _("%(lacks)s: %(kroner)s %(count)s") % {"lacks": lacks, "kroner": kroner(left(behind)), "count": count}
        return Standing("behind", words, reasons, rest, ends_on, (behind + unsaid)[0])
    if unsaid:
        words = _("%(ask)s %(count)s") % {"ask": question(unsaid[0]), "count": count}
        return Standing("unsaid", words, reasons, rest, ends_on, unsaid[0])
    first = coming[0] if coming else None
    following = _("Næste: %(kroner)s %(day)s.") % {
        "kroner": kroner(first.amount - first.paid), "day": near_day(first.due_on, on),
    } if first else ""  # fmt: skip
    return Standing("in_time", " ".join(filter(None, (_("Løber."), count, following))), reasons, rest, ends_on, first)


def _reason(one: Paid, how: Stands) -> Reason:
    mark = "holds" if how in SETTLED else "unknown" if how == Stands.UNSAID else "fails"
    said = {"n": one.number, "kroner": kroner(one.amount), "day": full_date(one.due_on), "how": WORDS[how]()}
    return Reason(mark, _("Afdrag %(n)d, %(kroner)s senest %(day)s: %(how)s") % said)  # type: ignore[arg-type]


def may_be_broken(instalments: Iterable[Paid], on: datetime.date) -> bool:
    """Has somebody said that an instalment is not paid? Else nobody may say that the plan is broken."""
    return any(stands(one, on) in BEHIND for one in instalments)


def question(one: Paid) -> str:
    """Ask whether the instalment of a month is paid."""
    return _("Er afdraget for %(month)s betalt?") % {"month": MONTHS[one.falls_on.month]}


def spread(kroner_paid: Decimal, first: Paid, instalments: Sequence[Paid]) -> list[tuple[int, Decimal]]:
    """Lay a payment on an instalment, and what is more on the others in their order: pairs of number and kroner."""
    found: list[tuple[int, Decimal]] = []
    for one in [first, *(other for other in instalments if other.number != first.number)]:
        part = min(kroner_paid, one.amount - one.paid)
        if part > 0:
            found.append((one.number, part))
            kroner_paid -= part
    return found


@dataclass(frozen=True)
class LeftToLive:
    """What is left to live on a month without and with the plan, beside the municipality's least; a what-if."""

    without: Decimal | None
    with_plan: Decimal | None
    least: Decimal | None
    reason: Reason

    @property
    def reasons(self) -> list[Reason]:
        return [self.reason]


def left_to_live(without: Decimal | None, least: Decimal | None, a_month: Decimal, *, is_sure: bool) -> LeftToLive:
    """Lay the plan beside what is left to live on. It refuses nothing: citizen and landlord decide."""
    if without is None:
        change = _("Skriv borgerens økonomi og huslejen, så kan det regnes.")
        return LeftToLive(None, None, least, Reason("unknown", _("Vi ved ikke, hvad der er at leve for."), "", change))
    after = without - a_month
    said = {"after": kroner(after), "without": kroner(without)}
    words = _("Med afdraget er der %(after)s om måneden at leve for, uden %(without)s.") % said
    if least is None:
        return LeftToLive(without, after, None, Reason("unknown", words))
    words += " " + _("Kommunens mindste er %s.") % kroner(least)
    if not is_sure:
        words += " " + _("Tallet er ikke sikkert.")
    enough = after >= least
    change = "" if enough else _("Spørg udlejeren om højst %s om måneden, eller om hjælp efter aktivloven § 81 a.") % (
        kroner(max(without - least, ZERO))
    )  # fmt: skip
    return LeftToLive(without, after, least, Reason("holds" if enough else "fails", words, "", change))


def kroner(amount: Decimal) -> str:
    """ "1.500 kr.", "−200,50 kr.", in one piece"""
    words = f"−{length_text(-amount, 'kroner')}" if amount < 0 else length_text(amount, "kroner")
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def near_day(day: datetime.date, on: datetime.date) -> str:
    """ "den 1. januar": with the year where it is further off than eleven months."""
    words = full_date(day)
    near = abs((day - on).days) < 330
    return _("den %s") % (words.removesuffix(f" {day.year}") if near else words)


def letter_values(plan: PaymentPlan, instalments: Sequence[Paid]) -> dict[str, str | list[str]]:
    """Return what the plan's paper says, in Danish as letters are: the same to the citizen and to the landlord."""
    with override("da"):
        rent = _("Den løbende husleje betales ved siden af afdragene") if plan.is_rent_beside else ""
        made = _("i fogedretten %s") if plan.made_by == MadeBy.COURT else "%s"
        return {
            "udlejer": plan.landlord_in_words, "gæld": kroner(plan.debt), "opgjort": full_date(plan.debt_on),
            "afdrag": [
                _("%(kroner)s senest %(day)s") % {"kroner": kroner(one.amount), "day": full_date(one.due_on)}
                for one in instalments
            ],
            "husleje": rent, "hvis_ikke": plan.if_missed, "aftalt": made % full_date(plan.agreed_on),
            "enige": " og ".join(filter(None, (_("borgeren") if plan.citizen_agreed else "", plan.landlord_agreed_by))),
        }  # fmt: skip

"""What does an empty day cost, whose turn is it, and which state may follow which? Pure, with words."""

import datetime
import itertools
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.law.rules import add_months
from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import day_in_words, long_date

from .models import Dwelling, IdleSpan, LeaseForm, Tenancy, Vacancy

Cause: TypeAlias = IdleSpan.Cause
Owner: TypeAlias = IdleSpan.Owner
State: TypeAlias = Vacancy.State

# Whose turn it is, unless somebody says otherwise.
OWNER: dict[str, Owner] = {
    Cause.NOT_READY: Owner.LANDLORD,
    Cause.REPAIRS: Owner.LANDLORD,
    Cause.SEARCH: Owner.US,
    Cause.PREPARES: Owner.US,
    Cause.THINKS: Owner.CITIZEN,
    Cause.DECLINED: Owner.US,
    Cause.PAPERS: Owner.LANDLORD,
    Cause.DEPOSIT: Owner.AUTHORITY,
    Cause.MOVES: Owner.CITIZEN,
}
# The states from which each may follow.
FOLLOWS: dict[str, tuple[State, ...]] = {
    State.RESERVED: (State.NOTIFIED,),
    State.OFFERED: (State.RESERVED,),
    State.NOTIFIED: (State.RESERVED, State.OFFERED, State.SIGNED),
    State.SIGNED: (State.RESERVED, State.OFFERED),
    State.LET: (State.RESERVED, State.OFFERED, State.SIGNED),
    State.GIVEN_BACK: (State.NOTIFIED,),
}
ORE = Decimal("0.01")


@dataclass(frozen=True)
class Idle:
    """Days idle for one cause; `until_on` is the first day of the next, or none while it lasts."""

    from_on: datetime.date
    until_on: datetime.date | None
    cause: str
    owner: str

    def days_between(self, begins: datetime.date, ends: datetime.date) -> int:
        """Count its days from a day to the day before another."""
        last = ends if self.until_on is None else min(ends, self.until_on)
        return max((last - max(begins, self.from_on)).days, 0)


def day_price(monthly_rent: Decimal) -> Decimal:
    """The price of an idle day: a year's rent by its 365 days.

    Rent is owed by the month (almenlejeloven), and no paragraph says how a part of a month is reckoned: this is ours.
    """
    return (monthly_rent * 12 / 365).quantize(ORE, ROUND_HALF_UP)


def first_idle(notified_on: datetime.date, can_move_in_on: datetime.date) -> list[Idle]:
    """Nobody can move in yet, and then it is for us to find somebody."""
    search = Idle(max(notified_on, can_move_in_on), None, Cause.SEARCH, OWNER[Cause.SEARCH])
    if can_move_in_on <= notified_on:
        return [search]
    return [Idle(notified_on, can_move_in_on, Cause.NOT_READY, OWNER[Cause.NOT_READY]), search]


def painted(spans: Iterable[Idle], new: Idle) -> list[Idle]:
    """Put the new span over those that were; what is left of these stands, and equal neighbours become one."""
    rest = [*_before(spans, new.from_on), *(_after(spans, new.until_on) if new.until_on else ())]
    joined: list[Idle] = []
    for span in sorted([*rest, new], key=lambda one: one.from_on):
        last = joined[-1] if joined else None
        if last and (last.cause, last.owner, last.until_on) == (span.cause, span.owner, span.from_on):
            joined[-1] = replace(last, until_on=span.until_on)
        else:
            joined.append(span)
    return joined


def ended(spans: Iterable[Idle], on: datetime.date) -> list[Idle]:
    """No day from here on is idle."""
    return _before(spans, on)


def moved_ready(spans: Sequence[Idle], before: datetime.date, after: datetime.date) -> list[Idle]:
    """Another day to move in: the days before it wait for the landlord, the days after for whom they waited then."""
    begins = spans[0].from_on
    if after > max(begins, before):
        return painted(spans, Idle(max(begins, before), after, Cause.NOT_READY, OWNER[Cause.NOT_READY]))
    then = next(span for span in spans if span.until_on is None or span.until_on > before)
    first = max(begins, after)
    return painted(spans, replace(then, from_on=first, until_on=before)) if first < before else list(spans)


def _before(spans: Iterable[Idle], on: datetime.date) -> list[Idle]:
    return [
        span if span.until_on and span.until_on <= on else replace(span, until_on=on)
        for span in spans if span.from_on < on
    ]  # fmt: skip


def _after(spans: Iterable[Idle], on: datetime.date) -> list[Idle]:
    return [
        span if span.from_on >= on else replace(span, from_on=on)
        for span in spans if span.until_on is None or span.until_on > on
    ]  # fmt: skip


def idle_days(spans: Iterable[Idle], begins: datetime.date, ends: datetime.date) -> int:
    """Count the idle days from a day to the day before another."""
    return sum(span.days_between(begins, ends) for span in spans)


def cost(
    spans: Iterable[Idle],
    monthly_rent: Decimal,
    liable_from: datetime.date | None,
    begins: datetime.date,
    ends: datetime.date,
) -> Decimal:
    """What the idle days from a day to the day before another cost us: those from the day that we owe the rent."""
    if liable_from is None:
        return Decimal(0)
    return day_price(monthly_rent) * idle_days(spans, max(begins, liable_from), ends)


def until_lease(vacancy: Vacancy, spans: list[Idle]) -> list[Idle]:
    """From its first day a signed lease pays, though nobody has written yet that they moved in."""
    if vacancy.state == State.SIGNED and vacancy.lease_from_on:
        return ended(spans, vacancy.lease_from_on)
    return spans


def _is_leased(vacancy: Vacancy, on: datetime.date) -> bool:
    return vacancy.state == State.SIGNED and vacancy.lease_from_on is not None and vacancy.lease_from_on <= on


def stands_empty(vacancy: Vacancy, on: datetime.date) -> bool:
    return vacancy.can_move_in_on <= on and not _is_leased(vacancy, on)


def as_idle(row: IdleSpan) -> Idle:
    return Idle(row.from_on, row.until_on, row.cause, row.owner)


def why_not(state: State) -> str:
    """Say why a vacancy in this state cannot go where somebody wanted it."""
    match state:
        case State.NOTIFIED:
            return _("Boligen er ikke reserveret mere. Intet er tabt: reservér den igen, hvis den stadig er ledig.")
        case State.RESERVED:
            return _("En kollega har reserveret boligen. Intet er tabt: vælg en anden bolig, eller tal med kollegaen.")
        case State.OFFERED:
            return _("Boligen er tilbudt en borger. Intet er tabt: vælg en anden bolig, eller vent på svaret.")
        case State.SIGNED:
            return _("Der er skrevet lejekontrakt på boligen. Vælg en anden bolig.")
        case State.LET:
            return _("Boligen er lejet ud. Vælg en anden bolig.")
    return _("Boligen er givet tilbage til boligorganisationen. Vælg en anden bolig.")


# --- days and kroner ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Spent:
    """So many idle days, and what they cost us."""

    days: int = 0
    kroner: Decimal = Decimal(0)

    def __add__(self, other: "Spent") -> "Spent":
        return Spent(self.days + other.days, self.kroner + other.kroner)

    @property
    def in_words(self) -> str:
        return kroner_in_words(self.kroner)

    @property
    def days_in_words(self) -> str:
        return f"{self.days:,}".replace(",", ".")


Sums: TypeAlias = dict[tuple[str, str], Spent]  # by landlord and cause


def together(months: Iterable[Sums]) -> Sums:
    """Sum the same landlord and cause of several months."""
    whole: Sums = {}
    for sums in months:
        for key, one in sums.items():
            whole[key] = whole.get(key, Spent()) + one
    return whole


def by_landlord(sums: Sums) -> dict[str, Spent]:
    """Sum by landlord, the dearest first."""
    found = _by_part(sums, 0)
    return dict(sorted(found.items(), key=lambda one: (-one[1].kroner, one[0])))


def by_cause(sums: Sums) -> dict[str, Spent]:
    """Sum by cause, the longest first."""
    found = _by_part(sums, 1)
    return dict(sorted(found.items(), key=lambda one: (-one[1].days, one[0])))


def _by_part(sums: Sums, part: int) -> dict[str, Spent]:
    found: dict[str, Spent] = {}
    for key, one in sums.items():
        found[key[part]] = found.get(key[part], Spent()) + one
    return found


def table(sums: Sums) -> list[tuple[str, str, Spent]]:
    """List landlord, cause in words, and what it came to, the dearest landlord first, each with its dearest cause."""
    order = list(by_landlord(sums))
    rows = sorted(sums.items(), key=lambda one: (order.index(one[0][0]), -one[1].kroner, -one[1].days))
    return [(landlord, cause_in_words(cause), one) for (landlord, cause), one in rows]


def total(sums: Iterable[Spent]) -> Spent:
    return sum(sums, Spent())


def kroner_in_words(kroner: Decimal) -> str:
    """ "18.420 kr.": in whole kroner."""
    whole = f"{kroner.quantize(Decimal(1), ROUND_HALF_UP):,}"
    return (_("%s kr.") % whole.replace(",", ".")).replace(" ", "\N{NO-BREAK SPACE}")


def rent_in_parts(dwelling: Dwelling) -> str:
    """ "husleje 5.500 kr., varme 300 kr.": what is in the month's rent."""
    parts = {
        _("husleje"): dwelling.rent, _("varme"): dwelling.heat, _("vand"): dwelling.water, _("tv"): dwelling.tv,
    }  # fmt: skip
    return ", ".join(f"{name} {kroner_in_words(kroner)}" for name, kroner in parts.items() if kroner)


def months_until(on: datetime.date, number: int) -> list[tuple[datetime.date, datetime.date]]:
    """Return the latest months, each as its first day and the day after its last, that of the day last."""
    first = on.replace(day=1)
    firsts = [add_months(first, -back) for back in range(number - 1, -2, -1)]
    return list(itertools.pairwise(firsts))


# --- the answer to the landlord -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Chip:
    """When, and how it is shown."""

    text: str
    kind: str


def answer_is_late(vacancy: Vacancy, on: datetime.date) -> bool:
    """Does the landlord wait for an answer whose day is over? What a list counts, and what its chip shows."""
    chip = answer_chip(vacancy, on, 0)
    return chip is not None and chip.kind == "late"


def answer_chip(vacancy: Vacancy, on: datetime.date, near_days: int) -> Chip | None:
    """By when the landlord waits for our answer; nothing once the home is offered, or where no day is agreed."""
    by = vacancy.answer_by_on
    if by is None or vacancy.state not in (State.NOTIFIED, State.RESERVED):
        return None
    left = (by - on).days
    if left < 0:
        return Chip(ngettext("%d dag for sent", "%d dage for sent", -left) % -left, "late")
    words = _("svar %s") % day_in_words(by, on)
    return Chip(words, "soon" if left <= near_days else "neutral")


def cause_in_words(cause: str) -> str:
    return str(Cause(cause).label)


def owner_in_words(owner: str) -> str:
    return str(Owner(owner).label)


# --- every fourth vacant family dwelling ---------------------------------------------------------------------------


@dataclass(frozen=True)
class Ours:
    """How many of a landlord's vacant family dwellings were ours to fill, and what became of them, with reasons."""

    share: int
    used: int
    still_open: int
    given_back: int
    reasons: tuple[Reason, ...]

    @property
    def unused(self) -> int:
        return max(self.share - self.used - self.still_open, 0)


def ours_of(vacant: int, percent: Decimal, states: Collection[str]) -> Ours:
    """Reckon the municipality's share of the vacant family dwellings of a period (ABL § 59 stk. 1), in whole homes.

    `states` are those of the vacancies that were reported to us in it; what was given back housed nobody, and what is
    not let yet is neither used nor lost.
    """
    share = int(vacant * percent / 100)
    given_back = sum(state == State.GIVEN_BACK for state in states)
    used = sum(state == State.LET for state in states)
    still_open = len(states) - given_back - used
    law = _("%(vacant)d familieboliger blev ledige; kommunen kan råde over %(percent)s procent af dem: %(share)d")
    told = ngettext("%d bolig blev meldt til os og lejet ud", "%d boliger blev meldt til os og lejet ud", used)
    reasons = [
        Reason(
            "holds",
            law % {"vacant": vacant, "percent": f"{percent.normalize():f}".replace(".", ","), "share": share},
            "ABL § 59 stk. 1",
        ),
        Reason("holds" if used >= share else "fails", told % used),
    ]
    if still_open:
        reasons.append(Reason("unknown", _("%d er meldt til os og ikke lejet ud endnu") % still_open))
    if given_back:
        words = ngettext(
            "%d gav vi tilbage: vi havde ingen til den", "%d gav vi tilbage: vi havde ingen til dem", given_back
        )
        reasons.append(Reason("fails", words % given_back))
    if (lost := share - used - still_open) > 0:
        words = ngettext("%d bolig mere kunne være blevet et hjem", "%d boliger mere kunne være blevet til hjem", lost)
        reasons.append(Reason("fails", words % lost))
    return Ours(share, used, still_open, given_back, tuple(reasons))


# --- what a landlord is told --------------------------------------------------------------------------------------


def has_heard_nothing(vacancy: Vacancy, on: datetime.date) -> bool:
    """Is our answer late, and was not even a reservation told? A reserved home is late in our own list alone."""
    return vacancy.state == State.NOTIFIED and answer_is_late(vacancy, on)


def told_to_landlord(vacancy: Vacancy, on: datetime.date) -> str:
    """Say what the municipality does with a landlord's home, and never for whom."""
    match vacancy.state:
        case State.NOTIFIED:
            if vacancy.answer_by_on and has_heard_nothing(vacancy, on):
                return _("Kommunen skulle have svaret %s. Ring gerne til os.") % long_date(vacancy.answer_by_on)
            if vacancy.answer_by_on:
                return _("Kommunen finder en borger og svarer senest %s.") % long_date(vacancy.answer_by_on)
            return _("Kommunen finder en borger.")
        case State.RESERVED:
            return _("Kommunen har reserveret boligen og gør et tilbud klar.")
        case State.OFFERED:
            return _("Boligen er tilbudt en borger. I hører fra kommunen.")
        case State.SIGNED:
            return _("Lejekontrakten gælder fra %s.") % long_date(vacancy.lease_from_on)
    return str(State(vacancy.state).label)


def may_sign(vacancy: Vacancy) -> bool:
    return vacancy.state == State.OFFERED


# What forms choose from.
FORMS, LEASE_FORMS, ENDED = Dwelling.Form.choices, LeaseForm.choices, Tenancy.Ended.choices
CAUSES, OWNERS = Cause.choices, Owner.choices


def owed_a_day(vacancies: Iterable[Vacancy], on: datetime.date) -> Decimal:
    """What the open vacancies cost us on a day, together."""
    owed = (one for one in vacancies if one.liable_from and one.liable_from <= on and not _is_leased(one, on))
    return sum((day_price(one.monthly_rent) for one in owed), Decimal(0))

"""What is the one thing to do now, and what is at stake? The sentence that a page begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.when import full_date

from .kroner import kroner
from .shelter_days import ShelterDays
from .support import Claim, Course, Help, Terms, at_stake, is_in_time, period_of, periods, place_claims, support_claims
from .years import DAY, Day

Kind = Literal["late", "soon", "neutral", "ok"]


@dataclass(frozen=True)
class Answer:
    """How it stands in a sentence, and what is lost if nothing is done; `amount`: none where no price is written."""

    words: str
    kind: Kind = "neutral"
    amount: Decimal | None = None
    by_on: Day | None = None  # the last day to act
    is_open: bool = False  # is there something to do?


@dataclass(frozen=True)
class Known:
    """What is known of a citizen's stays under § 110, decisions and prices on a day."""

    on: Day
    terms: Terms
    near: int  # days before an end in which there is still time to act
    is_staying: bool
    leaves_on: Day | None  # if it is agreed
    discharges: tuple[Day, ...]
    courses: tuple[Course, ...]
    days: ShelterDays | None
    monthly: Decimal | None = None  # of § 85 a, where it is not the course's own
    used_elsewhere: Decimal = Decimal()  # months of § 107
    used_on: Day | None = None  # when they were counted up
    has_slept: bool = False  # in a § 110 shelter on any night that is written, however long ago

    @property
    def has_stayed(self) -> bool:
        return self.has_slept or self.is_staying or bool(self.discharges) or self.days is not None

    @cached_property
    def period(self) -> tuple[Day, Day] | None:
        """The § 85 a period that runs; while it does, no other begins."""
        running = periods(self.discharges, self.terms.support_years)
        return next(((begins, ends) for begins, ends in running if begins <= self.on < ends), None)

    @property
    def support(self) -> list[Claim]:
        return support_claims(self.courses, self.discharges, self.terms)

    @property
    def places(self) -> list[Claim]:
        return place_claims(
            self.courses, self.discharges, self.terms, used_elsewhere=self.used_elsewhere, used_on=self.used_on
        )

    @property
    def months_used(self) -> Decimal:
        """Months of § 107 used or agreed in the period that runs; where none runs, those used elsewhere."""
        opened = periods(self.discharges, self.terms.place_years)
        runs = next((one for one in opened if one[0] <= self.on < one[1]), None)
        if runs is None:
            return Decimal() if opened else self.used_elsewhere
        elsewhere = self.used_elsewhere if period_of(opened, self.used_on) == runs else Decimal()
        return sum((one.months for one in self.places if one.begins == runs[0]), elsewhere)

    @property
    def awaits_decision(self) -> bool:
        """A discharge comes that would open a period, and nothing is decided that goes on from it."""
        if not self.is_staying or self.period is not None:
            return False
        leaves_on = self.leaves_on or self.on + DAY
        return not any(
            is_in_time(one.decided_on, max(leaves_on, self.on + DAY), self.terms)
            and (one.until_on is None or one.until_on > self.on)
            for one in self.courses
        )


def answer(known: Known) -> Answer:
    """Say what to do now; where nothing can be done, how it stands."""
    if not known.has_stayed:
        return Answer(
            _("Ingen refusion: vi har ikke skrevet, at borgeren har sovet på forsorgshjem. Hjælpen er den samme")
        )
    if known.awaits_decision:
        return _decide_first(known)
    if known.is_staying and known.days is not None:
        return Answer(days_in_words(known.days), known.days.kind)
    return _after_discharge(known)


def _decide_first(known: Known) -> Answer:
    lost = at_stake(Help.SUPPORT, known.monthly, known.terms)
    leaves = known.leaves_on
    amount = _("op til %s") % kroner(lost) if lost is not None else _years_in_words(known.terms.support_years)
    if leaves is not None and leaves <= known.on:
        words = _("Beslut § 85 a i dag, hvis borgeren ikke er udskrevet: ellers mister kommunen %s")
        return Answer(words % amount, "late", lost, known.on, is_open=True)
    if leaves is None:
        words = _("Beslut § 85 a før udskrivning, ellers mister kommunen %s") % amount
        return Answer(words, "soon", lost, is_open=True)
    said = {"day": full_date(leaves), "amount": amount}
    words = _("Beslut § 85 a før udskrivningen %(day)s, ellers mister kommunen %(amount)s") % said
    kind: Kind = "late" if (leaves - known.on).days <= 1 else "soon"
    return Answer(words, kind, lost, leaves - known.terms.before * DAY, is_open=True)


def _years_in_words(years: int) -> str:
    return ngettext("op til %d års refusion", "op til %d års refusion", years) % years


def days_in_words(days: ShelterDays) -> str:
    if days.beyond:
        said = ngettext("%d døgn er uden refusion", "%d døgn er uden refusion", days.beyond) % days.beyond
    else:
        said = ngettext("%d døgn tilbage med refusion", "%d døgn tilbage med refusion", days.remaining) % days.remaining
    return _("%s efter den strengeste læsning") % said if days.is_unsettled else said


def _after_discharge(known: Known) -> Answer:
    runs = [one for one in (*known.support, *known.places) if one.begins <= known.on < one.ends]
    paid = [one for one in runs if one.is_paid]
    going_on = next((one for one in paid if last_paid(one) >= known.on), None)
    if going_on is not None:
        return _paid(going_on, known)
    unsettled = next((one for one in runs if one.is_paid is None), None)
    if unsettled is not None:
        words = _("Det er ikke afklaret, om staten betaler en del af %s: spørg økonomi")
        return Answer(words % help_in_words(unsettled.course.help), "soon", unsettled.at_most)
    if paid:
        ended = max(paid, key=last_paid)
        words = _("Statens del af %(help)s sluttede %(day)s")
        return Answer(words % {"help": help_in_words(ended.course.help), "day": full_date(last_paid(ended))})
    if known.period is not None and not known.is_staying:
        words = _("Refusion efter udskrivningen %s er tabt: intet var afgjort i tide")
        return Answer(words % full_date(known.period[0]))
    if known.is_staying and known.period is not None:
        words = _("Perioden løber fra den første udskrivning %s og begynder ikke forfra")
        return Answer(words % full_date(known.period[0]))
    if known.is_staying:
        return Answer(_("§ 85 a eller § 107 er afgjort før udskrivning"), "ok")
    return Answer(_("Intet ur løber"))


def _paid(claim: Claim, known: Known) -> Answer:
    last = last_paid(claim)
    words = _("Staten betaler %(percent)d procent af %(help)s til og med %(day)s") % {
        "percent": claim.percent, "help": help_in_words(claim.course.help), "day": full_date(last),
    }  # fmt: skip
    return Answer(words, "soon" if (last - known.on).days <= known.near else "ok", claim.at_most)


def last_paid(claim: Claim) -> Day:
    return claim.paid_until - DAY


def help_in_words(help_: Help) -> str:
    return "§ 85 a" if help_ == Help.SUPPORT else "§ 107"


def total(claims: Sequence[Claim]) -> tuple[Decimal, bool]:
    """The state's part of these, by the least reading, and whether every price is known."""
    known = [one.at_least for one in claims]
    return sum((one for one in known if one is not None), Decimal()), None not in known


@dataclass(frozen=True)
class Ends:
    """What ends soon, and on which day at the latest something must be done."""

    on: Day
    words: str


def ends_soon(known: Known) -> Ends | None:
    """What the day's list says of a citizen; nothing while there is time, or where it is too late."""
    if known.awaits_decision and known.leaves_on is not None and (known.leaves_on - known.on).days <= known.near:
        told = answer(known)
        return Ends(told.by_on or known.on, told.words)
    if known.is_staying and known.days is not None and not known.days.beyond and known.days.kind == "soon":
        return Ends(known.days.last_day_on(known.on), days_in_words(known.days))
    paid = [one for one in (*known.support, *known.places) if one.is_paid and one.begins <= known.on]
    first = min((one for one in paid if last_paid(one) >= known.on), key=last_paid, default=None)
    if first is not None and (last_paid(first) - known.on).days <= known.near:
        return Ends(last_paid(first), _paid(first, known).words)
    return None

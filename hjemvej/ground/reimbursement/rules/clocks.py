"""How does each clock stand? In words, with what is left, the kroner, and why; for a page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.platform.ui.reasons import Reason
from hjemvej.platform.ui.when import full_date

from .answers import Kind, Known, help_in_words, last_paid
from .kroner import kroner
from .readings import Reading
from .support import FIRST, SECOND, Claim, Help, at_stake
from .years import DAY, Day


@dataclass(frozen=True)
class Money:
    """What days in shelters cost in the running year: the state's part, what it pays no part of, and a day more."""

    state: Decimal
    beyond: Decimal  # that the state would have paid of days over the limit
    a_day: Decimal | None  # the state's part of a day where the citizen sleeps now; none: not written, or nowhere
    unpriced: int  # days whose rate nobody has written


@dataclass(frozen=True)
class Clock:
    """A clock: its name, how it stands, the lines below, and the law."""

    title: str
    state: str
    kind: Kind
    lines: tuple[str, ...]
    law: str
    reasons: tuple[Reason, ...] = ()
    readings: tuple[Reading, ...] = field(default=())
    lacks_price_of: Help | None = None


def days_clock(known: Known, money: Money, law: str, readings: Sequence[Reading]) -> Clock:
    """Days in shelters against the year's limit."""
    days, title = known.days, _("Døgn på forsorgshjem")
    if days is None:
        return Clock(title, _("Intet refusionsår løber"), "neutral", (), law, readings=tuple(readings))
    said = {"used": days.used, "limit": days.limit}
    lines = [_("Året løber til og med %s.") % full_date(days.year_until - DAY)]
    if days.is_unsettled:
        lines.append(_("Grænsen ændrede sig i året: her er talt efter den strengeste læsning."))
    if known.is_staying and not days.beyond and days.lasts_on(known.on):
        lines.append(_("Bliver borgeren, når året at slutte, før døgnene er brugt."))
    elif known.is_staying and not days.beyond:
        lines.append(_("Bliver borgeren, er det sidste døgn med refusion %s.") % full_date(days.last_day_on(known.on)))
    lines.append(_("Staten har betalt %s i året.") % kroner(money.state))
    if days.beyond:
        lines.append(_("Uden refusion er %s, som staten ellers havde betalt.") % kroner(money.beyond))
    if known.is_staying and money.a_day is not None:
        lines.append(_("Hvert døgn ud over grænsen koster kommunen %s mere.") % kroner(money.a_day))
    if money.unpriced:
        n = money.unpriced
        unknown = ngettext(
            "For %d døgn er stedets takst ikke skrevet ind: de er ikke regnet med i kroner.",
            "For %d døgn er stedets takst ikke skrevet ind: de er ikke regnet med i kroner.",
            n,
        )
        lines.append(unknown % n)
    return Clock(
        title, _("%(used)d af %(limit)d døgn er brugt") % said, days.kind, tuple(lines), law, readings=tuple(readings)
    )


def support_clock(known: Known) -> Clock:
    """§ 85 a within the years from the first discharge."""
    lost = at_stake(Help.SUPPORT, known.monthly, known.terms)
    clock = _after_discharge(known, Help.SUPPORT, known.support, FIRST, _price_lines(known.monthly, lost))
    return clock if known.monthly is not None else replace(clock, lacks_price_of=Help.SUPPORT)


def place_clock(known: Known) -> Clock:
    """§ 107: months used within the year from the first discharge."""
    used = known.months_used
    said = {"used": _months(used), "limit": known.terms.place_months}
    lines = [_("%(used)s af %(limit)d måneder er brugt eller aftalt.") % said] if used else []
    return _after_discharge(known, Help.PLACE, known.places, SECOND, lines)


def _price_lines(monthly: Decimal | None, lost: Decimal | None) -> list[str]:
    if monthly is None or lost is None:
        return []
    said = {"month": kroner(monthly), "whole": kroner(lost)}
    return [_("En måned koster %(month)s, og statens del er højst %(whole)s i alt.") % said]


def _after_discharge(known: Known, help_: Help, claims: Sequence[Claim], law: str, lines: Sequence[str]) -> Clock:
    runs = [one for one in claims if one.begins <= known.on < one.ends]
    reasons = tuple(one.why for one in runs)
    told = [*lines, *(_claim_in_words(one) for one in runs)]
    title = help_in_words(help_)
    decided = [one for one in known.courses if one.help == help_]
    if runs:
        going_on = [one for one in runs if one.is_paid and last_paid(one) >= known.on]
        state, kind = _state((going_on or runs)[0], known.on, known.near)
    elif known.awaits_decision:
        state, kind = _("Ikke afgjort. Uret begynder ved udskrivningen"), "soon"
    elif known.is_staying and known.period is None and decided:
        state, kind = _("Afgjort %s. Uret begynder ved udskrivningen") % full_date(decided[0].decided_on), "ok"
    elif known.period is not None:
        state, kind = _("Intet afgjort i perioden fra %s") % full_date(known.period[0]), "neutral"
    else:
        state, kind = _("Løber ikke"), "neutral"
    return Clock(title, state, kind, tuple(told), law, reasons)


def _state(claim: Claim, on: Day, near: int) -> tuple[str, Kind]:
    if claim.is_paid is False:
        return _("Ingen refusion: afgjort for sent"), "neutral"
    if claim.is_paid is None:
        return _("Uafklaret: spørg økonomi"), "soon"
    left = (last_paid(claim) - on).days + 1
    if left <= 0:
        return _("Refusionen sluttede %s") % full_date(last_paid(claim)), "neutral"
    said = ngettext("%d dag tilbage med refusion", "%d dage tilbage med refusion", left) % left
    return said, "soon" if left <= near else "ok"


def _claim_in_words(claim: Claim) -> str:
    words = {"first": full_date(claim.begins), "last": full_date(claim.ends - DAY), "months": _months(claim.months)}
    period = _("Perioden løber fra udskrivningen %(first)s til og med %(last)s.") % words
    if claim.is_paid is False:
        return period
    amount = kroner(claim.at_most) if claim.at_most is not None else _("et beløb, der ikke kendes")
    if claim.is_paid is None:
        return f"{period} " + _("Staten betaler mellem 0 kr. og %s: loven siger ikke hvad.") % amount
    return f"{period} " + _("Statens del af %(months)s måneder er %(amount)s i alt.") % {**words, "amount": amount}


def _months(months: Decimal) -> str:
    return f"{months:.1f}".rstrip("0").rstrip(".").replace(".", ",")

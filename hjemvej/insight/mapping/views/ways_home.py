"""How is the way home drawn? The curves to an offer and a home, and who got a home beside who waits."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.estimation import SMALLEST_AT_RISK
from hjemvej.platform.ui.figures import Figure, curves, pairs_by_name
from hjemvej.platform.ui.small_numbers import SMALLEST_SHOWN
from hjemvej.platform.ui.when import full_date

FAST = "50"  # days: the share within them is compared with other countries'


def stations() -> dict[str, str]:
    return {
        "offered": _("Housing First tilbudt"), "leased": _("Bolig fra os, lejekontrakt"), "home": _("Egen bolig"),
    }  # fmt: skip


def way_home(counts: Mapping[str, Any], on: datetime.date) -> Figure | None:
    """The share of the clocks that have come to each station, by days since the first contact."""
    told = counts.get("days", {})
    if not told or not told["home"]["at"]["0"]:
        return None
    title, median, fast = [], told["home"]["median"], told["home"]["at"][FAST]
    if median is None:
        title.append(_("Færre end halvdelen har fået egen bolig, så langt vi kan følge dem"))
    else:
        title.append(
            ngettext(
                "Halvdelen har egen bolig %d dag efter første kontakt",
                "Halvdelen har egen bolig %d dage efter første kontakt",
                round(median),
            )
            % round(median)
        )
    if fast:
        title.append(_("%(share)d %% inden for %(days)s dage") % {"share": round(100 * fast[0]), "days": FAST})
    return _drawn(counts, told, "; ".join(title), _("Dage efter første kontakt"), on)


def steps_home(counts: Mapping[str, Any], on: datetime.date) -> Figure | None:
    """The same by steps: conversations with the citizen and tasks done."""
    told = counts.get("steps", {})
    if not told or not told["home"]["at"]["0"]:
        return None
    median = told["home"]["median"]
    title = _("Færre end halvdelen har fået egen bolig, uanset antallet af skridt")
    if median is not None:
        title = _("Halvdelen har egen bolig efter %d samtaler og opgaver") % round(median)
    return _drawn(counts, told, title, _("Skridt"), on)


def _drawn(counts: Mapping[str, Any], told: Mapping[str, Any], title: str, over: str, on: datetime.date) -> Figure:
    names = {name: words for name, words in stations().items() if name in told}
    head = [over]
    for words in names.values():
        head += [words, _("med 95 %"), _("følges")]
    rows = [(time, *(cell for name in names for cell in _cells(told[name]["at"][time]))) for time in told["home"]["at"]]
    return curves(
        {words: [(x, round(100 * share, 1)) for x, share in told[name]["curve"]] for name, words in names.items()},
        title=title,
        description=_("Kurver over, hvor stor en del der er nået til et tilbud og et hjem. %s.") % title,
        head=tuple(head),
        rows=tuple(rows),
        method=_method(counts),
        on=on,
    )


def _cells(at: list[Any] | None) -> tuple[str, str, str]:
    if at is None:
        return _("for få"), "", ""
    share, low, high, at_risk = at
    band = "" if low is None else f"{100 * low:.0f}-{100 * high:.0f}\N{NO-BREAK SPACE}%"
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%", band, str(at_risk)


def _method(counts: Mapping[str, Any]) -> str:
    return _(
        "%(n)d forløb, hvor første kontakt i hjemløsheden ligger inden for de sidste to år. Et forløb slutter med en "
        "egen bolig, som ikke blev tabt igen straks efter; den, der dør, flytter eller bliver væk, følges til den dag. "
        "Den, der selv fandt en bolig, er talt med som en, der ikke fik tilbuddet eller boligen fra os. "
        "De, der stadig venter, er talt med som ventende (Kaplan-Meier, Greenwoods fejl, log-log-bånd); et gennemsnit "
        "af dem, der er færdige, ville vokse, når de længst ventende får hjælp. Skridt er samtaler med borgeren og "
        "opgaver, der blev klaret. Hvor færre end %(few)d følges, vises intet. Borgere, der er slettet, er ikke med."
    ) % {"n": counts["clocks"], "few": SMALLEST_AT_RISK}


def who_got_homes(counts: Mapping[str, Any], on: datetime.date) -> Figure | None:
    """Who got a home in the year up to the last closed month, beside who waited at its end."""
    if not counts or counts["homes"]["all"] is None or counts["waits"]["all"] is None:
        return None
    homes, waits = counts["homes"], counts["waits"]
    if not homes["all"] and not waits["all"]:
        return None
    said = {"homes": homes["all"], "waits": waits["all"], "day": full_date(_day(counts["month_end"]))}
    groups = {
        rules.group_in_words(name): (homes[group][name], waits[group][name])
        for group, names in rules.GROUP_NAMES.items()
        for name in names
        if homes[group][name] != 0 or waits[group][name] != 0
    }
    return pairs_by_name(
        groups,
        of=(_("Fik egen bolig"), _("Venter")),
        hidden=_("skjult"),
        title=_("%(homes)d fik egen bolig på et år; %(waits)d ventede %(day)s") % said,
        description=_(
            "Søjler over, hvem der fik egen bolig, og hvem der ventede, efter køn, alder, børn, sted og vej ind."
        ),
        head=_("Gruppe"),
        method=_(
            "Borgere, som kommunen har ansvaret for, og som fik egen bolig i året til den sidste lukkede måned, ved "
            "siden af dem, der var i hjemløshed den dag; som vi vidste det, da måneden blev lukket. Stedet er det "
            "sidste sted i hjemløshed. Vejen ind er den første henvendelse. Tal under %d er skjult, og et mere, hvor "
            "det ellers kunne regnes ud. Beskyttede borgere er ikke med, og heller ikke dem, der er slettet."
        )
        % SMALLEST_SHOWN,
        on=on,
    )


def _day(kept: str) -> datetime.date:
    return datetime.date.fromisoformat(kept)

"""How are the counts drawn? Each picture with its finding, its table and how the figure was made."""

import datetime
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.queries import Overview, Released
from hjemvej.platform.ui.figures import Figure, bars_by_name, bars_per_day, lines
from hjemvej.platform.ui.when import short_date

if TYPE_CHECKING:
    from hjemvej.insight.mapping.models import ClosedMonth

Points = Sequence[tuple[datetime.date, int]]


def by_situation(counted: Overview) -> Figure | None:
    """Where the homeless sleep today, to the team; of the protected only how many."""
    method = (
        _(
            "Borgere, der i nat sover i en af VIVE's ni situationer, som kommunen har ansvaret for, og som nogen har "
            "været i kontakt med de sidste %d dage: et møde, en nat på et sted eller en henvendelse. Talt af de "
            "situationer, vi kender nu. Den, der bor på forsorgshjem og har en egen bolig, som ikke kan bruges imens, "
            "er ikke talt med. For beskyttede borgere siger tallet ikke, hvor de sover."
        )
        % counted.active_days
    )
    return _bars(rules.by_name(counted.by_kind), _("Flest sover her: %(where)s (%(count)d)"), method, counted.on)


def by_group(month: "ClosedMonth") -> Figure | None:
    """Where they slept on the last day of a closed month, to those outside the team: four groups, small ones hidden."""
    groups = month.shown["groups"]
    method = _(
        "Borgere, der den dag sov i en af VIVE's ni situationer, som kommunen har ansvaret for, og som nogen havde "
        "været i kontakt med. Situationerne er slået sammen, og grupper under 5 er udeladt, så ingen kan genkendes."
    )
    bars = {rules.group_in_words(group): count for group, count in groups.items() if count is not None}
    return _bars(bars, _("Flest sov her: %(where)s (%(count)d)"), method, month.month_end)


def _bars(counts: Mapping[str, int], title: str, method: str, on: datetime.date) -> Figure | None:
    bars = {name: count for name, count in counts.items() if count}
    if not bars:
        return None
    most, count = max(bars.items(), key=lambda bar: bar[1])
    parts = [f"{name}: {number}" for name, number in bars.items()]
    return bars_by_name(
        bars,
        title=title % {"where": most, "count": count},
        description=_("Borgere i hjemløshed efter, hvor de sover: %s") % ", ".join(parts),
        head=(_("Sover"), _("Borgere")),
        method=method,
        on=on,
    )


def over_months(counted: Overview) -> Figure | None:
    """The curve of twelve months, as known now and as each month was closed."""
    now = [(month.on, month.active) for month in counted.months]
    if not any(count for _day, count in now):
        return None
    series = {_("Som vi ved det nu"): now}
    closed = [(month.on, month.closed) for month in counted.months if month.closed is not None]
    if len(closed) > 1:
        series[_("Som måneden blev lukket")] = closed
    return _curve(series, now, counted.on)


def over_closed_months(released: Released, *, on: datetime.date) -> Figure | None:
    """The same curve of what was released: months as they were closed, those with few people left out."""
    shown = [(month.month_end, month.shown["active"]) for month in released.months]
    shown = [(day, count) for day, count in shown if count is not None]
    if len(shown) < 2 or not any(count for _day, count in shown):
        return None
    return _curve({_("Som måneden blev lukket"): shown}, shown, on)


def _curve(series: Mapping[str, Points], points: Points, on: datetime.date) -> Figure:
    (first_day, first), (last_day, last) = points[0], points[-1]
    said = {
        "from": first, "until": last, "day": short_date(first_day, on),
        "last": _("i dag") if last_day == on else short_date(last_day, on),
    }  # fmt: skip
    return lines(
        series,
        title=_title(first, last) % said,
        description=_("Kurve over borgere i hjemløshed, fra %(from)d den %(day)s til %(until)d %(last)s.") % said,
        head=_("Den"),
        method=_(
            "Aktive borgere i hjemløshed den sidste dag i hver måned. En måned lukkes nogle dage efter sin sidste dag "
            "og ændres ikke mere; det, vi får at vide senere, flytter kun kurven for det, vi ved nu. Om to tal er "
            "forskellige af andet end tilfældighed, er regnet med 95 procents sikkerhed (Poisson, Byars tilnærmelse)."
        ),
        on=on,
    )


def _title(before: int, now: int) -> str:
    if before == now:
        return _("%(until)d borgere, lige så mange som den %(day)s")
    if rules.may_be_chance(before, now):
        return _("%(until)d borgere; forskellen fra %(from)d den %(day)s kan være tilfældig")
    if now > before:
        return _("%(until)d borgere, flere end de %(from)d den %(day)s")
    return _("%(until)d borgere, færre end de %(from)d den %(day)s")


def unsafe_nights(counted: Overview) -> Figure | None:
    """Each night's people without a safe place, the last thirty; nothing to draw when there was none."""
    if not counted.unsafe_nights:
        return None
    nights = ngettext("%d nat uden et trygt sted", "%d nætter uden et trygt sted", counted.unsafe_nights)
    said = nights % counted.unsafe_nights
    return bars_per_day(
        counted.unsafe_per_night,
        title=_("%s på 30 nætter") % said,
        description=_("Søjler over mennesker uden et trygt sted, nat for nat: %s i alt.") % said,
        head=(_("Nat"), _("Mennesker")),
        method=_(
            "En nat uden et trygt sted er en anmodning, der ikke var opfyldt kl. 04, eller en borger, vi ved sov ude."
        ),
        on=counted.on,
        kind="late",
    )

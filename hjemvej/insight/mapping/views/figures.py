"""How are the counts drawn? Each picture with its finding, its table and how the figure was made."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.insight.mapping import rules
from hjemvej.insight.mapping.queries import Overview
from hjemvej.platform.ui.figures import Figure, bars_by_name, bars_per_day, lines
from hjemvej.platform.ui.when import short_date


def by_situation(counted: Overview, *, exact: bool) -> Figure | None:
    """Where the homeless sleep today; to those outside the team in four groups, small ones left out."""
    counts = rules.by_name(counted.by_kind, exact=exact)
    bars = {name: count for name, count in counts.items() if count}
    if not bars:
        return None
    most, count = max(bars.items(), key=lambda bar: bar[1])
    parts = [f"{name}: {number}" for name, number in bars.items()]
    method = (
        _(
            "Borgere, der i nat sover i en af VIVE's ni situationer, som kommunen har ansvaret for, og som nogen har "
            "været i kontakt med de sidste %d dage: et møde, en nat på et sted eller en henvendelse. Talt af de "
            "situationer, vi kender nu."
        )
        % counted.active_days
    )
    if not exact:
        method += " " + _("Situationerne er slået sammen, og grupper under 5 er udeladt, så ingen kan genkendes.")
    return bars_by_name(
        bars,
        title=_("Flest sover her: %(where)s (%(count)d)") % {"where": most, "count": count},
        description=_("Borgere i hjemløshed efter, hvor de sover: %s") % ", ".join(parts),
        head=(_("Sover"), _("Borgere")),
        method=method,
        on=counted.on,
    )


def over_months(counted: Overview, *, exact: bool) -> Figure | None:
    """The curve of twelve months; to the team also as it was known at the time."""
    shown = [month for month in counted.months if exact or month.active >= rules.SMALLEST_SHOWN or not month.active]
    if len(shown) < 2 or not any(month.active for month in shown):
        return None
    series = {_("Som vi ved det nu"): [(month.on, month.active) for month in shown]}
    if exact:
        series[_("Som vi vidste det dengang")] = [(month.on, month.as_known_then) for month in shown]
    first, last = shown[0], shown[-1]
    said = {"from": first.active, "until": last.active, "day": short_date(first.on, counted.on)}
    return lines(
        series,
        title=_title(last.active - first.active) % said,
        description=_("Kurve over borgere i hjemløshed, fra %(from)d den %(day)s til %(until)d i dag.") % said,
        head=_("Den"),
        method=_(
            "Aktive borgere i hjemløshed den sidste dag i hver måned. En rettelse, der kommer senere, flytter kurven "
            "for det, vi ved nu; det, vi vidste dengang, står fast."
        ),
        on=counted.on,
    )


def _title(change: int) -> str:
    if change == 0:
        return _("%(until)d borgere, lige så mange som den %(day)s")
    if change > 0:
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

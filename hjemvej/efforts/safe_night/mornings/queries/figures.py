"""How many nights without a safe place? The strategy's own figure: per night and in thirty days, people and nights."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import Night, SpellNights
from hjemvej.ground.retention.rules import week_end
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.figures import Figure, bars_per_day

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class UnsafeNights:
    """Nights without a safe place from a night until another (left out)."""

    from_night: datetime.date
    until_night: datetime.date
    per_night: list[tuple[datetime.date, int]]
    nights: int
    people: int
    missing: int


def unsafe_nights(*, viewer: Viewer, from_night: datetime.date, until_night: datetime.date) -> UnsafeNights:
    """Count people without a safe place per night, among those the viewer needs to know of; missing people apart.

    Those who were erased count too, to whoever counts all, in their whole weeks; which nights of the week nobody knows.
    """
    rows = (
        viewer.rows_of(Night).filter(night__gte=from_night, night__lt=until_night).exclude(outcome=Night.Outcome.SAFE)
    )
    told = list(rows.values_list("night", "outcome", "person_id"))
    unsafe = [(night, person_id) for night, outcome, person_id in told if outcome == Night.Outcome.UNSAFE]
    counted = Counter(night for night, _person_id in unsafe)
    days = [from_night + DAY * number for number in range((until_night - from_night).days)]
    per_night = [(day, counted[day]) for day in days]
    erased = _erased(viewer=viewer, from_night=from_night, until_night=until_night)
    return UnsafeNights(
        from_night=from_night,
        until_night=until_night,
        per_night=per_night,
        nights=len(unsafe) + sum(week.unsafe for week in erased),
        people=len({person_id for _night, person_id in unsafe})
        + len({week.spell_id for week in erased if week.unsafe}),
        missing=len(told) - len(unsafe) + sum(week.missing for week in erased),
    )


def _erased(*, viewer: Viewer, from_night: datetime.date, until_night: datetime.date) -> list[SpellNights]:
    """The weeks that lie within these nights; a week that ends with its month lies within the month."""
    weeks = viewer.rows_of(SpellNights).filter(week_on__gte=from_night, week_on__lt=until_night)
    return [week for week in weeks if week_end(week.week_on) < until_night]


def picture(figures: UnsafeNights, now: datetime.datetime) -> Figure:
    nights = ngettext("%(n)s nat uden et trygt sted", "%(n)s nætter uden et trygt sted", figures.nights)
    people = ngettext("%(n)s borger", "%(n)s borgere", figures.people)
    title = _("%(nights)s, %(people)s") % {
        "nights": nights % {"n": figures.nights},
        "people": people % {"n": figures.people},
    }
    return bars_per_day(
        figures.per_night,
        title=title,
        description=_("Søjler: hvor mange borgere der hver nat ikke havde et trygt sted at sove."),
        head=(_("Nat"), _("Borgere uden et trygt sted")),
        method=_(
            "Hver nat gøres op kl. 4. En borger tæller, hvis en plads blev søgt og ikke fundet, eller hvis vi ved, at"
            " borgeren sover på gaden. Borgere, der ikke kom til en holdt plads, og som vi ikke ved, hvor sov, tælles"
            " for sig. Kun borgere, dit team har en sag med nu; overblikket tæller alle."
        ),
        on=now.date(),
        kind="late",
    )

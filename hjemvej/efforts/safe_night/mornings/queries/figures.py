"""How many nights without a safe place? The strategy's own figure: per night and in thirty days, people and nights."""

import datetime
import uuid
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import Outcome, SpellNights
from hjemvej.efforts.safe_night.mornings.rules.verdict import COMES_LATE_FROM
from hjemvej.ground.retention.rules import week_end
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on, lasting_on_sql
from hjemvej.platform.ui.figures import Figure, bars_per_day
from hjemvej.platform.ui.when import clock

DAY = datetime.timedelta(days=1)
ALL, BESIDE = "", "beside"  # instead of an outcome
KNOWN_NOW = "superseded_at IS NULL"
KNOWN_THEN = lasting_on_sql("known", "%(known_at)s", begins="recorded_at", until="superseded_at")
# Nights and people by kind, all, and those beside; then how many were unsafe each night. As a large town has a hundred
# thousand nights, they are gathered by person first, from the index alone, and never sorted.
_KINDS = {kind: f"in_homelessness AND outcome = '{kind}'" for kind in Outcome.values}
_KINDS |= {ALL: "in_homelessness", BESIDE: "NOT in_homelessness"}
_EACH = ", ".join(f"count(*) FILTER (WHERE {which}) AS k{place}" for place, which in enumerate(_KINDS.values()))
_SUMS = ", ".join(f"coalesce(sum(k{place}), 0)::bigint" for place in range(len(_KINDS)))
_PEOPLE = ", ".join(f"count(*) FILTER (WHERE k{place} > 0)" for place in range(len(_KINDS)))
COUNTED = f"""
WITH each AS MATERIALIZED (SELECT person_id, {_EACH} FROM safe_night_night known
    WHERE night >= %(first)s AND night < %(until)s AND {{known}} GROUP BY person_id)
SELECT NULL::date, ARRAY[{_SUMS}], ARRAY[{_PEOPLE}] FROM each
UNION ALL SELECT night, ARRAY[count(*)], NULL FROM safe_night_night known
    WHERE night >= %(first)s AND night < %(until)s AND {{known}} AND outcome = 'unsafe' AND in_homelessness
    GROUP BY night"""


@dataclass(frozen=True)
class Counted:
    """So many nights of so many people."""

    nights: int = 0
    people: int = 0


@dataclass(frozen=True)
class UnsafeNights:
    """Nights without a safe place from a night until another (left out), among all nights in homelessness."""

    from_night: datetime.date
    until_night: datetime.date
    per_night: list[tuple[datetime.date, int]]
    kinds: dict[str, Counted]  # by outcome, those that did not happen too
    every: Counted  # all nights in homelessness
    beside: Counted = Counted()  # safe nights of who is not homeless: in a crisis centre, or with a home of their own

    @property
    def nights(self) -> int:
        return self.kinds[Outcome.UNSAFE].nights

    @property
    def people(self) -> int:
        return self.kinds[Outcome.UNSAFE].people

    @property
    def missing(self) -> int:
        return self.kinds[Outcome.MISSING].nights

    @property
    def in_words(self) -> list[tuple[str, int, int]]:
        """Nights and people of each kind that happened, and of all; a person may have nights of several kinds."""
        rows = [(str(Outcome(kind).label), one.nights, one.people) for kind, one in self.kinds.items() if one.nights]
        rows.append((_("Alle nætter i hjemløshed"), self.every.nights, self.every.people))
        if self.beside.nights:
            rows.append((_("Desuden trygge nætter uden hjemløshed"), self.beside.nights, self.beside.people))
        return rows


def unsafe_nights(
    *,
    viewer: Viewer,
    from_night: datetime.date,
    until_night: datetime.date,
    known_at: datetime.datetime | None = None,
) -> UnsafeNights:
    """Count nights and people of each kind, among those the viewer needs to know of, as known now or at a moment.

    The erased count too, to those who count all, in their whole weeks; which nights of the week nobody knows.
    """
    nights: Counter[str] = Counter()
    people: Counter[str] = Counter()
    outside: Counter[datetime.date] = Counter()
    asked = {"first": from_night, "until": until_night, "known_at": known_at}
    with viewer.cursor() as cursor:
        cursor.execute(COUNTED.format(known=KNOWN_THEN if known_at else KNOWN_NOW), asked)
        for night, counted, who in cursor.fetchall():
            if night is None:
                nights.update(dict(zip(_KINDS, counted, strict=True)))
                people.update(dict(zip(_KINDS, who, strict=True)))
            else:
                outside[night] = counted[0]
    spells: dict[str, set[uuid.UUID]] = defaultdict(set)
    for week in _erased(known_at, viewer=viewer, from_night=from_night, until_night=until_night):
        for kind in (*Outcome.values, BESIDE):
            if number := getattr(week, kind):
                for counted_as in (kind, ALL) if kind != BESIDE else (kind,):
                    nights[counted_as] += number
                    spells[counted_as].add(week.spell_id)
    days = [from_night + DAY * number for number in range((until_night - from_night).days)]
    every, beside, *kinds = (
        Counted(nights[kind], people[kind] + len(spells[kind])) for kind in (ALL, BESIDE, *Outcome)
    )
    return UnsafeNights(
        from_night=from_night,
        until_night=until_night,
        per_night=[(day, outside[day]) for day in days],
        kinds={kind.value: one for kind, one in zip(Outcome, kinds, strict=True)},
        every=every,
        beside=beside,
    )


def _erased(
    known_at: datetime.datetime | None, *, viewer: Viewer, from_night: datetime.date, until_night: datetime.date
) -> list[SpellNights]:
    """The weeks that lie within these nights, as known now or by a day; a week ends with its month."""
    known = (
        lasting_on(localdate(known_at), begins="known_from", until="known_until") if known_at else Q(known_until=None)
    )
    weeks = viewer.rows_of(SpellNights).filter(known, week_on__gte=from_night, week_on__lt=until_night)
    return [week for week in weeks if week_end(week.week_on) < until_night]


def picture(figures: UnsafeNights, now: datetime.datetime) -> Figure:
    """The nights of all in homelessness, then the people, as the overview says them."""
    nights = ngettext(
        "%(n)s af %(every)s nat uden et trygt sted",
        "%(n)s af %(every)s nætter uden et trygt sted",
        figures.every.nights,
    )
    people = ngettext("%d af jeres borgere", "%d af jeres borgere", figures.people) % figures.people
    title = f"{nights % {'n': figures.nights, 'every': figures.every.nights}}, {people}"
    return bars_per_day(
        figures.per_night,
        title=title,
        description=_("Søjler: hvor mange borgere der hver nat ikke havde et trygt sted at sove."),
        head=(_("Nat"), _("Borgere uden et trygt sted")),
        method=method(),
        on=now.date(),
        kind="late",
    )


def method() -> str:
    """How the figure is made: what `rules/verdict.py` decides, in words."""
    hour = clock(COMES_LATE_FROM)
    return " ".join(
        [
            _("Hver nat gøres op kl. 4, og igen når noget rettes: en nat, vi hører om senere, kommer med."),
            _(
                "Uden et trygt sted: vi ved, at borgeren sov ude, eller borgeren bad om en plads, eller blev meldt til"
                " natten, og fik ingen."
            ),
            _("En plads, man først kommer til efter %(hour)s, gør ikke natten tryg.") % {"hour": hour},
            _("En stol i en natcafé er hverken det ene eller det andet og tælles for sig."),
            _("Vides ikke: kom ikke til en reserveret plads, eller ingen ved hvor, og ingen ved, at borgeren sov ude."),
            _(
                "Ikke vurderet: hos familie eller venner, i campingvogn og lignende, eller fandt selv et sted. Der kan"
                " være utrygge nætter imellem."
            ),
            _(
                "En nat på krisecenter (§ 109), eller på forsorgshjem for den, der har en egen bolig, som ikke kan"
                " bruges, er tryg, men ikke en nat i hjemløshed, og tælles for sig."
            ),
            _("Kun borgere, dit team har en sag med nu; overblikket tæller alle."),
        ]
    )

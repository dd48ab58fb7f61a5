"""Which homes are there, which stand vacant, and what has it cost?"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery, prefetch_related_objects
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.law import queries as law
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.outside.address_register import looking_up
from hjemvej.platform.rooms import Step
from hjemvej.platform.spans.queries import not_over_on
from hjemvej.platform.spans.rules import lasts_on
from hjemvej.platform.ui.alphabet import DanishOrder
from hjemvej.platform.ui.when import end_of_day, full_date

from . import rules
from .models import Dwelling, IdleSpan, Tenancy, Vacancy, VacantCount

# Where the law makes us owe the rent of a vacant home (ABL §§ 59 and 63).
WE_OWE_RENT = {Dwelling.Form.FAMILY, Dwelling.Form.YOUTH, Dwelling.Form.TRANSITIONAL}
SHARE = "vacant_homes_share"
_IN_ORDER = Prefetch("idle", IdleSpan.objects.order_by("from_on"))


@dataclass(frozen=True)
class SuggestedDays:
    """The days that follow from the law and our own goals, where nothing else is agreed."""

    liable_from: datetime.date | None
    answer_by_on: datetime.date


def suggested_days(form: str, *, notified_on: datetime.date, can_move_in_on: datetime.date) -> SuggestedDays:
    ready = max(notified_on, can_move_in_on)
    liable_from = law.due_on("vacant_rent_from", ready).due_on if form in WE_OWE_RENT else None
    return SuggestedDays(liable_from, law.due_on("vacant_home_answered", notified_on).due_on)


def idle_of(vacancy: Vacancy) -> list[rules.Idle]:
    """Return why the vacancy stands idle, the first first."""
    return [rules.as_idle(row) for row in IdleSpan.objects.filter(vacancy=vacancy).order_by("from_on")]


def dwelling(dwelling_id: uuid.UUID, *, viewer: Viewer) -> Dwelling | None:
    return viewer.rows_of(Dwelling).select_related("landlord").filter(pk=dwelling_id).first()


def vacancy(vacancy_id: uuid.UUID, *, viewer: Viewer) -> Vacancy | None:
    return viewer.rows_of(Vacancy).select_related("dwelling__landlord").filter(pk=vacancy_id).first()


def tenancy(tenancy_id: uuid.UUID, *, viewer: Viewer) -> Tenancy | None:
    return viewer.rows_of(Tenancy).select_related("dwelling__landlord", "person").filter(pk=tenancy_id).first()


def lives_in(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> Tenancy | None:
    """Return the tenancy of a citizen that has not ended."""
    rows = viewer.rows_of(Tenancy).filter(not_over_on(on), person_id=person_id, from_on__lte=on)
    return rows.select_related("dwelling").order_by("from_on", "id").first()


def lived_in(dwelling: Dwelling, on: datetime.date, *, viewer: Viewer) -> Tenancy | None:
    """Return the tenancy of a dwelling that has not ended; of a protected citizen nothing leads from the address."""
    rows = viewer.rows_of(Tenancy).filter(not_over_on(on), dwelling=dwelling, from_on__lte=on).select_related("person")
    return next((one for one in rows.order_by("from_on", "id") if not one.person.is_protected), None)


def free_vacancies(*, viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the homes that nobody is offered, those to answer first first."""
    return open_vacancies(viewer=viewer).filter(state=Vacancy.State.NOTIFIED)


def open_vacancies(*, viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the homes that are not let yet, those to answer first first."""
    rows = viewer.rows_of(Vacancy).filter(ended_on=None).select_related("dwelling__landlord")
    return rows.order_by(F("answer_by_on").asc(nulls_last=True), "notified_on", "id")


def ended_vacancies(*, viewer: Viewer) -> QuerySet[Vacancy]:
    """Return the homes that were let or given back, the latest first."""
    rows = viewer.rows_of(Vacancy).exclude(ended_on=None).select_related("dwelling__landlord")
    return rows.order_by("-ended_on", "id")


def not_vacant(*, viewer: Viewer) -> QuerySet[Dwelling]:
    """Return the homes that may be reported vacant, by address."""
    open_now = Vacancy.objects.filter(ended_on=None).values("dwelling")
    return viewer.rows_of(Dwelling).exclude(pk__in=open_now).order_by(DanishOrder("address"), "id")


def vacancies_of(dwelling: Dwelling) -> QuerySet[Vacancy]:
    """Return every vacancy of a dwelling, the latest first."""
    rows = Vacancy.objects.filter(dwelling=dwelling).select_related("dwelling__landlord")
    return rows.order_by("-notified_on", "id")


def dwellings(*, viewer: Viewer, landlord_id: uuid.UUID | None = None) -> QuerySet[Dwelling]:
    """Return the dwellings by address, each with the state of its vacancy if it stands vacant."""
    open_state = Vacancy.objects.filter(dwelling=OuterRef("pk"), ended_on=None).values("state")
    rows = viewer.rows_of(Dwelling).select_related("landlord").annotate(open_state=Subquery(open_state))
    return (rows.filter(landlord_id=landlord_id) if landlord_id else rows).order_by(DanishOrder("address"), "id")


def addresses_like(text: str) -> tuple[list[looking_up.Address], bool]:
    """Return the national register's addresses like a text, and whether the register was silent."""
    try:
        return looking_up.find(text), False
    except looking_up.NoAnswer:
        return [], True


def neighbourhoods(*, viewer: Viewer) -> list[str]:
    """Return the neighbourhoods that our homes lie in, as they were typed."""
    rows = viewer.rows_of(Dwelling).exclude(neighbourhood="").order_by(DanishOrder("neighbourhood"), "neighbourhood")
    return list(rows.values_list("neighbourhood", flat=True).distinct())


@dataclass(frozen=True)
class Row:
    """A vacancy as lists show it: how long, what it cost, why it is idle now and whose turn it is."""

    vacancy: Vacancy
    spans: list[rules.Idle]
    days: int
    kroner: Decimal
    day_price: Decimal
    now: rules.Idle | None
    chip: rules.Chip | None

    @property
    def cause(self) -> str:
        return rules.cause_in_words(self.now.cause) if self.now else ""

    @property
    def owner(self) -> str:
        return rules.owner_in_words(self.now.owner) if self.now else ""

    @property
    def price(self) -> str:
        return rules.kroner_in_words(self.kroner)

    @property
    def price_of_a_day(self) -> str:
        return rules.kroner_in_words(self.day_price)


def rows_of(vacancies: Sequence[Vacancy], on: datetime.date) -> list[Row]:
    """Make the rows of these vacancies: those of a page, not all that stand open; one query."""
    prefetch_related_objects(vacancies, _IN_ORDER)
    return [row(one, on) for one in vacancies]


def row(vacancy: Vacancy, on: datetime.date) -> Row:
    """Make the row of a vacancy."""
    spans = rules.until_lease(vacancy, [rules.as_idle(one) for one in vacancy.idle.all()])
    first, owed = vacancy.notified_on, vacancy.liable_from
    price = rules.day_price(vacancy.monthly_rent) if owed else Decimal(0)
    near = int(law.provision_on("vacant_home_answer_near", on).value)
    now = next((span for span in spans if lasts_on(on, span.from_on, span.until_on)), None)
    kroner = rules.cost(spans, vacancy.monthly_rent, owed, first, on)
    return Row(
        vacancy, spans, rules.idle_days(spans, first, on), kroner, price, now, rules.answer_chip(vacancy, on, near)
    )


@dataclass(frozen=True)
class IdleRow:
    """One cause of a vacancy: its days, whose turn it was, and what they cost."""

    from_on: datetime.date
    cause: str
    owner: str
    days: int
    price: str


def idle_rows(found: Row | None, on: datetime.date) -> list[IdleRow]:
    """Return each cause that the vacancy has had, the first first."""
    if found is None:
        return []
    rent, owed = found.vacancy.monthly_rent, found.vacancy.liable_from
    return [
        IdleRow(
            span.from_on, rules.cause_in_words(span.cause), rules.owner_in_words(span.owner),
            span.days_between(span.from_on, on),
            rules.kroner_in_words(rules.cost([span], rent, owed, span.from_on, on)),
        )
        for span in found.spans
    ]  # fmt: skip


# Idle days, and of them those from the day that we owe the rent, by the price of a day (as `rules.day_price`). From its
# first day a signed lease pays (as `rules.until_lease`).
_SPENT = """
WITH idle AS MATERIALIZED (  -- these first: whether the viewer may see a span is asked of few
    SELECT * FROM homes_idlespan span
    WHERE span.from_on < %(last)s AND (span.until_on IS NULL OR span.until_on > %(first)s)
)
SELECT period.begins, landlord.name, idle.cause, sum(days.idle),
    sum(days.owed * round(vacancy.monthly_rent * 12 / 365, 2))
FROM idle
JOIN unnest(%(begins)s::date[], %(ends)s::date[]) period(begins, ends) ON idle.from_on < period.ends
JOIN homes_vacancy vacancy ON vacancy.id = idle.vacancy_id
JOIN homes_dwelling dwelling ON dwelling.id = vacancy.dwelling_id
JOIN access_organisation landlord ON landlord.id = dwelling.landlord_id
CROSS JOIN LATERAL (SELECT greatest(period.begins, idle.from_on) AS first, least(
    period.ends, idle.until_on, CASE WHEN vacancy.state = 'signed' THEN vacancy.lease_from_on END) AS until) span
CROSS JOIN LATERAL (SELECT greatest(span.until - span.first, 0) AS idle, CASE WHEN vacancy.liable_from IS NULL THEN 0
    ELSE greatest(span.until - greatest(span.first, vacancy.liable_from), 0) END AS owed) days
WHERE days.idle > 0
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""


def spent(periods: Sequence[tuple[datetime.date, datetime.date]], *, viewer: Viewer) -> dict[datetime.date, rules.Sums]:
    """Sum idle days and kroner of each period, from a day to the day before another, by its first day; one query."""
    found: dict[datetime.date, rules.Sums] = {begins: {} for begins, _ends in periods}
    with viewer.cursor() as cursor:
        begins, ends = [one[0] for one in periods], [one[1] for one in periods]
        cursor.execute(_SPENT, {"begins": begins, "ends": ends, "first": min(begins), "last": max(ends)})
        for first, landlord, cause, days, kroner in cursor.fetchall():
            found[first][landlord, cause] = rules.Spent(days, kroner)
    return found


def landlords() -> list[tuple[str, str]]:
    """List the landlords that may be chosen, by name."""
    rows = Organisation.objects.filter(is_active=True, kind=Organisation.Kind.LANDLORD)
    return [(str(one.pk), one.name) for one in rows.order_by(DanishOrder("name"))]


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List the landlords that wait for our answer, and the homes that stand empty while it is our turn."""
    if not viewer.may(Permission.EDIT_HOMES):
        return []
    on = localdate(at)
    found = rows_of(list(open_vacancies(viewer=viewer)), on)
    return [*reported_over_a_tenant(on, viewer=viewer), *(step for one in found if (step := _step(one)))]


def reported_over_a_tenant(on: datetime.date, *, viewer: Viewer) -> list[Step]:
    """List citizens whose landlord reports their home vacant while, as far as we know, they live there.

    The home may be about to be lost, or the citizen has moved and nobody told us. The address is not shown: the citizen
    may be protected.
    """
    vacant = Vacancy.objects.filter(ended_on=None)  # few, beside all tenancies
    reported = vacant.filter(dwelling=OuterRef("dwelling"), notified_on__gte=OuterRef("from_on")).values("notified_on")
    rows = viewer.rows_of(Tenancy).filter(until_on=None, from_on__lte=on, dwelling__in=vacant.values("dwelling"))
    rows = rows.annotate(reported_on=Subquery(reported[:1]))
    said = _("Hjemmet er meldt ledigt %(day)s, men borgeren bor der, så vidt vi ved. Ring til borgeren.")
    return [
        Step(
            due_at=end_of_day(one.reported_on),
            chip=_("hjemmet i fare?"), kind="late", title=one.person.name.with_code,
            why=said % {"day": full_date(one.reported_on)}, person_id=one.person_id,
            title_url=reverse("staff:person", args=[one.person_id]),
            url=reverse("homes:end_tenancy", args=[one.pk]), action=_("Er flyttet"),
        )
        for one in rows.exclude(reported_on=None).select_related("person").order_by("from_on", "id")
    ]  # fmt: skip


def _step(found: Row) -> Step | None:
    vacancy, chip = found.vacancy, found.chip
    waits = chip if chip and chip.kind in ("late", "soon") else None
    is_ours = found.now is not None and found.now.owner == rules.Owner.US and found.days > 0
    if waits is None and not is_ours:
        return None
    day = vacancy.answer_by_on if waits and vacancy.answer_by_on else vacancy.notified_on
    why = _("svar %(landlord)s: hvem får boligen?") if waits else _("%(cause)s · står tom hos %(landlord)s")
    said = {"landlord": vacancy.dwelling.landlord.name, "cause": found.cause}
    price = _("har kostet %s") % found.price if found.kroner else ""
    return Step(
        due_at=end_of_day(day),
        chip=waits.text if waits else ngettext("tom i %d dag", "tom i %d dage", found.days) % found.days,
        kind="late" if waits and waits.kind == "late" else "soon" if waits else "neutral",
        title=vacancy.dwelling.address, why=" · ".join(words for words in (why % said, price) if words),
        url=reverse("homes:dwelling", args=[vacancy.dwelling_id]), action=_("Se boligen"),
        is_deadline=waits is not None,
    )  # fmt: skip


@dataclass(frozen=True)
class Share:
    """A landlord's vacant family homes of a period, and what became of those that were ours to fill."""

    counted: VacantCount
    ours: rules.Ours

    @property
    def until(self) -> datetime.date:
        return self.counted.until_on - datetime.timedelta(days=1)


def shares(*, viewer: Viewer) -> list[Share]:
    """Return each counted period that the law covers, the latest first."""
    rows = viewer.rows_of(VacantCount).select_related("landlord")
    counts = list(rows.order_by("-until_on", DanishOrder("landlord__name"), "id"))
    family = viewer.rows_of(Vacancy).filter(dwelling__form=Dwelling.Form.FAMILY)
    told = list(family.values_list("dwelling__landlord_id", "notified_on", "state"))
    percents = law.rules_of([(SHARE, one.from_on) for one in counts])
    covered = [(one, percents[SHARE, one.from_on].value) for one in counts if (SHARE, one.from_on) in percents]
    return [Share(one, rules.ours_of(one.vacant, percent, _states(one, told))) for one, percent in covered]


def _states(counted: VacantCount, told: list[tuple[uuid.UUID, datetime.date, str]]) -> list[str]:
    return [
        state for landlord_id, on, state in told
        if landlord_id == counted.landlord_id and lasts_on(on, counted.from_on, counted.until_on)
    ]  # fmt: skip

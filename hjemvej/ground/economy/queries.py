"""What can citizens pay in rent, and what have they told of their economy? One question for however many."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import JSONBAgg
from django.db.models import Func, JSONField, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from hjemvej.ground.law import queries as law
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.people.models import HouseholdMember
from hjemvej.platform.access.many import among
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.when import full_date

from . import rules
from .models import Sheet, SheetLine
from .rules import Economy, Item, Kind, RentLimit
from .rules.budget import setting_of
from .rules.limits import is_old

ADULT_AT = 18  # years: a child of the household until then
Relation = HouseholdMember.Relation


@dataclass(frozen=True)
class Row:
    """A sheet, and what it tells as values that rules reckon with."""

    sheet: Sheet
    economy: Economy


def rent_limits(
    person_ids: Collection[uuid.UUID], *, viewer: Viewer, on: date, sure_alone: bool = False
) -> dict[uuid.UUID, RentLimit]:
    """Return the highest rent of each of these citizens whose latest sheet tells enough, or tells it for sure."""
    rates, limit_of = law.provisions_on(on), rules.sure_rent if sure_alone else rules.highest_rent
    limits = {}
    rows = _latest(person_ids, viewer, on).values_list("person_id", *_TOLD)  # of a thousand, no model is made of each
    for person_id, *told in rows:
        limit = limit_of(_economy(*told, on=on), rates, on)
        if limit is not None:
            limits[person_id] = limit
    return limits


def latest(person_ids: Collection[uuid.UUID], *, viewer: Viewer, on: date) -> dict[uuid.UUID, Row]:
    """Return each citizen's sheet that was told last, on the day or before it."""
    return {sheet.person_id: _row(sheet, on) for sheet in _latest(person_ids, viewer, on)}


def _latest(person_ids: Collection[uuid.UUID], viewer: Viewer, on: date) -> QuerySet[Sheet]:
    newest = viewer.rows_of(Sheet).filter(among("person_id", person_ids), said_on__lte=on)
    newest = newest.order_by("person_id", "-said_on", "-written_at", "-id").distinct("person_id")
    return _with_all(viewer.rows_of(Sheet).filter(pk__in=newest.values("pk")), viewer)


def sheets_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[Sheet]:
    """Return every sheet of the citizen, the one told last first."""
    rows = viewer.rows_of(Sheet).filter(person_id=person_id).select_related("recorded_by")
    return rows.order_by("-said_on", "-written_at", "-id")


def sheet(sheet_id: uuid.UUID, *, viewer: Viewer) -> Sheet | None:
    rows = viewer.rows_of(Sheet).filter(pk=sheet_id).select_related("recorded_by", "person")
    return _with_all(rows, viewer).first()


def row_of(sheet: Sheet, *, on: date) -> Row:
    """Return what a sheet that `sheet` or `latest` fetched tells."""
    return _row(sheet, on)


@dataclass(frozen=True)
class Answered:
    """What a citizen can pay, as a page says it on a day."""

    row: Row | None
    limit: RentLimit | None
    is_old: bool
    rates: rules.Rates


def answered(person_id: uuid.UUID, *, viewer: Viewer, on: date) -> Answered:
    """Return what the citizen can pay by the sheet told last."""
    row = latest([person_id], viewer=viewer, on=on).get(person_id)
    return answered_by(row, on=on) if row else Answered(None, None, is_old=False, rates=law.provisions_on(on))


def answered_by(row: Row, *, on: date) -> Answered:
    """Return what the citizen could pay by one sheet, by the law of a day and with the household as it is now."""
    rates = law.provisions_on(on)
    return Answered(row, rules.highest_rent(row.economy, rates, on), is_old(row.economy, rates, on), rates)


@dataclass(frozen=True)
class Beside:
    """A line as it is, and as it would be."""

    now: rules.BudgetLine | None
    then: rules.BudgetLine | None

    @property
    def line(self) -> rules.BudgetLine:
        line = self.now or self.then
        if line is None:
            raise ValueError("A line beside no line")
        return line


@dataclass(frozen=True)
class LaidOut:
    """A month at the highest rent; and beside it, where it is asked for, at another rent or income."""

    now: rules.Budget
    then: rules.Budget | None
    then_limit: RentLimit | None  # where another income is asked for
    lines: tuple[Beside, ...]
    setting: ProvisionInForce | None  # what must be left to live on


def laid_out(
    found: Answered, *, on: date, rent: Decimal | None = None, after_tax: Decimal | None = None
) -> LaidOut | None:
    """Lay out a month at the highest rent the citizen can pay, and at another rent or income."""
    if found.row is None:
        return None
    economy, rates = found.row.economy, found.rates
    highest = found.limit.kroner if found.limit else Decimal(0)
    now, then, then_limit = rules.budget(economy, highest, rates, on), None, None
    if rent is not None or after_tax is not None:
        other = economy if after_tax is None else rules.with_income(economy, after_tax)
        then_limit = None if after_tax is None else rules.highest_rent(other, rates, on)
        then = rules.budget(other, _rent(rent, then_limit, highest), rates, on)
    keys = list(dict.fromkeys([line.key for budget in (now, then) if budget for line in budget.lines]))
    by_key = [{line.key: line for line in budget.lines} if budget else {} for budget in (now, then)]
    lines = tuple(Beside(by_key[0].get(key), by_key[1].get(key)) for key in keys)
    return LaidOut(now, then, then_limit, lines, setting_of(economy, rates))


def _rent(asked: Decimal | None, limit: RentLimit | None, highest: Decimal) -> Decimal:
    if asked is not None:
        return asked
    return limit.kroner if limit else highest


def person_card(person_id: uuid.UUID, *, viewer: Viewer, at: datetime) -> dict[str, Any]:
    """Return what the card on the person page shows: one line."""
    found = answered(person_id, viewer=viewer, on=localdate(at))
    return {"person_id": person_id, "found": found, "now": at, "may_write": viewer.may(Permission.WRITE_NOTE)}


_KIND = {kind.value: kind for kind in Kind}
_TOLD = ("said_on", "rent_told", "support_told", "told", "household")


def _with_all(rows: QuerySet[Sheet], viewer: Viewer) -> QuerySet[Sheet]:
    """Fetch the lines, and who belongs to the household now, in the question that fetches the sheets."""
    lines = viewer.rows_of(SheetLine).filter(sheet_id=OuterRef("pk")).order_by().values("sheet_id")
    line = _array("kind", Cast("amount", TextField()), "is_before_tax")
    with_them = Q(is_with_them=True, person_id=OuterRef("person_id"), relation__in=[Relation.CHILD, Relation.PARTNER])
    members = viewer.rows_of(HouseholdMember).filter(with_them).order_by().values("person_id")
    return rows.annotate(
        told=Subquery(lines.annotate(each=JSONBAgg(line, order_by="place")).values("each")),
        household=Subquery(members.annotate(each=JSONBAgg(_array("relation", "born_year"))).values("each")),
    )


def _array(*values: str | Cast) -> Func:
    return Func(*values, function="jsonb_build_array", output_field=JSONField())


def _row(sheet: Sheet, on: date) -> Row:
    economy = _economy(*(getattr(sheet, name) for name in _TOLD), on=on)
    return Row(sheet, replace(economy, source=source_in_words(sheet)))


def _economy(
    said_on: date, rent_told: Decimal | None, support_told: Decimal | None,
    told: Iterable[tuple[str, str | None, bool]] | None, household: Collection[tuple[str, int | None]] | None, *,
    on: date,
) -> Economy:  # fmt: skip
    """Read what `_with_all` fetched, but who told it."""
    members = household or ()
    items = tuple(Item(_KIND[kind], Decimal(amount) if amount else None, taxed) for kind, amount, taxed in told or ())
    return Economy(
        said_on=said_on, items=items, has_partner=any(relation == Relation.PARTNER for relation, _born in members),
        children=sum(relation == Relation.CHILD and _is_young(born, on) for relation, born in members),
        rent_told=rent_told, support_told=support_told,
    )  # fmt: skip


def _is_young(born_year: int | None, on: date) -> bool:
    return born_year is None or on.year - born_year < ADULT_AT


def source_in_words(sheet: Sheet) -> str:
    """Say who told the economy, and when: "Borgeren selv, 3. november 2026"."""
    who = sheet.said_by_name or str(Sheet.SaidBy(sheet.said_by).label)
    return f"{who}, {full_date(sheet.said_on)}"

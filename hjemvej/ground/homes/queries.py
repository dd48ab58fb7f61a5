"""Which homes are there, which stand vacant, and what has it cost?"""

import datetime
import uuid
from dataclasses import dataclass

from hjemvej.ground.law import queries as law
from hjemvej.platform.access.viewer import Viewer

from . import rules
from .models import Dwelling, IdleSpan, Tenancy, Vacancy

# Where the law makes us owe the rent of a vacant home (ABL §§ 59 and 63).
WE_OWE_RENT = {Dwelling.Form.FAMILY, Dwelling.Form.YOUTH, Dwelling.Form.TRANSITIONAL}


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
    return viewer.rows_of(Tenancy).select_related("dwelling__landlord").filter(pk=tenancy_id).first()


def free_vacancies(*, viewer: Viewer) -> list[Vacancy]:
    """The homes that nobody is offered, those to answer first first."""
    rows = viewer.rows_of(Vacancy).filter(state=Vacancy.State.NOTIFIED).select_related("dwelling__landlord")
    return list(rows.order_by("answer_by_on", "notified_on", "id"))

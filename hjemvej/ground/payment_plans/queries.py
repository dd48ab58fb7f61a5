"""Which payment plans has a citizen, how do they stand today, and which instalment is to be asked about?"""

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework.queries import is_mine_or_nobodys
from hjemvej.ground.casework.rules import clock, end_of_day
from hjemvej.ground.consents import queries as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.consents.rules import state as consent_state
from hjemvej.ground.correspondence.letters import queries as letters
from hjemvej.ground.correspondence.models import LetterKind
from hjemvej.ground.correspondence.typesetting import Sheet
from hjemvej.ground.economy import queries as economy
from hjemvej.ground.economy import rules as budgets
from hjemvej.ground.homes.queries import lives_in
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine, Step
from hjemvej.platform.ui.alphabet import danish_order
from hjemvej.platform.ui.reasons import Reason

from . import rules
from .models import Instalment, PaymentPlan, Report

LIVE = PaymentPlan.State.LIVE
MAY_TELL = {Consent.Topic.ECONOMY.value, Consent.Topic.HOME.value}  # a consent about either covers the landlord's copy
ON_THE_CARD = 3


def _plans(viewer: Viewer) -> QuerySet[PaymentPlan]:
    """A team reads all of the citizen's plans, another organisation its own."""
    is_team = viewer.scope == "system" or viewer.organisation_kind == Organisation.Kind.TEAM
    own = Q() if is_team else Q(organisation_id=viewer.organisation_id)
    rows = viewer.rows_of(PaymentPlan).filter(own)
    return rows.select_related("person", "landlord", "written_by", "ended_by", "consent", "landlord_given_by")


def _with_instalments(rows: QuerySet[PaymentPlan], viewer: Viewer) -> QuerySet[PaymentPlan]:
    return rows.prefetch_related(Prefetch("instalments", viewer.rows_of(Instalment).order_by("number")))


def plans_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[PaymentPlan]:
    """Return every plan of the citizen, the one agreed last first."""
    rows = _with_instalments(_plans(viewer).filter(person_id=person_id), viewer)
    return rows.order_by("-agreed_on", "-written_at", "id")


def plan(payment_plan_id: uuid.UUID, *, viewer: Viewer) -> PaymentPlan | None:
    rows = _with_instalments(_plans(viewer), viewer).select_related("replaces", "replaced_by")
    return rows.filter(pk=payment_plan_id).first()


@dataclass(frozen=True)
class Row:
    """A plan, and how it stands today."""

    plan: PaymentPlan
    standing: rules.Standing


def row(found: PaymentPlan, on: datetime.date) -> Row:
    return Row(found, rules.standing(found.state, list(found.instalments.all()), on))


def rows(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> list[Row]:
    """List the citizen's plans with how each stands, those that live first."""
    found = [row(one, on) for one in plans_of(person_id, viewer=viewer)]
    return sorted(found, key=lambda each: each.plan.state != LIVE)


@dataclass(frozen=True)
class ShownInstalment:
    """An instalment as its line is shown, with what was said of it: a report, and its words."""

    row: Instalment
    words: str
    how: str
    kind: str
    reports: Sequence[tuple[Report, str]]


def shown_instalments(found: PaymentPlan, *, viewer: Viewer, on: datetime.date) -> list[ShownInstalment]:
    said: dict[uuid.UUID, list[tuple[Report, str]]] = {}
    reports = viewer.rows_of(Report).filter(instalment__plan=found).select_related("written_by")
    for report in reports.order_by("written_at", "id"):
        said.setdefault(report.instalment_id, []).append((report, rules.said_in_words(report)))
    lines = []
    for one in found.instalments.all():
        how = rules.stands(one, on)
        kind = rules.KINDS.get(how, "late")
        lines.append(ShownInstalment(one, due_in_words(one), rules.WORDS[how](), kind, said.get(one.pk, [])))
    return lines


def due_in_words(one: rules.Due | Instalment) -> str:
    """Say what is to be paid and by when; and why not on its own day, where that is a day off."""
    return rules.due_in_words(one.amount, one.falls_on, one.due_on)


def told_in_words(found: PaymentPlan) -> dict[str, str]:
    """Return the figures of a plan as its page says them."""
    instalments = list(found.instalments.all())
    return {
        "debt": rules.kroner(found.debt), "left": rules.kroner(rules.left(instalments)),
        "rent": "" if found.rent is None else rules.kroner(found.rent),
    }  # fmt: skip


def report_of(found: PaymentPlan, report_id: int, *, viewer: Viewer) -> Report | None:
    rows = viewer.rows_of(Report).filter(pk=report_id, instalment__plan=found)
    return rows.select_related("instalment").first()


def landlords() -> list[tuple[str, str]]:
    """List the partners that let homes, by name."""
    rows = Organisation.objects.filter(is_active=True, kind=Organisation.Kind.LANDLORD)
    return sorted(((str(one.pk), one.name) for one in rows), key=lambda pair: danish_order(pair[1]))


def rent_of(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> Decimal | None:
    """Return the rent a month, with everything, of the home that the citizen has with us; to be asked about."""
    tenancy = lives_in(person_id, on, viewer=viewer)
    return tenancy.dwelling.monthly_rent if tenancy else None


def what_if(
    person_id: uuid.UUID, dues: Sequence[rules.Due], rent: Decimal | None, *, viewer: Viewer, on: datetime.date
) -> rules.LeftToLive:
    """Lay the instalments beside what the citizen has to live on at a rent, by the economy told last."""
    found = economy.answered(person_id, viewer=viewer, on=on)
    a_month = rules.most_in_a_month(dues)
    if found.row is None or rent is None:
        return rules.left_to_live(None, None, a_month, is_sure=False)
    month = budgets.budget(found.row.economy, rent, found.rates, on)
    return rules.left_to_live(month.left, month.least_left, a_month, is_sure=month.is_sure)


def dues_of(found: PaymentPlan) -> list[rules.Due]:
    """Return what is still to be paid, as instalments to be."""
    return [rules.Due(one.amount - one.paid, one.falls_on) for one in found.instalments.all() if not one.paid_on]


def consents_to_tell(found: PaymentPlan, *, viewer: Viewer, at: datetime.datetime) -> list[Consent]:
    """List the citizen's consents in force by which this landlord may get the plan."""
    held = consents.consents_in_force(found.person_id, viewer=viewer, at=at)
    return [one for one in held if covers_copy(one, found)]


def covers_copy(consent: Consent, found: PaymentPlan) -> bool:
    """Did the citizen say yes to telling this landlord, the partner or by the same name, of debt or home?"""
    if not MAY_TELL & set(consent.topics):
        return False
    if found.landlord_id:
        return consent.to_organisation_id == found.landlord_id
    return consent.to_name.strip().casefold() == found.landlord_name.strip().casefold()


def consent_then(found: PaymentPlan, at: datetime.datetime) -> Reason | None:
    """Does the consent by which the landlord got the plan still hold? Nothing where the landlord did not get it."""
    return consent_state(found.consent, at) if found.consent else None


def landlords_sheet(found: PaymentPlan, *, name: str, viewer: Viewer, at: datetime.datetime) -> Sheet:
    """Lay out the landlord's copy: the same words as the citizen's."""
    values = rules.letter_values(found, list(found.instalments.all()))
    return letters.preview(
        LetterKind.PAYMENT_PLAN, values, name=name, viewer=viewer, at=at, is_large=False, is_draft=False
    )


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    found = rows(person_id, viewer=viewer, on=on)
    return {
        "person_id": person_id, "rows": found[:ON_THE_CARD], "number": len(found),
        "live": [one for one in found if one.plan.state == LIVE], "may_write": viewer.may(Permission.WRITE_NOTE),
        "behind": any(one.standing.kind in ("behind", "unsaid") for one in found),
    }  # fmt: skip


def steps(viewer: Viewer, at: datetime.datetime) -> list[Step]:
    """List instalments due by the next working day, to remind of, and those whose day is over, to ask about."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    on = localdate(at)
    due = viewer.rows_of(Instalment).filter(
        is_mine_or_nobodys(viewer), plan__state=LIVE, plan__organisation_id=viewer.team_id, paid_on=None,
        short_on=None, due_on__lte=rules.next_working_day(on),
    )  # fmt: skip
    first = due.order_by("plan", "due_on", "number", "id").distinct("plan").select_related("person", "plan__landlord")
    return [_step(one, on) for one in sorted(first, key=lambda one: (one.due_on, one.number, one.pk))]


def _step(one: Instalment, on: datetime.date) -> Step:
    is_over = one.due_on < on
    due_at = end_of_day(rules.asked_after(one.due_on) if is_over else one.due_on)
    shown = clock(due_at, on=on)
    return Step(
        due_at=due_at, chip=shown.text, kind=shown.kind, title=one.person.name.with_code,
        why=_why_when_shown(one, is_over=is_over), url=reverse_lazy("payment_plans:plan", args=[one.plan_id]),
        action=_("Skriv svaret") if is_over else _("Åbn"), person_id=one.person_id,
        title_url=reverse_lazy("staff:person", args=[one.person_id]), is_deadline=False,
    )  # fmt: skip


def _why(one: Instalment, *, is_over: bool) -> str:
    said = {"to": one.plan.landlord_in_words, "kroner": rules.kroner(one.amount - one.paid)}
    if is_over:
        return _("%(ask)s %(kroner)s til %(to)s") % {"ask": rules.question(one), **said}
    return _("Afdrag på %(kroner)s til %(to)s: mind om det") % said


_why_when_shown: Callable[..., Any] = lazy(_why, str)


def paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    """List, for the citizen's own paper, what is to be paid next, to whom and when; or what is to be talked about."""
    live = viewer.rows_of(PaymentPlan).filter(person_id=person_id, organisation_id=viewer.team_id, state=LIVE)
    found = []
    for one in _with_instalments(live.select_related("landlord"), viewer).order_by("agreed_on", "id"):
        stands = row(one, localdate(at)).standing
        if stands.next_one is None:
            continue
        kroner = rules.kroner(stands.next_one.amount - stands.next_one.paid)
        if stands.kind == "in_time":
            found.append(PaperLine("Du", f"betaler {kroner} til {one.landlord_in_words}", stands.next_one.due_on))
        else:
            found.append(PaperLine("Vi", f"taler sammen om afdraget på {kroner} til {one.landlord_in_words}"))
    return found

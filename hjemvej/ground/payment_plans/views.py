"""Which pages are there about payment plans? A citizen's plans, one to make or change, and one as it stands."""

import datetime
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.correspondence.letters.views import pdf_answer
from hjemvej.ground.correspondence.typesetting import pdf
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import DebtTold, debt_told
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.when import full_date

from . import access, actions, queries, rules
from .forms import ChangePlan, EndPlan, GiveLandlord, MakePaymentPlan, ReportInstalment

if TYPE_CHECKING:
    from .models import PaymentPlan

SEE, WRITE = Permission.SEE_PERSON, Permission.WRITE_NOTE
LOOK = "look"  # the button that shows the instalments, and writes nothing


@page(Audience.STAFF, SEE)
@require_GET
def plans(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List the citizen's plans: those that live first."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="payment_plans.plans", at=now)
    rows = queries.rows(person.pk, viewer=viewer, on=timezone.localdate(now))
    live = [row for row in rows if row.plan.state == rules.PlanState.LIVE]
    context = {"person": person, "rows": rows, "live": live, "may_write": viewer.may(WRITE)}
    return render(request, "payment_plans/plans.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def make_payment_plan(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down a plan that is agreed; look at its instalments first. What was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_person(viewer, person_id, page="payment_plans.make_payment_plan", at=now, needs=WRITE)
    key = casework.key_about("payment-plan", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    known = {
        "debt_on": _("i dag"), "agreed_on": _("i dag"), "rent": queries.rent_of(person.pk, today, viewer=viewer),
        "is_rent_beside": "yes", "made_by": rules.MadeBy.AGREEMENT,
    }  # fmt: skip
    told = _debt_told(request, person.pk) if request.method == "GET" else None
    form = MakePaymentPlan(
        request.POST or None, landlords=queries.landlords(), is_looked_at=LOOK in request.POST,
        initial={**known, **_as_told(told), **(draft.fields if draft else {})},
    )  # fmt: skip
    context = {"person": person, "draft_key": key, "told": told}
    if LOOK in request.POST:
        return _look(request, "payment_plans/make_payment_plan.html", form, person.pk, now, context)

    def make() -> "PaymentPlan":
        terms = actions.Terms(**form.said)
        return actions.make_payment_plan(person_id=person.pk, terms=terms, by=viewer, at=now)

    if made := carry_out(form, make):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Afdragsordningen er skrevet ned. Giv borgeren den på papir."))
        return redirect("payment_plans:plan", made.value.pk)
    return form_page(request, "payment_plans/make_payment_plan.html", form, **context)


def _debt_told(request: ViewerRequest, person_id: uuid.UUID) -> DebtTold | None:
    """Read the debt that was told of this citizen: the address names where, and never a sum."""
    try:
        told_id = uuid.UUID(request.GET.get("signal", ""))
    except ValueError:
        return None
    return debt_told()(told_id, person_id=person_id, viewer=request.viewer)


def _as_told(told: DebtTold | None) -> dict[str, Any]:
    if told is None:
        return {}
    debt = {"debt": told.kroner, "debt_on": full_date(told.told_on)}
    return {**debt, "landlord_id": str(told.landlord_id or ""), "landlord_name": told.landlord_name}


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def change_plan(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    """Write what is agreed instead of a plan; the plan before stays to be read."""
    now = timezone.now()
    found = _opened(request, payment_plan_id)
    if found.state != rules.PlanState.LIVE:
        return redirect("payment_plans:plan", found.pk)
    form = ChangePlan(request.POST or None, is_looked_at=LOOK in request.POST, initial=_as_typed(found))
    context = {"person": found.person, "found": found}
    if LOOK in request.POST:
        return _look(request, "payment_plans/change_plan.html", form, found.person_id, now, context)

    def change() -> "PaymentPlan":
        same = {"landlord_id": found.landlord_id, "landlord_name": found.landlord_name}
        terms = actions.Terms(**{**form.said, **same})
        return actions.change_plan(plan=found, terms=terms, why=form.cleaned_data["why"], by=request.viewer, at=now)

    if changed := carry_out(form, change):
        messages.success(request, _("Den nye aftale er skrevet ned. Giv borgeren den på papir."))
        return redirect("payment_plans:plan", changed.value.pk)
    return _if_over(request, form, found) or form_page(request, "payment_plans/change_plan.html", form, **context)


def _as_typed(found: "PaymentPlan") -> dict[str, Any]:
    """Fill in what was agreed before, with what is left of the debt; the instalments are agreed anew."""
    same = ("rent", "made_by", "landlord_agreed_by", "if_missed")
    return {
        **{name: getattr(found, name) for name in same}, "debt": rules.left(found.instalments.all()),
        "debt_on": _("i dag"), "agreed_on": _("i dag"), "is_rent_beside": "yes" if found.is_rent_beside else "no",
    }  # fmt: skip


def _look(
    request: ViewerRequest, template: str, form: MakePaymentPlan, person_id: uuid.UUID, now: datetime.datetime,
    context: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """Show the instalments, and what they leave to live on, below what is typed; nothing is written."""
    if form.is_valid():
        on, rent = timezone.localdate(now), form.cleaned_data.get("rent")
        left = queries.what_if(person_id, form.dues, rent, viewer=request.viewer, on=on)
        context = {**context, "dues": [queries.due_in_words(due) for due in form.dues], "left_to_live": left}
    return form_page(request, template, form, **{**context, "begins_in_form": not form.is_valid()})


@page(Audience.STAFF, SEE)
@require_GET
def plan(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, access.open_plan(request.viewer, payment_plan_id, at=now), now)


@page(Audience.STAFF, WRITE)
@require_POST
def report_instalment(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, payment_plan_id)
    form = ReportInstalment(request.POST, **_unpaid(found))

    def report() -> object:
        action: Callable[..., object] = actions.report_missed if form.is_missed else actions.report_payment
        return action(plan=found, by=request.viewer, at=now, **form.said)

    return _written(request, found, now, "report", form, report, _("Det er skrevet ned."))


@page(Audience.STAFF, WRITE)
@require_POST
def take_back(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    """What was written of an instalment was a mistake."""
    now, found = timezone.now(), _opened(request, payment_plan_id)
    typed = request.POST.get("report", "")
    report_id = int(typed) if typed.isdecimal() and len(typed) < 18 else 0
    back = partial(actions.take_back, plan=found, report_id=report_id, by=request.viewer, at=now)
    press(request, back, say=_("Det tæller ikke mere, og kan stadig læses."))
    return redirect("payment_plans:plan", found.pk)


@page(Audience.STAFF, WRITE)
@require_POST
def end_plan(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, payment_plan_id)
    form = EndPlan(request.POST)
    end = lambda: actions.end_plan(plan=found, by=request.viewer, at=now, **form.cleaned_data)  # noqa: E731
    return _written(
        request, found, now, "end", form, end, _("Skrevet: aftalen er slut. Tal med borgeren om det næste.")
    )


@page(Audience.STAFF, WRITE)
@require_POST
def write_plan_letter(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    """The plan as a letter to the citizen: a draft to read through together, print and give."""
    found = _opened(request, payment_plan_id)
    letter = actions.write_plan_letter(plan=found, by=request.viewer, at=timezone.now())
    return redirect("correspondence:letter", letter.pk)


@page(Audience.STAFF, WRITE)
@require_POST
def give_landlord(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    now, found = timezone.now(), _opened(request, payment_plan_id)
    form = GiveLandlord(request.POST, consents=_consents(request, found, now))

    def give() -> object:
        consent_id = uuid.UUID(form.cleaned_data["consent"])
        return actions.give_landlord(plan=found, consent_id=consent_id, by=request.viewer, at=now)

    return _written(request, found, now, "give", form, give, _("Skrevet. Hent kopien, og giv udlejeren den."))


@page(Audience.STAFF, WRITE)
@require_GET
def landlords_copy(request: ViewerRequest, payment_plan_id: uuid.UUID) -> HttpResponse:
    """The landlord's copy as PDF, while the consent by which it is given holds."""
    now, found = timezone.now(), _opened(request, payment_plan_id)
    held = queries.consent_then(found, now)
    if held is None or held.mark != "holds" or found.person.is_protected:
        messages.info(request, _("Udlejeren må ikke få en kopi nu. Spørg borgeren først."))
        return redirect("payment_plans:plan", found.pk)
    name = str(found.person.name)
    return pdf_answer(pdf(queries.landlords_sheet(found, name=name, viewer=request.viewer, at=now), at=now))


def _written(
    request: ViewerRequest, found: "PaymentPlan", now: datetime.datetime, name: str, form: Form,
    action: Callable[[], object], say: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form of the page asks, or show the page with the form again."""
    if carry_out(form, action):
        messages.success(request, say)
        return redirect("payment_plans:plan", found.pk)
    return _if_over(request, form, found) or _show(request, found, now, **{name: form})


def _if_over(request: ViewerRequest, form: Form, found: "PaymentPlan") -> HttpResponse | None:
    """Show the plan as it is, where a colleague was first; its page has no forms any more."""
    if not form.has_error(NON_FIELD_ERRORS, actions.PlanIsOver.__name__):
        return None
    messages.info(request, " ".join(str(each) for each in form.non_field_errors()))
    return redirect("payment_plans:plan", found.pk)


def _opened(request: ViewerRequest, payment_plan_id: uuid.UUID) -> "PaymentPlan":
    return access.open_plan(request.viewer, payment_plan_id, at=timezone.now(), needs=WRITE)


def _consents(request: ViewerRequest, found: "PaymentPlan", now: datetime.datetime) -> list[tuple[str, str]]:
    held = queries.consents_to_tell(found, viewer=request.viewer, at=now)
    return [(str(one.pk), one.purpose) for one in held]


def _unpaid(found: "PaymentPlan") -> dict[str, Any]:
    """Return what a report may be about: the instalments that are not paid, the first of them first."""
    unpaid = [one for one in found.instalments.all() if not one.paid_on]
    return {
        "unpaid": [(one.number, queries.due_in_words(one)) for one in unpaid],
        "left": {one.number: one.amount - one.paid for one in unpaid},
    }  # fmt: skip


def _show(request: ViewerRequest, found: "PaymentPlan", now: datetime.datetime, **typed: Form) -> HttpResponse:
    viewer, on = request.viewer, timezone.localdate(now)
    consents = _consents(request, found, now)
    report = typed.get("report") or ReportInstalment(initial={"paid_on": _("i dag")}, **_unpaid(found))
    end = typed.get("end") or EndPlan()
    give = typed.get("give") or GiveLandlord(
        consents=consents, initial={"consent": consents[0][0] if len(consents) == 1 else None}
    )
    standing, is_live = queries.row(found, on).standing, found.state == rules.PlanState.LIVE
    shown = queries.shown_instalments(found, viewer=viewer, on=on)
    is_told = any(one.reports for one in shown)
    left = queries.what_if(found.person_id, queries.dues_of(found), found.rent, viewer=viewer, on=on)
    context = {
        "found": found, "person": found.person, "standing": standing, "end": end, "give": give,
        "is_asked": standing.kind == "unsaid" or report.errors,
        "shown": shown, "is_live": is_live, "consents": consents,
        "left_to_live": left if is_live else None, "consent": queries.consent_then(found, now),
        "told": queries.told_in_words(found), "may_write": viewer.may(WRITE), "begins_in_form": bool(report.errors),
        "may_take_back": viewer.may(WRITE) and is_told and found.state in actions.MAY_TAKE_BACK,
    }  # fmt: skip
    return form_page(request, "payment_plans/plan.html", report, end, give, **context)

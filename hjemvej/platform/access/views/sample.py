"""The month's check: were these looks, drawn by chance, in order? Only for the leader."""

import datetime
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjemvej.platform.access import queries
from hjemvej.platform.access.forms import FinishCheck, JudgeLook
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.audit import actions as audit_actions
from hjemvej.platform.audit import queries as audit
from hjemvej.platform.audit import words
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

if TYPE_CHECKING:
    from hjemvej.platform.audit.models import SampledLook


MONTHS_TO_CATCH_UP = 3


@page(Audience.STAFF, Permission.CHECK_LOOKS)
def checks(request: ViewerRequest) -> HttpResponse:
    """The months drawn, and which of the latest are still to do."""
    drawn = list(audit.checks(request.viewer.team_id))
    ended = _latest_ended_months()
    to_draw = [month for month in ended if month not in {check.month for check in drawn}]
    broken = queries.broken_glass(timezone.now() - datetime.timedelta(days=31), viewer=request.viewer)
    context = {"checks": drawn, "to_draw": to_draw, "last_month": ended[0], "broken": broken}
    return render(request, "access/checks.html", context)


@page(Audience.STAFF, Permission.CHECK_LOOKS)
@require_POST
def draw_sample(request: ViewerRequest) -> HttpResponseBase:
    month = _month(request.POST.get("month", ""))
    draw = partial(
        audit_actions.draw_sample, month=month, organisation_id=request.viewer.team_id, between=_between(month),
        by=request.viewer, at=timezone.now(),
    )  # fmt: skip
    if press(request, draw):
        return redirect("access:check", month.isoformat()[:7])
    return redirect("access:checks")


@page(Audience.STAFF, Permission.CHECK_LOOKS)
def check(request: ViewerRequest, month: str) -> HttpResponseBase:
    """Each look drawn, with a verdict and a remark; then the conclusion."""
    opened = audit.check_of(_month(month), request.viewer.team_id)
    if opened is None:
        raise Http404
    lines = list(audit.lines_of(opened))
    data = request.POST if request.method == "POST" else None
    forms = [_judging(line, data) for line in lines]
    conclusion = FinishCheck(data if data and "finish" in data else None)
    if data and opened.finished_at is None and all(form.is_valid() for form in forms):
        _judge(request, lines, forms)
        if "finish" not in data:
            messages.success(request, _("Vurderingerne er gemt."))
            return redirect(request.path)
        by, at = request.viewer, timezone.now()
        if carry_out(
            conclusion, lambda: audit_actions.finish_check(check=opened, **conclusion.cleaned_data, by=by, at=at)
        ):
            messages.success(request, _("Kontrollen er afsluttet."))
            return redirect("access:checks")
    names = names_of_users({line.look.user_id for line in lines})
    ours = queries.known_of((line.look.person_id for line in lines), viewer=request.viewer, at=timezone.now())
    rows = [
        {
            "line": line,
            "form": form,
            "who": names.get(line.look.user_id, ""),
            "what": words.of_page(line.look.page),
            "basis": words.of_basis(line.look.basis) or line.look.basis,
            "is_ours": line.look.person_id in ours,
        }
        for line, form in zip(lines, forms, strict=True)
    ]
    return form_page(request, "access/check.html", conclusion, *forms, check=opened, rows=rows, conclusion=conclusion)


def _judging(line: "SampledLook", data: "QueryDict | None") -> JudgeLook:
    initial = {"verdict": line.verdict, "remark": line.remark}
    verdicts = [(key, str(label)) for key, label in type(line).Verdict.choices]
    return JudgeLook(data, prefix=str(line.pk), initial=initial, verdicts=verdicts)


def _judge(request: ViewerRequest, lines: "list[SampledLook]", forms: list[JudgeLook]) -> None:
    for line, form in zip(lines, forms, strict=True):
        if form.has_changed():
            audit_actions.judge_look(line=line, by=request.viewer, at=timezone.now(), **form.cleaned_data)


def _month(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        raise Http404 from None


def _latest_ended_months() -> list[datetime.date]:
    """Last month, and those before it that may have been forgotten in a holiday."""
    months = [_first_of(timezone.localdate())]
    for _again in range(MONTHS_TO_CATCH_UP):
        months.append(_first_of(months[-1] - datetime.timedelta(days=1)))
    return months[1:]


def _first_of(day: datetime.date) -> datetime.date:
    return day.replace(day=1)


def _between(month: datetime.date) -> tuple[datetime.datetime, datetime.datetime]:
    after = _first_of(month + datetime.timedelta(days=32))
    zone = timezone.get_default_timezone()
    midnight = datetime.time()
    return datetime.datetime.combine(month, midnight, zone), datetime.datetime.combine(after, midnight, zone)

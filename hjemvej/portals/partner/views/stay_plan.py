"""How does a house write its own opholdsplan with a guest, agree on it, and print it? Apart from the municipality's."""

import dataclasses
import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.safe_night import access
from hjemvej.ground.correspondence import typesetting
from hjemvej.ground.correspondence.letters.queries import preview
from hjemvej.ground.plans import actions, queries
from hjemvej.ground.plans.agreeing.forms import WritePlan
from hjemvej.ground.plans.rules import agreed as rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

if TYPE_CHECKING:
    from hjemvej.efforts.safe_night.models import Occupancy
    from hjemvej.ground.plans.models import PlanVersion
    from hjemvej.ground.shelters.models import House


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def stay_plan(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The plan that the house has with a guest, as it was agreed, and the one in writing."""
    now, viewer = timezone.now(), request.viewer
    own, guest = _opened(request, house_id, occupancy_id, now)
    if guest.status != guest.Status.STAYING:
        messages.info(request, _("Gæsten bor her ikke. En opholdsplan skrives sammen, mens gæsten er her."))
        return redirect("partner:own_house", own.pk)
    versions = list(queries.versions_of(guest.person_id, viewer=viewer).filter(kind=rules.Kind.STAY))
    draft = queries.draft_of(guest.person_id, rules.Kind.STAY, viewer=viewer)
    began = draft or (versions[0] if versions else None)
    kept = {name: getattr(began, name) for name in (rules.TYPED if draft else rules.PARTS)} if began else {}
    initial = {**kept, "agreed_on": _("i dag"), "version": draft.version if draft else 0}
    form = WritePlan(request.POST or None, initial=initial, asks_wish=False)
    write = partial(actions.write_stay_plan, person_id=guest.person_id, by=viewer, at=now)
    if carry_out(form, lambda: write(said=form.said, version=form.cleaned_data["version"], agreed_on=_day(form, now))):
        say = _("Opholdsplanen er aftalt og låst.") if _day(form, now) else _("Udkastet er gemt.")
        messages.success(request, say)
        return redirect("partner:stay_plan", own.pk, guest.pk)
    if form.has_error(NON_FIELD_ERRORS, actions.ChangedMeanwhile.__name__):
        form.data = {**request.POST.dict(), "version": str(draft.version if draft else 0)}  # so that again is meant
    return form_page(
        request, "partner/stay_plan.html", form, house=own, guest=guest, name=guest.person.name.with_code,
        latest=queries.shown(versions[0], viewer=viewer) if versions else None, earlier=versions[1:], draft=draft,
    )  # fmt: skip


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_GET
def stay_plan_pdf(request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID) -> HttpResponse:
    """The latest agreed opholdsplan in large print, from the house; no browser may keep it."""
    now, viewer = timezone.now(), request.viewer
    own, guest = _opened(request, house_id, occupancy_id, now)
    latest = queries.versions_of(guest.person_id, viewer=viewer).filter(kind=rules.Kind.STAY).first()
    if latest is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="opholdsplan.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(_pdf(request, own, guest, latest, now), content_type="application/pdf", headers=headers)


def _pdf(
    request: ViewerRequest, own: "House", guest: "Occupancy", latest: "PlanVersion", now: datetime.datetime
) -> bytes:
    values = {**rules.letter_values(latest), "telefon": own.phone}
    sheet = preview(
        "plan", values, name=str(guest.person.name), viewer=request.viewer, at=now, is_large=True, is_draft=False
    )
    sheet = dataclasses.replace(sheet, municipality=own.name, foot=own.name, sender=(request.viewer.name, own.phone))
    return typesetting.pdf(sheet, at=now)


def _day(form: WritePlan, now: datetime.datetime) -> datetime.date | None:
    """Return the day the plan was agreed; none: it is a draft still."""
    if "aftal" not in form.data:
        return None
    day: datetime.date = form.cleaned_data["agreed_on"] or timezone.localdate(now)
    return day


def _opened(
    request: ViewerRequest, house_id: uuid.UUID, occupancy_id: uuid.UUID, now: datetime.datetime
) -> tuple["House", "Occupancy"]:
    """Open a guest of a shelter; no other house makes such a plan."""
    own = access.open_own_house(request.viewer, house_id)
    if own.kind != own.Kind.SHELTER:
        raise Http404
    return own, access.open_guest(request.viewer, own, occupancy_id, page="partner.stay_plan", at=now)

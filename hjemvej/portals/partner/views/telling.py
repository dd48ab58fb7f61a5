"""How does a house tell the citizen's municipality of an admission (SEL § 110 stk. 6)? Late first, one at a time."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.one_entry.actions import NobodyReceives
from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.staying.actions import telling
from hjemvej.efforts.safe_night.staying.queries import admissions
from hjemvej.efforts.safe_night.staying.rules import question_to_us, text_to_send
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.portals.partner.actions.inquiry import NoAgreement, ask_of_municipality
from hjemvej.portals.partner.forms.telling import MarkTold, WhichMunicipality

if TYPE_CHECKING:
    from hjemvej.ground.shelters.models import House


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_GET
def admission_notices(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """What the house has to tell, the first due first, and what it has told."""
    now, viewer = timezone.now(), request.viewer
    own = access.open_own_house(viewer, house_id)
    to_tell = admissions.to_tell(own, viewer=viewer, at=now)
    context = {
        "house": own, "to_tell": to_tell, "told": admissions.told(own, viewer=viewer, at=now),
        "late": sum(one.is_late for one in to_tell),
    }  # fmt: skip
    return render(request, "partner/admission_notices.html", context)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_http_methods(["GET", "POST"])
def admission_notice(request: ViewerRequest, house_id: uuid.UUID, admission_id: uuid.UUID) -> HttpResponse:
    """The text for another municipality, and that it has been told."""
    now, viewer = timezone.now(), request.viewer
    own, one = _open(request, house_id, admission_id, now)
    form = MarkTold(request.POST if request.method == "POST" else None, now=now)
    mark = partial(telling.mark_told, notice=one.notice, code=one.code, name=one.municipality, by=viewer, at=now)
    if request.method == "POST" and one.to != "theirs":
        return redirect("partner:admission_notice", own.pk, one.notice.pk)
    if carry_out(form, lambda: mark(told=form.told)):
        messages.success(request, _("Skrevet: kommunen har fået det at vide."))
        return redirect("partner:admission_notices", own.pk)
    return _show(request, own, one, form, WhichMunicipality())


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def write_municipality(request: ViewerRequest, house_id: uuid.UUID, admission_id: uuid.UUID) -> HttpResponse:
    """The citizen said which municipality is theirs."""
    now, viewer = timezone.now(), request.viewer
    own, one = _open(request, house_id, admission_id, now)
    if one.person is None:
        raise Http404
    form = WhichMunicipality(request.POST)
    written = carry_out(form, lambda: telling.write_municipality(notice=one.notice, **form.chosen, by=viewer, at=now))
    if not written:
        return _show(request, own, one, MarkTold(now=now), form)
    if written.value.told_at:
        messages.success(request, _("Borgeren er vores. Teamet har fået beskeden nu."))
        return redirect("partner:admission_notices", own.pk)
    return redirect("partner:admission_notice", own.pk, one.notice.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def tell_our_team(request: ViewerRequest, house_id: uuid.UUID, admission_id: uuid.UUID) -> HttpResponse:
    """The citizen is ours: the team here gets the notice by one press."""
    now, viewer = timezone.now(), request.viewer
    own, one = _open(request, house_id, admission_id, now)
    if one.to != "ours" or one.person is None:
        raise Http404
    tell = partial(telling.tell_our_team, notice=one.notice, by=viewer, at=now)
    press(request, tell, say=_("Borgeren er vores. Teamet har fået beskeden nu."))
    return redirect("partner:admission_notices", own.pk)


@page(Audience.PARTNER, Permission.RUN_HOUSE)
@require_POST
def ask_the_team(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """Ask our team to call: a standard question from which no guest can be known."""
    now, viewer = timezone.now(), request.viewer
    own = access.open_own_house(viewer, house_id)
    try:
        ask_of_municipality(question=question_to_us(own.name, own.phone), house=own, by=viewer, at=now)
    except (NoAgreement, NobodyReceives):
        messages.error(request, _("Vi kan ikke modtage spørgsmålet her. Ring til os på %s.") % settings.TEAM_PHONE)
    else:
        messages.success(request, _("Spurgt. Teamet ringer til jer."))
    return redirect("partner:admission_notices", own.pk)


def _open(
    request: ViewerRequest, house_id: uuid.UUID, admission_id: uuid.UUID, now: datetime.datetime
) -> tuple["House", admissions.ShownNotice]:
    own = access.open_own_house(request.viewer, house_id)
    notice = access.open_admission(request.viewer, own, admission_id, page="partner.admission_notice", at=now)
    [one] = admissions.shown([notice], viewer=request.viewer, at=now)
    return own, one


def _show(
    request: ViewerRequest, own: "House", one: admissions.ShownNotice, form: MarkTold, which: WhichMunicipality
) -> HttpResponse:
    person = one.person
    born_on = person.born_on if person and not person.is_protected else None
    text = text_to_send(
        municipality=one.municipality, house=own.name, phone=own.phone, name=one.name, born_on=born_on,
        admitted_on=one.notice.admitted_on,
    )  # fmt: skip
    context = {"house": own, "one": one, "which": which, "text": text, "team_phone": settings.TEAM_PHONE}
    return form_page(request, "partner/admission_notice.html", form, which, **context)

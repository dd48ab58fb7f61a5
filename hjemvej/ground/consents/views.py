"""Which pages are there about consents? A citizen's consents, a new one, its receipt, and its withdrawal."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, queries, rules
from .forms import GiveConsent


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def consents(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List what the citizen has said yes to: what holds first, then what is over."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="consents.consents", at=now)
    rows = [queries.row(consent, now) for consent in queries.consents_of(person.pk, viewer=viewer)]
    over = [row for row in rows if row.state.mark == "fails"]
    context = {
        "person": person, "rows": [row for row in rows if row not in over] + over, "now": now,
        "held": sum(row.state.mark == "holds" for row in rows), "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip
    return render(request, "consents/consents.html", context)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def give_consent(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="consents.give_consent", at=now, needs=Permission.WRITE_NOTE)
    asked = {"to": request.GET.get("til", ""), "topics": request.GET.getlist("om")}  # by the page that needs it
    form = GiveConsent(request.POST or None, recipients=queries.recipients(), initial={"from_on": _("i dag"), **asked})
    given = carry_out(form, lambda: actions.give_consent(person_id=person.pk, said=form.said, by=viewer, at=now))
    if given:
        messages.success(request, _("Samtykket er skrevet ned. Giv borgeren kvitteringen."))
        return redirect("consents:consent", given.value.pk)
    return form_page(request, "consents/give_consent.html", form, person=person)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def consent(request: ViewerRequest, consent_id: uuid.UUID) -> HttpResponse:
    """The receipt: what the citizen said yes to, in plain words, to be printed and taken along."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_consent(viewer, consent_id, page="consents.consent", at=now)
    context = {
        "row": queries.row(found, now), "consent": found, "now": now,
        "municipality": settings.MUNICIPALITY_NAME, "team_phone": settings.TEAM_PHONE,
        "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip
    return render(request, "consents/consent.html", context)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def export_consent(request: ViewerRequest, consent_id: uuid.UUID) -> HttpResponse:
    """The same as a file, in the fields of ISO/IEC TS 27560."""
    now = timezone.now()
    found = access.open_consent(request.viewer, consent_id, page="consents.export_consent", at=now)
    record = rules.consent_record(found, controller=settings.MUNICIPALITY_NAME, at=now)
    answer = JsonResponse(record, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = (
        f'attachment; filename="samtykke-{timezone.localtime(found.given_at):%Y-%m-%d}.json"'
    )
    return answer


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def withdraw_consent(request: ViewerRequest, consent_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    found = access.open_consent(
        viewer, consent_id, page="consents.withdraw_consent", at=now, needs=Permission.WRITE_NOTE
    )
    say = _("Samtykket er trukket tilbage. Fra nu af fortæller vi ikke mere.")
    press(request, lambda: actions.withdraw_consent(consent=found, by=viewer, at=now), say=say)
    return redirect("consents:consents", found.person_id)

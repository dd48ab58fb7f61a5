"""Which pages are there about who lives in a home? That a citizen has moved out."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.ground.homes import access, actions
from hjemvej.ground.homes.forms import EndTenancy
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def end_tenancy(request: ViewerRequest, tenancy_id: uuid.UUID) -> HttpResponse:
    """They live there no longer; then: where do they sleep now?"""
    by, at = request.viewer, timezone.now()
    tenancy = access.open_tenancy(by, tenancy_id, page="homes.end_tenancy", at=at)
    form = EndTenancy(request.POST or None, initial={"until_on": _("i dag")})
    if carry_out(form, lambda: actions.end_tenancy(tenancy_id=tenancy.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Skrevet: borgeren bor der ikke mere. Hvor sover borgeren nu?"))
        return redirect("situations:record_situation", tenancy.person_id)
    return form_page(request, "homes/end_tenancy.html", form, tenancy=tenancy, person=tenancy.person)

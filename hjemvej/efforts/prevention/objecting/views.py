"""Where is a citizen's objection to a signal written down? One page; the answer is given on the request's own."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.efforts.prevention import access
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, queries, rules
from .forms import ObjectTo


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def object_to(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """The citizen says that we must not use it: in own words, with what happens meanwhile."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_signal(viewer, signal_id, page="prevention.object_to", at=now)
    form = ObjectTo(request.POST or None, initial={"received_on": _("i dag")})
    write = partial(actions.object_to, signal=found, by=viewer, at=now)
    if written := carry_out(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Indsigelsen er skrevet ned. Fristen løber nu."))
        return redirect("requests:request", written.value.pk)
    context = {"found": found, "objection": queries.objection_to(found, viewer=viewer),
               "is_going": rules.is_going(found.ended), "meanwhile": rules.while_open(found.kind.clocks)}  # fmt: skip
    return form_page(request, "prevention/object_to.html", form, **context)

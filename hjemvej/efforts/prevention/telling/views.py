"""How does a worker tell a citizen of a signal? One press begins the letter; not telling it has a page of its own."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.efforts.prevention import access
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import actions, queries
from .forms import TellLater

WORKS = Permission.HANDLE_INQUIRIES


@page(Audience.STAFF, WORKS)
@require_POST
def write_notice(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """Begin the letter that tells it; it opens to be read through, printed and given."""
    now = timezone.now()
    found = access.open_signal(request.viewer, signal_id, page="prevention.signal", at=now)
    write = partial(actions.write_notice, signal=found, by=request.viewer, at=now)
    written = press(request, write, say=_("Brevet er skrevet. Læs det igennem, og gør det færdigt."))
    return redirect("correspondence:letter", written.value.pk) if written else redirect("prevention:signal", signal_id)


@page(Audience.STAFF, WORKS)
@require_http_methods(["GET", "POST"])
def tell_later(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """The citizen is not told of it, or not yet: by which paragraph, why, and when we look again."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_signal(viewer, signal_id, page="prevention.tell_later", at=now)
    today = timezone.localdate(now)
    bases = [(one.key, f"{one.title} ({one.paragraph})") for one in queries.bases(today)]
    form = TellLater(request.POST or None, bases=bases)
    later = partial(actions.tell_later, signal=found, by=viewer, at=now)
    if carry_out(form, lambda: later(**form.cleaned_data)):
        messages.success(request, _("Skrevet, med dag, paragraf og grund."))
        return redirect("prevention:signal", found.pk)
    context = {"found": found, "row": queries.state_of(found, viewer=viewer, on=today),
               "look_again_by": queries.look_again_by(today)}  # fmt: skip
    return form_page(request, "prevention/tell_later.html", form, **context)

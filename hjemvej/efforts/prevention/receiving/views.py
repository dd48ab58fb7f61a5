"""How is a letter, a call or a talk written down? By the same door as a partner's own page.

No draft is kept: what may not be received may not be kept half-written either. The words stay on the screen.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.efforts.prevention import actions, queries
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from .forms import ReceiveSignal


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, begins=True)
@require_http_methods(["GET", "POST"])
def receive_signal(request: ViewerRequest) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    form = ReceiveSignal(request.POST or None, kinds=queries.kinds_on(timezone.localdate(now)))
    received = carry_out(
        form,
        lambda: actions.receive_signal(form.sent(now), channel=form.cleaned_data["channel"], by=viewer, at=now),
    )
    if received is None:
        return form_page(request, "prevention/receive_signal.html", form)
    messages.success(request, _("Signalet er modtaget. Afgør nu, hvem det handler om, og tag det op."))
    return redirect("prevention:signal", received.value.pk)

"""How is a letter, a call or a talk written down? By the same door as a partner's own page.

No draft is kept: what may not be received may not be kept half-written either. The words stay on the screen, also
while another kind is chosen: the pages carry them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.efforts.prevention import actions, queries
from hjemvej.efforts.prevention.rules.choices import Sender
from hjemvej.efforts.prevention.rules.receiving import kinds_from
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from .forms import CARRIED, ReceiveSignal, carried, typed_so_far

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import SignalKind

CHANGES = "change_kind"  # the button that chooses another kind: nothing is received


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, begins=True)
@require_http_methods(["GET", "POST"])
def receive_signal(request: ViewerRequest) -> HttpResponse:
    """First which kind, then only what that kind may tell."""
    now, viewer = timezone.now(), request.viewer
    kinds = list(queries.kinds_on(timezone.localdate(now)))
    kind = next((one for one in kinds if one.key == request.GET.get("slags")), None)
    if kind is None:
        return _choose_kind(request, kinds)
    typed, changes = typed_so_far(request.POST), CHANGES in request.POST
    begun = typed | {"sender_kind": request.GET.get("fra", "")}
    form = ReceiveSignal(None if changes else request.POST or None, kind=kind, initial=begun)
    received = carry_out(
        form,
        lambda: actions.receive_signal(form.sent(now), channel=form.cleaned_data["channel"], by=viewer, at=now),
    )
    if received is None:
        beside = carried(typed, kind)
        return form_page(request, "prevention/receive_signal.html", form, kind=kind, beside=beside, changes=CHANGES)
    messages.success(request, _("Signalet er modtaget. Afgør nu, hvem det handler om, og tag det op."))
    return redirect("prevention:signal", received.value.pk)


def _choose_kind(request: ViewerRequest, kinds: "Sequence[SignalKind]") -> HttpResponse:
    """The kinds by who sends them; what was typed is carried to the one that is chosen."""
    by_sender = [(sender, kinds_from(kinds, sender)) for sender in Sender]
    is_lost = request.method == "POST" and CHANGES not in request.POST
    context = {
        "by_sender": [(sender, found) for sender, found in by_sender if found], "changes": CHANGES,
        "typed": {CARRIED + name: value for name, value in typed_so_far(request.POST).items()}, "is_lost": is_lost,
    }  # fmt: skip
    return render(request, "prevention/choose_kind.html", context, status=422 if is_lost else 200)

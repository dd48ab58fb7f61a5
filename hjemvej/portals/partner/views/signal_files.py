"""How does a partner send a list with many? First what would become of each row; then those that may be received.

The file is read in memory. Between the two presses the rows wait in the sender's own page; nothing of it waits with us.
"""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.efforts.prevention.sending import actions, queries
from hjemvej.efforts.prevention.sending.actions import DONE, FATES, Fate
from hjemvej.efforts.prevention.sending.rules.carried import bring_back, carry
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.portals.partner.forms.signals import UploadSignals

PILLS = {Fate.RECEIVED: "ok", Fate.ALREADY: "neutral", Fate.REFUSED: "late", Fate.UNREAD: "soon"}
MEND_FIRST = (Fate.REFUSED, Fate.UNREAD, Fate.ALREADY, Fate.RECEIVED)


@page(Audience.PARTNER, Permission.SEND_SIGNAL, keeps_late=False)
@require_http_methods(["GET", "POST"])
def send_file(request: ViewerRequest) -> HttpResponse:
    """Look at a list, then send it."""
    now, viewer = timezone.now(), request.viewer
    if "rows" in request.POST:
        return _send(request)
    kinds = [one.kind for one in queries.kinds_offered(viewer=viewer, on=timezone.localdate(now)) if one.permit]
    if not kinds:
        return redirect("partner:choose_signal")
    form = UploadSignals(request.POST or None, request.FILES or None, kinds=kinds)
    by_key = {kind.key: kind for kind in kinds}

    def look() -> list[actions.Row]:
        typed = form.cleaned_data
        return actions.plan_file(typed["file"].read(), kind=by_key[typed["kind"]], by=viewer, at=now)

    if planned := carry_out(form, look):
        return _dry_run(request, planned.value)
    return form_page(request, "partner/send_signal_file.html", form)


def _dry_run(request: ViewerRequest, rows: list[actions.Row]) -> HttpResponse:
    coming = [(row.number, row.sent) for row in rows if row.sent]
    left = [(row.number, row.fate.value, row.why) for row in rows if not row.sent]
    carried = carry(coming, team=str(request.viewer.team_id), left=left)
    return render(request, "partner/signal_file.html", {**_shown(rows), "carried": carried, "coming": len(coming)})


def _send(request: ViewerRequest) -> HttpResponse:
    found = bring_back(request.POST["rows"], team=str(request.viewer.team_id))
    if found is None:
        messages.error(request, _("Siden har ventet for længe. Intet er sendt. Vælg filen igen."))
        return redirect("partner:send_signal_file")
    rows, left = found
    sent = actions.send_rows(rows, by=request.viewer, at=timezone.now())
    done = [*sent, *(actions.Row(number, Fate(fate), why) for number, fate, why in left)]
    shown = _shown(done, {**FATES, Fate.RECEIVED: DONE})
    counts = actions.count_fates(done)
    received, already = counts[Fate.RECEIVED], counts[Fate.ALREADY]
    unsent = len(done) - received - already
    context = {**shown, "is_done": True, "received": received, "already": already, "left": unsent}
    return render(request, "partner/signal_file.html", context)


def _shown(rows: list[actions.Row], words: Mapping[Fate, object] = FATES) -> dict[str, object]:
    counts = actions.count_fates(rows)
    ordered = sorted(rows, key=lambda row: (MEND_FIRST.index(row.fate), row.number))
    return {
        "stats": [(words[fate], counts[fate], PILLS[fate]) for fate in Fate], "total": len(rows),
        "rows": [(row, words[row.fate], PILLS[row.fate]) for row in ordered],
    }  # fmt: skip

"""Who became homeless without anybody having told us? The count, and each to learn from."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, forms, queries, words
from .access import open_onset

WORKS = Permission.HANDLE_INQUIRIES
ROWS = 20


@page(Audience.STAFF, WORKS, lists_citizens=True)
@require_GET
def onsets(request: ViewerRequest) -> HttpResponse:
    """How many had we heard of, who could have told us of the others, and each of them whom the viewer may see."""
    on, viewer = timezone.localdate(), request.viewer
    since = queries.counted_since(on)
    found = queries.counted(viewer=viewer, since=since)
    rows = queries.onsets(viewer=viewer, since=since)
    paged = Paginator(rows, ROWS).get_page(request.GET.get("side"))
    shown = list(paged)
    context = {
        "since": since, "found": found, "not_known": found.every - found.known, "lines": words.lines(found),
        "told": words.told(found), "rows": shown, "paged": paged,
        "hidden": max(0, found.unread - rows.filter(read_at=None).count()), "kept": words.kept(on),
        "within": queries.in_words(queries.WITHIN, on),
    }  # fmt: skip
    return render(request, "prevention/onsets.html", context)


@page(Audience.STAFF, WORKS)
@require_http_methods(["GET", "POST"])
def learn(request: ViewerRequest, onset_id: uuid.UUID) -> HttpResponse:
    """One citizen: since when, from where to where, had we heard; and what we learn."""
    now, viewer = timezone.now(), request.viewer
    onset = open_onset(viewer, onset_id, page="prevention.learn", at=now)
    seen = queries.as_seen(onset)
    initial = {"could_tell": onset.trace.could_tell, "words": onset.words, "seen": seen}
    form = forms.Learn(request.POST or None, initial=initial)
    write = partial(actions.learn, onset=onset, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Gemt. Tak."))
        return redirect(f"{reverse('prevention:onsets')}#kort-laer")
    if form.is_bound:
        form.data = {**request.POST.dict(), "seen": seen}  # the page says now what stands: a second press is meant
    return form_page(request, "prevention/learn.html", form, onset=onset, person=onset.person,
                     kept_for=queries.in_words(queries.NAME_KEPT, timezone.localdate(now)))  # fmt: skip

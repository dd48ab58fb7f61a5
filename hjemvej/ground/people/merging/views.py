"""Are these two the same person? Find the other, see both side by side, and say yes; no machine merges people.

And if they were not, part them again.
"""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.ground.people import access, queries
from hjemvej.ground.people.merging.actions import merging, undoing
from hjemvej.ground.people.merging.forms import MergePeople, UndoMerge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.ground.people.recognising.queries import find_people, like_person
from hjemvej.ground.people.views.editing import PARTS
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page


@page(Audience.STAFF, Permission.MERGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def merge_choose(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Let the viewer choose the other record: those who may be the same by any of the names, else a similar name."""
    at = timezone.now()
    person = access.open_person(request.viewer, person_id, page="people.merge", at=at, needs=Permission.MERGE_PEOPLE)
    typed, on = request.POST.get("q", ""), timezone.localdate(at)
    found = [] if typed else like_person(person, viewer=request.viewer, on=on)
    if not found:
        found = find_people(typed or person.full_name, viewer=request.viewer, on=on, limit=9)
    others = [one for one in found if one.id != person.pk]
    merges = merges_of(person, viewer=request.viewer)
    shown = typed or ("" if person.is_protected and "q" not in request.POST else person.full_name)
    context = {
        "person": person, "parts": PARTS, "part": "people:merge_choose",
        "found": others, "asked": shown, "merges": merges,
    }  # fmt: skip
    return render(request, "people/merge_choose.html", context)


@page(Audience.STAFF, Permission.MERGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def merge(request: ViewerRequest, person_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """Both side by side; the first is kept."""
    at, by = timezone.now(), request.viewer
    needs = Permission.MERGE_PEOPLE
    keep = access.open_person(by, person_id, page="people.merge", at=at, needs=needs)
    other = access.open_person(by, other_id, page="people.merge", at=at, needs=needs)
    form = MergePeople(request.POST or None)
    if carry_out(
        form, lambda: merging.merge_people(keep=keep, merge=other, why=form.cleaned_data["why"], by=by, at=at)
    ):
        messages.success(request, _("De to er nu én. Hvad der blev flyttet, står i loggen."))
        return redirect("staff:person", keep.pk)
    on = timezone.localdate(at)
    sides = [queries.person_card(person, viewer=by, on=on) for person in (keep, other)]
    return form_page(request, "people/merge.html", form, keep=keep, other=other, sides=sides)


@page(Audience.STAFF, Permission.MERGE_PEOPLE)
@require_http_methods(["GET", "POST"])
def undo_merge(request: ViewerRequest, person_id: uuid.UUID, other_id: uuid.UUID) -> HttpResponse:
    """They are two after all: what goes back, and what has come since and stays."""
    at, by = timezone.now(), request.viewer
    kept = access.open_person(by, person_id, page="people.undo_merge", at=at, needs=Permission.MERGE_PEOPLE)
    merge = next((candidate for candidate in merges_of(kept, viewer=by) if candidate.merged_id == other_id), None)
    if merge is None:
        raise Http404
    form = UndoMerge(request.POST or None)
    parted = carry_out(form, lambda: undoing.undo_merge(merge=merge, **form.cleaned_data, by=by, at=at))
    if parted:
        messages.success(request, _("De er to igen. Her er den, der var lagt ind i den anden."))
        return redirect("staff:person", parted.value.pk)
    context = {"person": kept, "merge": merge, "parts": PARTS, "part": "people:merge_choose"}
    return form_page(request, "people/undo_merge.html", form, **context)

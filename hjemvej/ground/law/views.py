"""Which pages are there about the law? Read it as it stands on a day, see a rule's history, change it from a day."""

import datetime
from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, queries
from .forms import ChangeProvision, OnADay, SearchLaw
from .rules import SURE, by_law, that_say


@page(Audience.STAFF, Permission.SEE_LAW, once=False)
@require_http_methods(["GET", "POST"])
def provisions(request: HttpRequest) -> HttpResponse:
    """Every rule in force, in the order of the laws; those that say the words or are uncertain, when asked for."""
    form, search = OnADay(request.GET), SearchLaw(request.POST or None)
    on = (form.cleaned_data["dag"] if form.is_valid() else None) or timezone.localdate()
    words = search.cleaned_data["tekst"] if search.is_valid() else ""
    in_force = that_say(words, queries.provisions_on(on).values())
    uncertain = [rule for rule in in_force if not rule.is_certain]
    only_uncertain = request.GET.get("vis") == "usikre"
    bases = that_say(words, queries.bases_on(on))
    decided_by = that_say(words, queries.decision_bases_on(on))
    if only_uncertain:
        bases = [basis for basis in bases if basis.certainty not in SURE]
        decided_by = [basis for basis in decided_by if basis.certainty not in SURE]
    context = {
        "form": form, "search": search, "on": on, "is_today": on == timezone.localdate(), "number": len(in_force),
        "words": words, "number_uncertain": len(uncertain), "only_uncertain": only_uncertain,
        "is_narrowed": bool(words or only_uncertain),
        "laws": by_law(uncertain if only_uncertain else in_force), "bases": bases,
        "decided_by": decided_by,
    }  # fmt: skip
    return render(request, "law/provisions.html", context)


@page(Audience.STAFF, Permission.SEE_LAW)
@require_GET
def provision(request: ViewerRequest, key: str) -> HttpResponse:
    """One rule: what it says, what it said, and who changed it."""
    versions = queries.versions(key)
    if not versions:
        raise Http404
    today = timezone.localdate()
    current = next((version for version in versions if version.holds_on(today)), versions[0])
    context = {
        "rule": current,
        "versions": versions,
        "today": today,
        "history": queries.history(key, viewer=request.viewer),
    }
    return render(request, "law/provision.html", context)


@page(Audience.STAFF, Permission.EDIT_LAW)
@require_http_methods(["GET", "POST"])
def change_provision(request: ViewerRequest, key: str) -> HttpResponse:
    versions = queries.versions(key)
    if not versions:
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    earliest = queries.erasing_begins_at_earliest(today) if queries.erases(key) else None

    def would_go(value: Decimal, from_on: datetime.date) -> list[str]:
        if earliest is None or from_on < earliest:
            return []  # the action refuses an earlier day
        return queries.would_go(key, value, from_on, on=today)

    form = ChangeProvision(request.POST or None, rule=versions[0], today=today, would_go=would_go)
    if carry_out(form, lambda: actions.change_provision(key=key, by=request.viewer, at=now, **form.cleaned_data)):
        messages.success(request, _("Reglen er ændret. Den gamle version gælder stadig for dagene før."))
        return redirect("law:provision", key)
    return form_page(request, "law/change_provision.html", form, rule=versions[0], earliest=earliest)

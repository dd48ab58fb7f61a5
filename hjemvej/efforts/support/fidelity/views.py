"""Which page says whether the team follows its methods? Domain by domain, what is missing, and the courses behind."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import danish_order

from . import queries, rules
from .rules import State

WEAK = (State.NOT, State.PARTLY)


@page(Audience.STAFF, Permission.WRITE_NOTE, lists_citizens=True)
@require_GET
def fidelity(request: ViewerRequest) -> HttpResponse:
    """Do we follow the method? No total; the names behind a criterion are shown when they are asked for."""
    on, viewer = timezone.localdate(timezone.now()), request.viewer
    found = queries.fidelity(on, viewer=viewer)
    context = {
        "headline": headline(found), "methods": [_shown(one) for one in found],
        "days": queries.days_back(on), "behind": _behind(request, found, viewer),
    }  # fmt: skip
    return render(request, "support/fidelity.html", context)


def headline(found: list[queries.OfMethod]) -> str:
    """Name the domains where something is missing; there is no total."""
    if not found:
        return _("Ingen forløb at se på endnu")
    keys = [domain.key for one in found for domain in one.domains if domain.state in WEAK]
    weak = [str(name).lower() for key, name in rules.DOMAINS.items() if key in keys]
    if weak:
        return _("Noget mangler i: %s") % ", ".join(weak)
    return _("Intet mangler i det, vi kan vide")


def _shown(one: queries.OfMethod) -> dict[str, Any]:
    return {
        "method": one.method.value,
        "label": one.method.label,
        "courses": len(one.rows),
        "domains": [
            {
                "name": rules.DOMAINS[domain.key], "chip": _chip(domain), "kind": rules.IN_WORDS[domain.state][1],
                "criteria": [
                    {
                        "key": each.said.key, "title": each.said.title, "text": each.said.text,
                        "source": each.said.source, "how_sure": each.said.get_certainty_display(),
                        "state": rules.IN_WORDS[each.found.state][0], "missing": each.found.missing,
                        "has_cases": any(judged.holds is not True for judged in each.found.judged.values()),
                    }
                    for each in domain.criteria
                ],
            }
            for domain in one.domains
        ],
    }  # fmt: skip


def _chip(domain: queries.Domain) -> str:
    """Say how it stands; where something is missing, in how many courses nothing is: 30 of 32 is not 1 of 6."""
    if domain.state not in WEAK:
        return str(rules.IN_WORDS[domain.state][0])
    everybody = len(domain.known)
    return _("opfyldt i %(n)d af %(all)d") % {"n": everybody - len(domain.lacks), "all": everybody}


def _behind(request: ViewerRequest, found: list[queries.OfMethod], viewer: Viewer) -> dict[str, Any] | None:
    """Return the courses in which a criterion is missing or unknown, by the alphabet: nobody stands first."""
    method, key = request.GET.get("metode"), request.GET.get("hvad", "")
    if not method:
        return None
    of_it = next((one for one in found if one.method == method), None)
    criterion = of_it.criterion(key) if of_it else None
    if of_it is None or criterion is None:
        raise Http404
    lacking = [(of_it.rows[place], one) for place, one in criterion.found.judged.items() if one.holds is not True]
    people = queries.people_of([row for row, _one in lacking], viewer=viewer)
    rows: list[dict[str, Any]] = [
        {"person": people[row.person_id], "why": one.why, "is_unknown": one.holds is None}
        for row, one in lacking if row.person_id in people
    ]  # fmt: skip
    rows.sort(key=lambda row: danish_order(str(row["person"].name)))
    return {"title": criterion.said.title, "method": of_it.method.label, "rows": rows}

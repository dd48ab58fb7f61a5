"""Which CPR numbers may be another team's citizens'? Those that were typed, and those of lists, which wait."""

import datetime
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.ground.people import access, actions, queries
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.identity.queries import names_of_users

A_MONTH = datetime.timedelta(days=30)
SHOWN = 200


@page(Audience.STAFF, Permission.CHECK_LOOKS, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def numbers(request: ViewerRequest) -> HttpResponse:
    """The leader's list: whose they are is not told; the link leads to the usual door."""
    at, by = timezone.now(), request.viewer
    if request.method == "POST":
        return _try_again(request, request.POST.get("person", ""), at)
    met = list(queries.numbers_met(at - A_MONTH, viewer=by)[:SHOWN])
    names = names_of_users({event.user_id for event in met})
    waiting = list(queries.with_waiting_number(viewer=by)[:SHOWN])
    holders = queries.ids_of_cprs([person.cpr_waiting for person in waiting])
    context = {
        "met": [(event.at, names.get(event.user_id, ""), event.person_id) for event in met],
        "waiting": [(person, holders.get(person.cpr_waiting)) for person in waiting],
    }
    return render(request, "people/numbers.html", context)


def _try_again(request: ViewerRequest, named: str, at: datetime.datetime) -> HttpResponse:
    try:
        person_id = uuid.UUID(named)
    except ValueError:
        return redirect("people:numbers")
    needs = Permission.CHECK_LOOKS
    person = access.open_person(request.viewer, person_id, page="people.numbers", at=at, needs=needs)
    if actions.settle_number(person=person, by=request.viewer, at=at):
        messages.success(request, _("Nummeret er skrevet på borgeren."))
    else:
        messages.info(request, _("Nummeret hører stadig til en anden."))
    return redirect("people:numbers")

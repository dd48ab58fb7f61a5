"""Who am I here, what may I do, and in which organisation am I working now?"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hjemvej.platform.access import actions, queries
from hjemvej.platform.access.forms import ChoosePassword, OwnPage
from hjemvej.platform.access.middleware import CHOSEN_ORGANISATION
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import PERMISSION_WORDS
from hjemvej.platform.identity import actions as identity
from hjemvej.platform.identity.queries import user_of_link


@page(Audience.SIGNED_IN)
def own_page(request: ViewerRequest) -> HttpResponseBase:
    viewer = request.viewer
    user = queries.user(viewer)
    form = OwnPage(request.POST or None, initial={"name": user.name, "phone": user.phone})
    if form.is_valid():
        identity.change_own_page(by=viewer, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Gemt."))
        return redirect("access:own_page")
    may = [words for permission, words in PERMISSION_WORDS.items() if viewer.may(permission)]
    places = queries.memberships_of(user, on=timezone.localdate())
    return render(request, "access/own_page.html", {"form": form, "user": user, "may": may, "places": places})


@page(Audience.SIGNED_IN, once=False)  # here and there in turn
def switch_organisation(request: ViewerRequest) -> HttpResponseBase:
    """One who works in two places chooses where they are working now."""
    places = queries.memberships_of(queries.user(request.viewer), on=timezone.localdate())
    if request.method == "POST":
        if any(str(place.organisation_id) == request.POST.get("organisation") for place in places):
            request.session[CHOSEN_ORGANISATION] = request.POST["organisation"]
            return redirect("/")
        messages.error(request, _("Du er ikke medlem der."))
    return render(request, "access/switch_organisation.html", {"places": places})


@page(Audience.PUBLIC)
def choose_password(request: ViewerRequest, code: str, token: str) -> HttpResponseBase:
    """The link a leader hands over works once, and for three days."""
    user = user_of_link(code, token)
    if user is None:
        return render(request, "access/link_is_spent.html", status=404)
    form = ChoosePassword(request.POST or None, user=user)
    if form.is_valid():
        actions.choose_password(user=user, password=form.cleaned_data["password"], at=timezone.now())
        messages.success(request, _("Din adgangskode er gemt. Log ind med den."))
        return redirect("account_login")
    response: HttpResponse = render(request, "access/choose_password.html", {"form": form, "user": user})
    return response

"""Who belongs here, in which role, and what does each role let one do?"""

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjemvej.platform.access import actions, queries, rules
from hjemvej.platform.access.forms import AddMember, ChangeRole, EndMembership
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import KINDS_OF_PAGE, PERMISSION_WORDS, PERMISSIONS, WORK, Permission, Role, Work
from hjemvej.platform.rooms import coordinated_by
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

if TYPE_CHECKING:
    from hjemvej.platform.access.models import Membership, Organisation


@page(Audience.STAFF, Permission.MANAGE_MEMBERS)
def members(request: ViewerRequest) -> HttpResponse:
    organisation = _organisation(request)
    context = {
        "organisation": organisation,
        "organisations": queries.organisations_to_staff(request.viewer),
        "members": queries.members(organisation.pk, on=timezone.localdate()),
        "may_add": bool(_roles(request, organisation)),
    }
    return render(request, "access/members.html", context)


@page(Audience.STAFF, Permission.MANAGE_MEMBERS)
def add_member(request: ViewerRequest) -> HttpResponseBase:
    organisation = _organisation(request)
    form = AddMember(request.POST or None, today=timezone.localdate())
    form.fields["role"].choices = _choices(_roles(request, organisation))  # type: ignore[attr-defined]
    by, at = request.viewer, timezone.now()
    added = carry_out(form, lambda: actions.add_member(organisation=organisation, **form.member, by=by, at=at))
    if added:
        place = queries.members(organisation.pk, on=timezone.localdate()).filter(user=added.value).latest("from_on")
        messages.success(request, _("%s er tilføjet.") % added.value.name)
        return redirect("access:member", place.pk)
    return form_page(request, "access/add_member.html", form, organisation=organisation)


@page(Audience.STAFF, Permission.MANAGE_MEMBERS)
def member(request: ViewerRequest, membership_id: int) -> HttpResponseBase:
    """One member: change the role from a day, end the membership, hand over a link for a password."""
    place = _place(request, membership_id)
    doing = request.POST.get("do")
    change = ChangeRole(request.POST if doing == "change" else None, initial={"from_on": timezone.localdate()})
    change.fields["role"].choices = _choices(_roles(request, place.organisation))  # type: ignore[attr-defined]
    end = EndMembership(request.POST if doing == "end" else None, initial={"last_on": timezone.localdate()})
    by, at = request.viewer, timezone.now()
    if carry_out(change, lambda: actions.change_role(membership=place, **change.place, by=by, at=at)):
        return _done(request, place, _("Rollen er skiftet."))
    if carry_out(end, lambda: actions.end_membership(membership=place, **end.cleaned_data, by=by, at=at)):
        return _done(request, place, _("Adgangen lukker efter den sidste dag."))
    may_make_link = queries.may_make_link(place.user, viewer=request.viewer, on=timezone.localdate())
    coordinates = coordinated_by()(place.user_id, viewer=request.viewer)
    context = {"place": place, "change": change, "end": end, "may_make_link": may_make_link, "coordinates": coordinates}
    return form_page(request, "access/member.html", change, end, **context)


@page(Audience.STAFF, Permission.MANAGE_MEMBERS)
@require_POST
def make_link(request: ViewerRequest, membership_id: int) -> HttpResponseBase:
    """A link for choosing a password, shown once to the one who hands it over."""
    place = _place(request, membership_id)
    by, at = request.viewer, timezone.now()
    token = press(request, lambda: actions.make_password_link(user=place.user, by=by, at=at))
    if token is None:
        return redirect("access:member", place.pk)
    link = request.build_absolute_uri(reverse("access:choose_password", args=[str(place.user_id), token.value]))
    return render(request, "access/link.html", {"place": place, "link": link})


@page(Audience.STAFF, Permission.MANAGE_MEMBERS)
def roles(request: ViewerRequest) -> HttpResponse:
    """The table of roles and what each may do."""
    roles = sorted(Role, key=lambda role: list(Work).index(WORK[role]))
    kinds = [
        (kind, [(PERMISSION_WORDS[one], [(role, one in PERMISSIONS[role]) for role in roles]) for one in permissions])
        for kind, permissions in KINDS_OF_PAGE
    ]
    return render(request, "access/roles.html", {"roles": [(role, WORK[role]) for role in roles], "kinds": kinds})


def _organisation(request: ViewerRequest) -> "Organisation":
    chosen = request.GET.get("sted") or str(request.viewer.organisation_id)
    for organisation in queries.organisations_to_staff(request.viewer):
        if str(organisation.pk) == chosen:
            return organisation
    raise Http404


def _place(request: ViewerRequest, membership_id: int) -> "Membership":
    place = queries.member(membership_id, viewer=request.viewer)
    if place is None:
        raise Http404
    return place


def _roles(request: ViewerRequest, organisation: "Organisation") -> tuple[Role, ...]:
    own = organisation.pk == request.viewer.organisation_id
    return rules.roles_one_may_give(request.viewer.role, organisation.kind, is_own_organisation=own)


def _choices(roles: tuple[Role, ...]) -> list[tuple[str, str]]:
    return [("", _("Vælg …")), *((role.value, str(role.label)) for role in roles)]


def _done(request: ViewerRequest, place: "Membership", words: str) -> HttpResponseBase:
    messages.success(request, words)
    return redirect(f"{reverse('access:members')}?sted={place.organisation_id}")

"""Which pages are there about partners? The list, one partner, and changes to who they are and what is shared."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries, rules
from .forms import DescribeContact, DescribePartner, EndAgreement, FindPartner, MakeAgreement

ON_A_PAGE = 50
AT_ONCE = 500  # of those searched for: the links to more pages could not carry what was typed
FACTS = ("cvr", "phone", "email", "address", "municipality_code", "note")
CONTACT = ("name", "title", "phone", "email", "hours")


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def organisations(request: HttpRequest) -> HttpResponse:
    """Whom do we work with, and whom do we ring? A name is posted, so that no name stands in an address."""
    form = FindPartner(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    found = queries.partners(on=timezone.localdate(), kind=said.get("slags", ""), text=said.get("tekst", ""))
    shown = Paginator(found, AT_ONCE if any(said.values()) else ON_A_PAGE).get_page(request.GET.get("side"))
    context = {"form": form, "page": shown, "is_searched": any(said.values())}
    return render(request, "partners/organisations.html", context)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_GET
def organisation(request: ViewerRequest, organisation_id: uuid.UUID) -> HttpResponse:
    """One partner: how to reach them, what they may send and see, and why."""
    found = access.open_organisation(organisation_id)
    today = timezone.localdate()
    agreements = list(queries.agreements_of(found.pk))
    context = {
        "organisation": found, "partner": queries.partner(found.pk), "today": today,
        "agreements": [(one, rules.holds(one, today)) for one in agreements],
        "sends": rules.agreed(agreements, rules.Direction.SENDS, today),
        "sees": rules.agreed(agreements, rules.Direction.SEES, today),
        "may_edit": request.viewer.may(Permission.EDIT_PARTNERS) and queries.may_edit(found.pk, viewer=request.viewer),
    }  # fmt: skip
    return render(request, "partners/organisation.html", context)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_http_methods(["GET", "POST"])
def add_partner(request: ViewerRequest) -> HttpResponse:
    form = DescribePartner(request.POST or None)
    added = carry_out(form, lambda: actions.add_partner(**form.partner, by=request.viewer, at=timezone.now()))
    if added:
        messages.success(request, _("Samarbejdspartneren er oprettet."))
        return redirect("partners:organisation", added.value.pk)
    return form_page(request, "partners/change_partner.html", form)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_http_methods(["GET", "POST"])
def change_partner(request: ViewerRequest, organisation_id: uuid.UUID) -> HttpResponse:
    organisation = access.open_to_edit(request.viewer, organisation_id)
    partner = queries.partner(organisation.pk)
    known = {name: getattr(partner, name, "") for name in FACTS}
    known["is_for_all_teams"] = partner is not None and partner.kept_by_id is None
    form = DescribePartner(
        request.POST or None, initial={"name": organisation.name, "kind": organisation.kind, **known}
    )
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.change_partner(organisation=organisation, **form.partner, by=by, at=at)):
        messages.success(request, _("Rettet."))
        return redirect("partners:organisation", organisation.pk)
    return form_page(request, "partners/change_partner.html", form, organisation=organisation)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_http_methods(["GET", "POST"])
def add_contact(request: ViewerRequest, organisation_id: uuid.UUID) -> HttpResponse:
    organisation = access.open_to_edit(request.viewer, organisation_id)
    form = DescribeContact(request.POST or None)
    if form.is_valid():
        contact = actions.Contact(**form.cleaned_data)
        actions.add_contact(organisation=organisation, contact=contact, by=request.viewer, at=timezone.now())
        messages.success(request, _("Kontaktpersonen er skrevet på."))
        return redirect("partners:organisation", organisation.pk)
    return form_page(request, "partners/change_contact.html", form, organisation=organisation)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_http_methods(["GET", "POST"])
def change_contact(request: ViewerRequest, contact_id: int) -> HttpResponse:
    person = access.open_contact(request.viewer, contact_id)
    form = DescribeContact(request.POST or None, initial={name: getattr(person, name) for name in CONTACT})
    if form.is_valid():
        contact = actions.Contact(**form.cleaned_data)
        actions.change_contact(person=person, contact=contact, by=request.viewer, at=timezone.now())
        messages.success(request, _("Rettet."))
        return redirect("partners:organisation", person.partner_id)
    organisation = person.partner.organisation
    return form_page(request, "partners/change_contact.html", form, organisation=organisation, person=person)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_POST
def remove_contact(request: ViewerRequest, contact_id: int) -> HttpResponse:
    person = access.open_contact(request.viewer, contact_id)
    actions.remove_contact(person=person, by=request.viewer, at=timezone.now())
    messages.success(request, _("Kontaktpersonen er fjernet."))
    return redirect("partners:organisation", person.partner_id)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_http_methods(["GET", "POST"])
def make_agreement(request: ViewerRequest, organisation_id: uuid.UUID) -> HttpResponse:
    organisation = access.open_to_edit(request.viewer, organisation_id)
    by, at = request.viewer, timezone.now()
    bases = queries.bases_for(organisation, timezone.localdate(at))
    form = MakeAgreement(request.POST or None, bases=bases, initial={"from_on": _("i dag")})
    if carry_out(form, lambda: actions.make_agreement(organisation=organisation, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Aftalen er skrevet ind og gælder fra den dag, den siger."))
        return redirect("partners:organisation", organisation.pk)
    return form_page(request, "partners/make_agreement.html", form, organisation=organisation)


@page(Audience.STAFF, Permission.EDIT_PARTNERS)
@require_http_methods(["GET", "POST"])
def end_agreement(request: ViewerRequest, agreement_id: uuid.UUID) -> HttpResponse:
    agreement = access.open_agreement(request.viewer, agreement_id)
    form = EndAgreement(request.POST or None, initial={"last_on": _("i dag")})
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.end_agreement(agreement=agreement, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Aftalen har fået en sidste dag."))
        return redirect("partners:organisation", agreement.partner_id)
    organisation = agreement.partner.organisation
    return form_page(request, "partners/end_agreement.html", form, agreement=agreement, organisation=organisation)

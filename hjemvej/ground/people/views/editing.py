"""What stands of a person, and is it right? One page a part: about, names, contact, household, municipality, shield."""

import datetime
import uuid
from typing import TYPE_CHECKING, Any

from django import forms as django_forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from hjemvej.ground.people import access, actions, forms, queries
from hjemvej.ground.people.recognising.queries import may_be
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person

PARTS = (
    ("people:person_edit", gettext_lazy("Om borgeren")),
    ("people:names", gettext_lazy("Navne")),
    ("people:contact", gettext_lazy("Træffes")),
    ("people:household", gettext_lazy("Husstand")),
    ("people:municipality", gettext_lazy("Handlekommune")),
    ("people:protection", gettext_lazy("Beskyttelse")),
    ("people:merge_choose", gettext_lazy("Samme borger to gange?")),
)
CHANNEL = ("channel_of_service", "channel_since_on", "digital_post_exempt_until")
ABOUT = (
    "description", "sex", "language", "needs_interpreter", "accessibility_needs", "animals", "citizenship",
    "has_no_permanent_stay",
)  # fmt: skip


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def person_edit(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    person, at = _open(request, person_id, "people.about")
    if person.description and _is_covered(request, person, at):  # it may be the only name
        return _covered(request, person, "people:person_edit")
    initial: dict[str, Any] = {name: getattr(person, name) for name in ABOUT}
    initial["born"] = _born_as_typed(person)
    today = timezone.localdate(at)
    fields = {*ABOUT, "born", "cpr"} & set(request.POST)  # no form: the viewer only asks to see what is hidden
    form = forms.EditPerson(
        request.POST if fields else None, initial=initial, is_nameless=person.is_nameless, today=today
    )
    if carry_out(form, lambda: _change(person, form, by=request.viewer, at=at)):
        return _saved(request, "people:person_edit", person)
    return _part(request, person, "people:person_edit", form, has_cpr=bool(person.cpr_encrypted))


def _change(person: "Person", form: forms.EditPerson, *, by: Viewer, at: datetime.datetime) -> None:
    typed = form.cleaned_data
    changes: dict[str, Any] = {name: typed[name] for name in ABOUT}
    if "born" in form.changed_data:
        born = typed["born"]
        changes |= {"born_on": born.on, "born_year": born.year, "born_year_is_guess": born.is_guess}
    if typed["cpr"]:  # before the transaction, which a refusal rolls back: the log keeps who typed it
        actions.refuse_number_of_another(typed["cpr"], person=person, by=by, at=at)
    with transaction.atomic():  # write all of the form or nothing
        actions.change_person(person=person, changes=changes, by=by, at=at)  # type: ignore[arg-type]
        if typed["cpr"]:
            actions.set_cpr(person=person, cpr=typed["cpr"], by=by, at=at)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def names(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    person, at = _open(request, person_id, "people.names")
    if _is_covered(request, person, at):
        return _covered(request, person, "people:names")
    by, doing = request.viewer, request.POST.get("do")
    called = {"given_names": person.given_names, "surname": person.surname}
    learn = forms.LearnName(request.POST if doing == "learn" else None, initial=called)
    alias = forms.AddAlias(request.POST if doing == "add" else None, prefix="alias")
    if learn.is_bound and learn.is_valid():
        actions.learn_name(person=person, by=by, at=at, **learn.cleaned_data)
        return _named(request, person)
    if alias.is_bound and alias.is_valid():
        actions.add_alias(person=person, name=alias.cleaned_data["name"], by=by, at=at)
        return _named(request, person)
    if removed := _number(request, "remove"):
        actions.remove_alias(person=person, alias_id=removed, by=by, at=at)
        return _saved(request, "people:names", person)
    rows = queries.names_of(person, viewer=by)
    return _part(request, person, "people:names", learn, second=alias, rows=rows)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def contact(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    person, at = _open(request, person_id, "people.contact")
    rows = queries.contact_ways(person, viewer=request.viewer, on=timezone.localdate(at))
    if _is_covered(request, person, at, has_secrets=any(row.is_secret for row in rows)):
        return _covered(request, person, "people:contact")
    by, doing = request.viewer, request.POST.get("do")
    chosen = {name: getattr(person, name) for name in CHANNEL}
    add = forms.AddContactWay(request.POST if doing == "add" else None)
    channel = forms.ChooseChannel(request.POST if doing == "channel" else None, initial=chosen, prefix="channel")
    if add.is_bound and add.is_valid():
        actions.add_contact_way(person=person, by=by, at=at, **add.cleaned_data)
        return _saved(request, "people:contact", person)
    if channel.is_bound and channel.is_valid():
        changes: dict[str, Any] = channel.cleaned_data
        if changes["channel_since_on"] is None and changes["channel_of_service"] != person.channel_of_service:
            changes["channel_since_on"] = timezone.localdate(at)
        actions.change_person(person=person, changes=changes, by=by, at=at)  # type: ignore[arg-type]
        return _saved(request, "people:contact", person)
    if ended := _number(request, "end"):
        actions.end_contact_way(person=person, way_id=ended, until_on=timezone.localdate(at), by=by, at=at)
        return _saved(request, "people:contact", person)
    return _part(request, person, "people:contact", add, second=channel, rows=rows)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def household(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    person, at = _open(request, person_id, "people.household")
    if _is_covered(request, person, at):
        return _covered(request, person, "people:household")
    add = forms.AddHouseholdMember(request.POST if request.POST.get("do") == "add" else None)
    if add.is_bound and add.is_valid():
        actions.add_household_member(person=person, by=request.viewer, at=at, **add.cleaned_data)
        return _saved(request, "people:household", person)
    if removed := _number(request, "remove"):
        actions.remove_household_member(person=person, member_id=removed, by=request.viewer, at=at)
        return _saved(request, "people:household", person)
    return _part(request, person, "people:household", add, rows=queries.household(person, viewer=request.viewer))


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def municipality(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    person, at = _open(request, person_id, "people.municipality")
    form = forms.ChooseMunicipality(request.POST or None, initial={"from_on": timezone.localdate(at)})
    if request.method == "POST" and form.is_valid():
        actions.set_responsible_municipality(person=person, by=request.viewer, at=at, **form.cleaned_data)
        return _saved(request, "people:municipality", person)
    rows = queries.municipality_periods(person, viewer=request.viewer)
    return _part(request, person, "people:municipality", form, rows=rows)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def protection(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    person, at = _open(request, person_id, "people.protection")
    initial = {"protection": person.protection, "last_on": person.protection_last_on}
    form = forms.ProtectPerson(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_protection(person=person, by=request.viewer, at=at, **form.cleaned_data)
        return _saved(request, "people:protection", person)
    return _part(request, person, "people:protection", form)


def _open(request: ViewerRequest, person_id: uuid.UUID, name: str) -> "tuple[Person, datetime.datetime]":
    at = timezone.now()
    return access.open_person(request.viewer, person_id, page=name, at=at, needs=Permission.EDIT_PERSON), at


def _is_covered(
    request: ViewerRequest, person: "Person", at: "datetime.datetime", *, has_secrets: bool = False
) -> bool:
    """What is hidden comes when somebody asks for it; each form sent may show it, and is in the log."""
    if not (person.is_protected or has_secrets):
        return False
    if request.method == "POST":
        access.reveal_protected(request.viewer, person.pk, at=at)
    return request.method != "POST"


def _covered(request: ViewerRequest, person: "Person", url_name: str) -> HttpResponse:
    return render(request, "people/covered.html", {"person": person, "parts": PARTS, "part": url_name})


def _saved(request: ViewerRequest, url_name: str, person: "Person") -> HttpResponse:
    messages.success(request, _("Gemt."))
    return redirect(url_name, person.pk)


def _named(request: ViewerRequest, person: "Person") -> HttpResponse:
    """Who is now called as another citizen is compared with them at once, by those who may."""
    if not request.viewer.may(Permission.MERGE_PEOPLE) or not may_be(person, viewer=request.viewer):
        return _saved(request, "people:names", person)
    messages.warning(request, _("Gemt. En anden borger ligner: er det den samme?"))
    return redirect("people:merge_choose", person.pk)


def _part(
    request: ViewerRequest, person: "Person", url_name: str, form: django_forms.Form, **more: Any
) -> HttpResponse:
    others = [more["second"]] if "second" in more else []
    template = f"people/{url_name.partition(':')[2]}.html"
    return form_page(request, template, form, *others, person=person, parts=PARTS, part=url_name, **more)


def _number(request: ViewerRequest, name: str) -> int | None:
    """The row a button stood beside."""
    typed = request.POST.get(name, "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else None


def _born_as_typed(person: "Person") -> str:
    if person.born_on:
        return f"{person.born_on.day}.{person.born_on.month}.{person.born_on.year}"
    if person.born_year:
        return f"ca. {person.born_year}" if person.born_year_is_guess else str(person.born_year)
    return ""

"""Does every table with something of a citizen lose it in time, and does every field's class say how?"""

from typing import Any

import pytest
from django.db.models import CASCADE, CharField, ForeignKey, Model
from django.test.utils import isolate_apps

from hjemvej.ground.people.models import Person
from hjemvej.ground.retention.queries.rows import goes_with, is_log, links_to
from hjemvej.platform.audit.fields import LOG_CLASSES, FieldClasses, WhenErased
from hjemvej.platform.rooms import kept_rows, signs

from .house import our_models, personal_models

GO_OTHERWISE = {
    "spreadsheets.Upload": "emptied within a day, or when it is imported (`forget_uploads`)",
    "offline.ReturnedForm": "its author's alone, and forgotten after a week (`forget_returned`)",
    "partners.ContactPerson": "somebody who works at a partner's; taken away by hand when they leave",
}
NO_SIGN = {  # name a citizen, and say nothing of when the case was last alive
    "people.PersonName": "a name",
    "people.ContactWay": "a way",
    "people.HouseholdMember": "who belongs with whom",
    "people.ResponsibleMunicipality": "days of a duty, not of a contact",
    "known.Fact": "what other rows say",
    "access.NeedToKnow": "an open need keeps nobody: it would keep all",
    "casework.UnheldDay": "on whom nobody followed up says nothing of the case",
    "casework.Draft": "words that nobody sent",
    "decisions.DecisionNote": "which note belongs to which decision",
    "housing_first.Want": "a wish of a sheet, which has the day",
    "prevention.Onset": "what the situation says",
    "prevention.SignalNotice": "what the signal and its letter say",
    "economy.SheetLine": "a line of a sheet, which says when",
}


def go_with_a_citizen() -> set[type[Model]]:
    found: list[type[Model]] = [Person]
    for model in found:
        found += [child for child, field in links_to(model) if goes_with(child, field, model) and child not in found]
    return set(found)


@pytest.mark.parametrize("model", [pytest.param(model, id=model._meta.label) for model in personal_models()])
def test_what_says_something_of_a_citizen_goes_in_time_as_its_class_says(model: Any):
    assert faults_of(model, go_with_a_citizen()) == []


def faults_of(model: Any, going: set[type[Model]]) -> list[str]:
    if not model._meta.managed:
        return []
    classes, label = set(model.data.personal.values()), model._meta.label
    faults = []
    if classes & LOG_CLASSES and classes - LOG_CLASSES:
        faults.append(f"{label} is both of the log and not: its fields are BLANK and UNLINK, or REMOVE and COARSEN")
    by_rule = {kept.model for kept in kept_rows()}
    if not (is_log(model) or model in going | by_rule or label in GO_OTHERWISE):
        faults.append(f"{label} never goes: name it in `kept` of its room.py, or let it point to what goes")
    return faults


def test_every_table_that_names_a_citizen_says_when_the_case_lived():
    with_signs = {sign.model for sign in signs()}
    silent = {
        model._meta.label
        for model, field in links_to(Person)
        if goes_with(model, field, Person) and model not in with_signs and model is not Person
    }
    assert silent == set(NO_SIGN), "name it in `signs` of its room.py, or say here why not"


def test_nothing_is_said_to_go_otherwise_that_goes_by_itself():
    labels = {model._meta.label for model in our_models()}
    assert set(GO_OTHERWISE) <= labels
    assert not {model._meta.label for model in go_with_a_citizen()} & set(GO_OTHERWISE)


@isolate_apps("hjemvej.ground.people")
def test_a_planted_table_that_never_goes_is_found_out():
    class Planted(Model):
        about = CharField(max_length=9)
        data = FieldClasses(personal={"about": WhenErased.REMOVE}, plain=("id",))

        class Meta:
            app_label = "people"

    class Mixed(Model):
        person = ForeignKey(Person, on_delete=CASCADE, related_name="+")
        data = FieldClasses(personal={"person": WhenErased.UNLINK, "id": WhenErased.REMOVE})

        class Meta:
            app_label = "people"

    assert faults_of(Planted, set()) == [
        "people.Planted never goes: name it in `kept` of its room.py, or let it point to what goes"
    ]
    assert faults_of(Mixed, set()) == [
        "people.Mixed is both of the log and not: its fields are BLANK and UNLINK, or REMOVE and COARSEN"
    ]

"""Is the action of a valid form done, and is a refusal shown at its field?"""

import pytest
from django import forms
from django.contrib.messages import constants, get_messages
from django.contrib.messages.storage.cookie import CookieStorage

from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.refusals import Refused


class NameTaken(Refused):
    """The name is taken."""

    field = "name"


class ColleagueWasQuicker(Refused):
    """A colleague did the same already; no error."""

    level = constants.INFO


class Rename(forms.Form):
    name = forms.CharField()


def refuse(refusal: Exception):
    def action() -> None:
        raise refusal

    return action


@pytest.fixture
def request_(rf):
    request = rf.post("/")
    request._messages = CookieStorage(request)
    return request


def shown(request) -> list[tuple[int, str]]:
    return [(message.level, str(message)) for message in get_messages(request)]


def test_the_action_of_a_valid_form_is_done_and_its_value_comes_back_also_when_it_is_nothing():
    form = Rename({"name": "Ib"})
    done = carry_out(form, lambda: form.cleaned_data["name"])
    assert done is not None
    assert done.value == "Ib"
    assert carry_out(form, lambda: None)


def test_the_action_of_a_form_with_an_error_or_nothing_typed_is_not_done():
    assert carry_out(Rename({"name": ""}), refuse(AssertionError())) is None
    assert carry_out(Rename(), refuse(AssertionError())) is None


@pytest.mark.parametrize(
    ("refusal", "field_name"),
    [
        (NameTaken("Navnet er brugt."), "name"),
        (NameTaken("Navnet er brugt.", field="another form's field"), "__all__"),
        (ColleagueWasQuicker("Navnet er brugt."), "__all__"),
    ],
)
def test_a_refusal_is_shown_at_its_field_or_above_the_form(refusal, field_name):
    form = Rename({"name": "Ib"})
    assert carry_out(form, refuse(refusal)) is None
    assert form.errors == {field_name: ["Navnet er brugt."]}


def test_an_error_that_is_no_refusal_is_not_caught():
    with pytest.raises(ZeroDivisionError):
        carry_out(Rename({"name": "Ib"}), refuse(ZeroDivisionError()))


def test_a_button_shows_what_it_did_or_the_refusal(request_):
    assert press(request_, lambda: None, say="Gjort.")
    assert press(request_, refuse(NameTaken("Navnet er brugt.")), say="Gjort.") is None
    assert press(request_, refuse(ColleagueWasQuicker("En kollega har gjort det.")), say="Gjort.") is None
    assert shown(request_) == [
        (constants.SUCCESS, "Gjort."),
        (constants.ERROR, "Navnet er brugt."),
        (constants.INFO, "En kollega har gjort det."),
    ]


def test_a_page_whose_forms_must_be_mended_says_so_to_the_browser(rf, db):
    request = rf.get("/")
    wrong, untouched = Rename({"name": ""}), Rename()
    assert form_page(request, "ui/parts/bad_line.html", untouched).status_code == 200
    assert form_page(request, "ui/parts/bad_line.html", untouched, wrong).status_code == 422

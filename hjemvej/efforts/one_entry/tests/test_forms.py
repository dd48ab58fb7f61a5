"""What is made of what was typed about an inquiry, and what is refused? Without a database."""

import datetime
import uuid

import pytest

from hjemvej.efforts.one_entry.answering.forms import AnswerInquiry
from hjemvej.efforts.one_entry.forms import CloseInquiry, RecordInquiry, Whom

NOW = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)  # 14.30 in Copenhagen
MONA = uuid.UUID(int=1)
SAID = {"about": "Ukendt mand, stationen", "tonight": "unknown", "asker_kind": "neighbour", "channel": "phone"}
NOTHING = {**SAID, "about": ""}


@pytest.mark.parametrize(
    ("typed", "found", "chosen", "may_be_named"),
    [
        ({}, [], "none", False),
        ({}, [MONA], "", False),
        ({"about": "mand ved åen"}, [], "new", False),
        ({"about": "mona mønster"}, [], "new", True),
        ({"about": "Mona Mønster"}, [], "named", True),
        ({"about": "Mona Mønster"}, [MONA], "", True),
        ({"about": "Mona Mønster", "person": "none"}, [MONA], "none", True),
        ({"about": "Mona", "person": "named"}, [MONA], "named", True),
        ({"about": "Mona", "person": str(MONA)}, [MONA], str(MONA), False),
        ({"about": "Mona", "person": str(MONA)}, [], "new", False),
    ],
)
def test_who_stands_chosen(typed, found, chosen, may_be_named):
    form = Whom(typed, found=found)
    assert (form.chosen, form.may_be_named) == (chosen, may_be_named)


@pytest.mark.parametrize(
    ("typed", "found", "whom"),
    [
        ({}, [], (None, "", False)),
        ({"about": " mand ved åen "}, [], (None, "mand ved åen", False)),
        ({"about": "Mona Mønster"}, [], (None, "Mona Mønster", True)),
        ({"about": "Mona", "person": str(MONA)}, [MONA], (MONA, "", False)),
        ({"about": "Mona", "person": "new"}, [MONA], (None, "Mona", False)),
        ({"about": "Mona", "person": "none"}, [MONA], (None, "", False)),
    ],
)
def test_whom_it_is_about(typed, found, whom):
    form = Whom(typed, found=found)
    assert form.is_valid()
    assert tuple(form.cleaned_data[name] for name in ("person_id", "new_person", "is_named")) == whom


@pytest.mark.parametrize(
    ("typed", "found", "faulty"),
    [
        ({"about": "Mona"}, [MONA], "person"),
        ({"about": "", "person": "new"}, [], "about"),
        ({"about": "x" * 201, "person": "new"}, [], "about"),
    ],
)
def test_what_is_wrong_with_whom_is_said_once(typed, found, faulty):
    errors = Whom(typed, found=found).errors
    assert [(name, len(said)) for name, said in errors.items()] == [(faulty, 1)]


def far(days: int) -> str:
    return f"{NOW.date() + datetime.timedelta(days=days):%d/%m-%Y}"


@pytest.mark.parametrize(
    ("typed", "faulty"),
    [
        (SAID, []),
        (NOTHING, ["about"]),
        ({**NOTHING, "text": "Nogen fryser"}, []),
        ({**NOTHING, "where": "ved åen"}, []),
        ({**NOTHING, "concerns": ["other"]}, []),
        ({**NOTHING, "tonight": "måske"}, ["tonight"]),
        ({**NOTHING, "text": "Nogen fryser", "tonight": "no_place"}, ["about"]),
        ({**SAID, "tonight": "no_place"}, []),
        ({**SAID, "tonight": "no_place", "person": "none"}, ["person"]),  # described already: make somebody of it
        ({**NOTHING, "tonight": "no_place", "person": "none"}, ["about"]),
        ({**SAID, "tonight": "no_place", "person": str(MONA)}, []),
        ({**SAID, "asker_kind": "anonymous"}, []),
        ({**SAID, "asker_kind": "anonymous", "asker_name": "Nabo"}, ["asker_name"]),
        ({**SAID, "asker_name": "Nabo"}, []),
        ({**SAID, "wants_answer": "on"}, ["asker_contact"]),
        ({**SAID, "wants_answer": "on", "asker_contact": "12 34 56 78"}, []),
        ({**SAID, "wants_answer": "on", "asker_kind": "self"}, []),
        ({**SAID, "eviction_on": far(3 * 365)}, []),
        ({**SAID, "eviction_on": far(3 * 365 + 1)}, ["eviction_on"]),
        ({**SAID, "eviction_on": far(-3 * 365)}, []),
        ({**SAID, "eviction_on": far(-3 * 365 - 1)}, ["eviction_on"]),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_where_it_is(typed, faulty):
    found = [MONA] if "person" in typed else []
    assert list(RecordInquiry(typed, now=NOW, found=found).errors) == faulty


def test_one_too_long_to_be_a_description_is_told_once_also_without_a_place():
    errors = RecordInquiry({**SAID, "about": "x" * 201, "tonight": "no_place"}, now=NOW).errors
    assert [(name, len(said)) for name, said in errors.items()] == [("about", 1)]


@pytest.mark.parametrize(
    ("day", "clock", "received"),
    [
        ("", "", "2026-11-20T13:30"),
        ("20/11-2026", "", "2026-11-20T13:30"),
        ("", "9.15", "2026-11-20T08:15"),
        ("20/11-2026", "9.15", "2026-11-20T08:15"),
        ("20/11-2026", "14.30", "2026-11-20T13:30"),
        ("20/11-2026", "14.31", "received_on"),
        ("19/11-2026", "", "2026-11-19T11:00"),  # at noon
        ("19/11-2026", "0.00", "2026-11-18T23:00"),
        ("21/11-2026", "", "received_on"),
        (far(-3 * 365), "14.30", "2023-11-21T13:30"),
        (far(-3 * 365), "14.29", "received_on"),
    ],
)
def test_when_it_was_received(day, clock, received):
    form = RecordInquiry({**SAID, "received_on": day, "received_time": clock}, now=NOW)
    if received == "received_on":
        assert list(form.errors) == ["received_on"]
    else:
        assert form.is_valid()
        at = datetime.datetime.fromisoformat(received).replace(tzinfo=datetime.UTC)
        assert form.cleaned_data["received_at"] == at


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"outcome": "advised"}, {}),
        ({"outcome": "passed_on", "text": "Ydelsescentret"}, {}),
        ({"outcome": "passed_on", "text": " "}, {"text": 1}),
        ({"outcome": "passed_on", "text": "x" * 2001}, {"text": 1}),
        ({"outcome": ""}, {"outcome": 1}),
    ],
)
def test_only_what_is_passed_on_needs_a_word(typed, errors):
    assert {name: len(said) for name, said in CloseInquiry(typed).errors.items()} == errors


SENTENCES = [("Vi ser på det.", "Vi ser på det."), ("Vi har handlet.", "Vi har handlet.")]


@pytest.mark.parametrize(
    ("tells_everything", "typed", "answer"),
    [
        (True, {"text": " Kom i morgen "}, "Kom i morgen"),
        (True, {"text": " "}, ["text"]),
        (False, {"standard": "Vi har handlet."}, "Vi har handlet."),
        (False, {"standard": "Vi har handlet.", "text": "Han fik en seng", "ground": "lov-x"}, "Vi har handlet."),
        (False, {"text": "Han fik en seng", "ground": "lov-x"}, ["standard"]),
        (False, {"standard": "Vi har handlet.", "text": "Han fik en seng"}, ["ground"]),
        (False, {"standard": "Vi har handlet.", "text": "Han fik en seng", "ground": "lov-y"}, ["ground"]),
        (False, {"standard": "Vi har handlet.", "ground": "lov-x"}, ["text"]),
        (False, {}, ["standard"]),
    ],
)  # fmt: skip
def test_what_may_be_answered(tells_everything, typed, answer):
    rights = [("lov-x", "Loven")]
    form = AnswerInquiry(
        typed, tells_everything=tells_everything, sentences=SENTENCES, suggested="Vi ser på det.", grounds=rights
    )
    assert (list(form.errors) or form.cleaned_data["answer"]) == answer
    if not form.errors:
        assert form.cleaned_data["more"] == ("" if tells_everything else typed.get("text", ""))


def test_without_a_right_there_is_no_field_to_tell_more_in():
    form = AnswerInquiry(tells_everything=False, sentences=SENTENCES, suggested="Vi ser på det.")
    assert list(form.fields) == ["standard"]
    sent = {"standard": "Vi har handlet.", "text": "Han fik en seng", "ground": "lov-x"}
    form = AnswerInquiry(sent, tells_everything=False, sentences=SENTENCES, suggested="Vi ser på det.")
    assert list(form.errors) == ["ground"]
    assert "Han fik en seng" in str(form), "what was typed stays, also when its consent was withdrawn meanwhile"


@pytest.mark.parametrize(
    ("address", "wants_answer"), [("", True), ("nabo@example.org", True), ("a@example.org", False)]
)
def test_the_answer_is_mailed_where_there_is_an_address_and_by_itself_where_an_answer_was_asked_for(
    address, wants_answer
):
    form = AnswerInquiry(
        tells_everything=True, sentences=SENTENCES, suggested="", address=address, wants_answer=wants_answer
    )
    offered = form.fields.get("by_mail")
    assert (offered and offered.initial) == (wants_answer if address else None)

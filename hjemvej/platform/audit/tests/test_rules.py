"""Does the log show a changed row in words that the citizen understands?"""

import pytest

from hjemvej.platform.audit.models import Event
from hjemvej.platform.audit.rules import FieldChange, field_changes
from hjemvej.platform.rooms import TableWords
from hjemvej.platform.sealing.cpr_numbers import cover_cpr

WORDS = TableWords(
    Event,
    "Dine oplysninger",
    fields={
        "value": "Oplysning",
        "sex": "Køn",
        "born_on": "Født",
        "happened_at": "Skete",
        "coordinator_id": "Koordinator",
        "is_shared": "Deles med andre",
        "note": "Bemærkning",
    },
    untold=("place_id",),
    left_out={"secret_hash": "a hash"},
)


def tell(before, after, **choices):
    return field_changes(before, after, words=WORDS, choices=choices, name_of=lambda text: f"<{text}>")


def test_a_changed_field_is_told_before_and_after_with_its_chosen_words():
    changes = tell({"sex": "unknown"}, {"sex": "man"}, sex={"unknown": "Ikke oplyst", "man": "Mand"})
    assert changes == (FieldChange("Køn", "Ikke oplyst", "Mand"),)


def test_a_new_row_says_what_it_is_and_not_all_it_is_not():
    labels = [field.label for field in tell(None, {"is_shared": False, "note": "", "value": "12 34 56 78", "id": 7})]
    assert labels == ["Oplysning"]


def test_moments_are_told_in_danish_time():
    assert tell(None, {"happened_at": "2026-07-01T22:30:00+00:00"})[0].after == "2.7.2026 kl. 0.30"
    assert tell(None, {"born_on": "1970-01-02"})[0].after == "2.1.1970"


@pytest.mark.parametrize(
    ("kept", "shown"),
    [
        ("2026-01-02T03:04:05.678+00:00", "2.1.2026 kl. 4.04"),
        ("2026-01-02 03:04", "2.1.2026 kl. 3.04"),
        ("20260102", "20260102"),  # a telephone number may look so
        ("2026-W01", "2026-W01"),
        ("2026-13-45", "2026-13-45"),
        ("2026-01-02 og igen i maj", "2026-01-02 og igen i maj"),
        (["a", "x"], "Ja, x"),
        ({"a": "ø"}, '{"a": "ø"}'),
        (True, "ja"),
        (7, "7"),
        ("a", "Ja"),
    ],
)
def test_a_value_is_told_as_a_human_reads_it(kept, shown):
    assert tell(None, {"value": kept}, value={"a": "Ja"})[0].after == shown


def test_a_field_without_words_for_it_is_named_also_when_it_was_there_before():
    assert tell({"shoe_size": "43"}, None) == (FieldChange("Andet (shoe size)", "43", ""),)
    assert tell({"is_shared": False}, None)[0].before == "nej"


def test_people_who_work_here_are_told_by_name_and_other_rows_not_at_all():
    assert tell(None, {"coordinator_id": "x"})[0].after == "<x>"
    assert tell(None, {"place_id": "x", "person_id": "x", "id": "x", "secret_hash": "x"}) == ()


def test_fields_are_listed_in_the_order_of_their_words_and_the_rest_after_them():
    labels = [field.label for field in tell(None, {"a": "1", "born_on": "1970-01-02", "sex": "m", "value": "x"})]
    assert labels == ["Oplysning", "Køn", "Født", "Andet (a)"]


def test_fields_of_a_table_without_words_are_listed_by_their_own_names():
    changes = field_changes(None, {"shoe_size": "44", "person_id": "x"}, words=None, choices={}, name_of=str)
    assert [field.label for field in changes] == ["Andet (shoe size)"]


@pytest.mark.parametrize("text", ["010170-0001", "0101700001", "010170 0001", "(010170-0001)", "nr.010170-0001."])
def test_no_cpr_number_is_told_however_it_is_written(text):
    assert "0001" not in cover_cpr(text)


def test_an_empty_value_is_listed_as_empty_and_a_no_as_a_no():
    assert tell({"value": "x", "note": "x"}, {"value": {}, "note": []})[0].after == ""
    assert tell({"value": {}}, {"value": None}) == ()
    assert tell({"is_shared": True}, {"is_shared": False})[0].after == "nej"


def test_a_long_text_is_shortened_and_a_text_that_just_fits_is_not():
    assert tell(None, {"note": "x" * 400})[0].after == "x" * 400
    assert tell(None, {"note": "x" * 401})[0].after == "x" * 400 + " …"


def test_other_numbers_are_left_alone():
    assert cover_cpr("tlf. 12345678, sag 2026-123456789012") == "tlf. 12345678, sag 2026-123456789012"


def test_a_field_without_words_is_told_by_its_own_name():
    assert tell(None, {"shoe_size": "44"})[0].label == "Andet (shoe size)"

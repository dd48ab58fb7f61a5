"""Does PostgreSQL itself refuse a row that breaks a constraint? Tried for each constraint of our models.

The constraints come from the models: a new constraint fails here until BREACHES says how a row breaks it.
"""

import datetime
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from hjemvej.ground.casework.models import Note
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.models import NeedToKnow
from tests.architecture.house import our_models
from tests.rows import AT, DAY, Fields, row, saved

# The values by which a row breaks a constraint, beside an earlier row or by itself.
BREACHES: dict[str, Fields] = {
    "membership_ends_after_it_begins": {"last_on": DAY - datetime.timedelta(days=1)},
    "break_glass_has_user_reason_and_end": {"basis": "break_glass", "reason": ""},
    "rule_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "person_has_name_or_description": {"given_names": ""},
    "cpr_is_encrypted_and_findable_or_absent": {"cpr_lookup": "findable", "cpr_encrypted": ""},
    "agreement_names_its_legal_basis": {"legal_basis": ""},
    "basis_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "consent_names_one_recipient": {"to_name": ""},
    "consent_is_about_something": {"topics": []},
    "consent_has_a_purpose": {"purpose": ""},
    "spoken_consent_has_words": {"how": "phone"},
    "consent_ends_after_it_begins": {"last_on": DAY - datetime.timedelta(days=1)},
    "consent_is_withdrawn_after_it_is_given": {"withdrawn_at": AT - datetime.timedelta(hours=1)},
    "what_is_told_names_its_right": {"more": "Han bor nu i en bolig."},
    "child_notice_says_when_or_why_not": {"outcome": "not_needed", "settled_at": AT},
    "child_notice_says_to_whom": {"outcome": "notified", "settled_at": AT, "told_at": AT, "municipality_code": ""},
    "weekday_is_0_to_6": {"weekday": 7},
    "situation_lasts_a_night": {"until_on": DAY},
    "situation_is_superseded_after_it_is_recorded": {"superseded_at": AT - datetime.timedelta(hours=1)},
    "observation_counts_somebody": {"people": 0},
    "closed_inquiry_has_outcome": {"status": "closed", "outcome": ""},
    "taken_inquiry_has_taker": {"status": "taken", "taken_by": None},
    "a_hold_runs_out": {"status": "held", "held_until": None},
    "document_is_kept_for_a_while": {"expires_at": AT},
    "sent_message_has_its_moment": {"status": "sent", "sent_at": None},
    "message_being_sent_has_begun": {"status": "sending", "sending_since": None},
    "occupancy_lasts_a_night": {"until_night": DAY},
    "a_place_has_one_person_a_night": {"person": "another"},
    "a_person_has_one_place_a_night": {"place": "another"},
}


def constraints() -> dict[str, type[models.Model]]:
    return {constraint.name: model for model in our_models() for constraint in model._meta.constraints}


def unique_fields() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.attname) for model in our_models() for field in model._meta.concrete_fields
        if field.unique and not field.primary_key
    ]  # fmt: skip


def refused_by(breach: models.Model) -> str:
    """Return the constraint that PostgreSQL names when it refuses a row; empty when it takes the row."""
    return refusal(lambda: breach.save(force_insert=True))


def refusal(write: Callable[[], object]) -> str:
    try:
        with transaction.atomic():
            write()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as problem:
        return str(problem.__cause__.diag.constraint_name)  # type: ignore[union-attr]
    return ""


def second(first: models.Model, **differs: Any) -> models.Model:
    """Make a row like the first, with a key of its own."""
    values: Fields = {field.name: getattr(first, field.name) for field in first._meta.concrete_fields}
    del values[first._meta.pk.name]
    return row(type(first), **{**values, **differs})


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "model"), constraints().items(), ids=constraints())
def test_a_constraint_refuses_the_row_that_breaks_it(name, model):
    constraint = next(each for each in model._meta.constraints if each.name == name)
    first = row(model)
    assert refused_by(first) == "", "a sound row comes in"
    if isinstance(constraint, models.CheckConstraint):
        assert refused_by(row(model, **BREACHES[name])) == name
    else:
        assert refused_by(row(model)) == "", "another sound row comes in beside it"
        assert refused_by(second(first, **BREACHES.get(name, {}))) == name


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), unique_fields(), ids=str)
def test_a_unique_field_has_a_value_once(model, field):
    given = {field: "x", **({"cpr_encrypted": "x"} if field == "cpr_lookup" else {})}
    assert refused_by(row(model, **given)) == ""
    assert refused_by(row(model)) == "", "another sound row comes in beside it"
    assert field in refused_by(row(model, **given))


# --- what only the database knows --------------------------------------------------------------------------------


@pytest.mark.django_db
def test_situations_have_no_gaps():
    first = saved(Situation)
    end = Situation.objects.filter(pk=first.pk)
    assert refusal(lambda: end.update(until_on=DAY + datetime.timedelta(days=1))) == "situations_have_no_gaps"
    assert refusal(lambda: end.update(detail="på 2. sal")) == ""


@pytest.mark.django_db
def test_signed_note_is_locked():
    signed, unsigned = saved(Note, signed_at=AT), saved(Note)
    for note, refused in ((signed, "signed_note_is_locked"), (unsigned, "")):
        same = Note.objects.filter(pk=note.pk)
        for field, value in {"text": "Noget andet", "own_words": "Andet", "happened_at": AT.replace(hour=1)}.items():
            assert refusal(lambda same=same, field=field, value=value: same.update(**{field: value})) == refused  # type: ignore[misc]
        assert refusal(same.delete) == refused


@pytest.mark.django_db
def test_need_names_a_person():
    assert refused_by(row(NeedToKnow, person_id=uuid.UUID(int=42))) == "need_names_a_person"
    assert refused_by(row(NeedToKnow)) == ""


@pytest.mark.django_db
def test_every_refusal_of_a_database_function_is_tried_here():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        sources = " ".join(source for (source,) in cursor.fetchall())
    refusing = set(re.findall(r"CONSTRAINT = '(\w+)'", sources))
    assert {"signed_note_is_locked", "situations_have_no_gaps"} <= refusing
    assert {name for name in refusing if f"test_{name}" not in globals()} == set()

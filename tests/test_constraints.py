"""Does PostgreSQL itself refuse a row that breaks a constraint? Tried for each constraint of our models.

The constraints come from the models: a new constraint fails here until `breaches.py` says how a row breaks it.
"""

import datetime
import re
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from hjemvej.efforts.support.models import Contact, WellbeingSheet
from hjemvej.ground.casework.models import Note
from hjemvej.ground.circumstances.models import Circumstance
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.documents.models import Document
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.ground.situations.models import Situation
from hjemvej.insight.mapping.models import ClosedMonth
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.identity.models import User
from tests.architecture.house import our_models
from tests.breaches import AGREED, BESIDE, BREACHES, SENT
from tests.rows import AT, DAY, KEPT_LETTER, Fields, row, saved


def constraints() -> dict[str, type[models.Model]]:
    return {constraint.name: model for model in our_models() for constraint in model._meta.constraints}


def unique_fields() -> list[tuple[type[models.Model], str]]:
    return [
        (model, field.name if field.is_relation else field.attname)
        for model in our_models() for field in model._meta.concrete_fields
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


def _with_one_user(breach: Fields) -> Fields:
    """Give "the same" user to every field that asks for it."""
    same = saved(User) if "the same" in breach.values() else None
    return {name: same if value == "the same" else value for name, value in breach.items()}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "model"), constraints().items(), ids=constraints())
def test_a_constraint_refuses_the_row_that_breaks_it(name, model):
    constraint = next(each for each in model._meta.constraints if each.name == name)
    first = row(model)
    assert refused_by(first) == "", "a sound row comes in"
    if isinstance(constraint, models.CheckConstraint):
        assert refused_by(row(model, **_with_one_user(BREACHES[name]))) == name
    else:
        assert refused_by(row(model, **BESIDE.get(name, {}))) == "", "another sound row comes in beside it"
        assert refused_by(second(first, **BREACHES.get(name, {}))) == name


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "field"), unique_fields(), ids=str)
def test_a_unique_field_has_a_value_once(model, field):
    related = model._meta.get_field(field).related_model
    value = saved(related) if isinstance(related, type) else "x"
    given = {field: value, **({"cpr_encrypted": "x"} if field == "cpr_lookup" else {})}
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
def test_contact_is_locked():
    same = Contact.objects.filter(pk=saved(Contact).pk)
    for change in ({"words": "y"}, {"kind": "attempt"}, {"minutes": 5}):
        assert refusal(partial(same.update, **change)) == "contact_is_locked"
    assert refusal(same.delete) == "contact_is_locked"
    assert refusal(lambda: same.update(corrected_at=AT)) == "", "a correction says so once"
    assert refusal(lambda: same.update(corrected_at=None)) == "contact_is_locked"


@pytest.mark.django_db
def test_circumstance_is_locked():
    same = Circumstance.objects.filter(pk=saved(Circumstance).pk)
    for change in ({"answers": ["hash"]}, {"question": "care"}, {"words": "y"}, {"form_year": 2026}):
        assert refusal(partial(same.update, **change)) == "circumstance_is_locked"
    assert refusal(same.delete) == "circumstance_is_locked"
    withdrawn = {"withdrawn_at": AT, "withdrawn_by": saved(User), "withdrawn_because": "x"}
    assert refusal(lambda: same.update(**withdrawn)) == "", "it is withdrawn once"
    back = {"withdrawn_at": None, "withdrawn_by": None, "withdrawn_because": ""}
    assert refusal(lambda: same.update(**back)) == "circumstance_is_locked"


@pytest.mark.django_db
def test_wellbeing_sheet_is_locked():
    kept, gone = (saved(WellbeingSheet) for _each in range(2))
    same = WellbeingSheet.objects.filter(pk=kept.pk)
    for change in ({"answers": [2] * 5}, {"filled_on": DAY - datetime.timedelta(days=1)}, {"statements": "y"}):
        assert refusal(partial(same.update, **change)) == "wellbeing_sheet_is_locked"
    assert refusal(same.delete) == "wellbeing_sheet_is_locked"
    type(gone.wish).objects.filter(pk=gone.wish_id).update(
        taken_back_at=AT, taken_back_recorded_by_id=gone.worker_id, afterwards="erased"
    )
    assert refusal(WellbeingSheet.objects.filter(pk=gone.pk).delete) == "", "the citizen's own choice"
    assert refusal(lambda: same.update(corrected_at=AT)) == "", "a correction says so once"
    assert refusal(lambda: same.update(corrected_at=None)) == "wellbeing_sheet_is_locked"


@pytest.mark.django_db
def test_signed_note_is_locked():
    signed, unsigned = saved(Note, signed_at=AT), saved(Note)
    for note, refused in ((signed, "signed_note_is_locked"), (unsigned, "")):
        same = Note.objects.filter(pk=note.pk)
        for field, value in {"text": "Noget andet", "own_words": "Andet", "happened_at": AT.replace(hour=1)}.items():
            assert refusal(lambda same=same, field=field, value=value: same.update(**{field: value})) == refused  # type: ignore[misc]
        assert refusal(same.delete) == refused


@pytest.mark.django_db
def test_sent_decision_is_locked():
    sent, draft = saved(Decision, **SENT), saved(Decision)
    for decision, refused in ((sent, "sent_decision_is_locked"), (draft, "")):
        same = Decision.objects.filter(pk=decision.pk)
        for field in ("title", "paragraph", "decided", "reasons", "complaint_text", "no_hearing_because", "basis_key"):
            assert refusal(lambda same=same, field=field: same.update(**{field: "andet"})) == refused  # type: ignore[misc]
        for field, value in {"granted": "partly", "hearing_sent_on": DAY, "written_at": AT.replace(hour=1)}.items():
            assert refusal(lambda same=same, field=field, value=value: same.update(**{field: value})) in (  # type: ignore[misc]
                refused, "sent_decision_that_grants_less_was_heard",
            )  # fmt: skip
    received = Decision.objects.filter(pk=sent.pk)
    assert refusal(lambda: received.update(received_on=DAY, reached_by="letter", receipt_note="i mappen")) == ""
    assert refusal(lambda: received.update(sent_at=None, sent_by=None)) == "sent_decision_is_locked"
    assert refusal(received.delete) == "sent_decision_is_locked"
    assert refusal(Decision.objects.filter(pk=draft.pk).delete) == ""


@pytest.mark.django_db
def test_sent_letter_is_locked():
    sent, draft = saved(Letter, **KEPT_LETTER), saved(Letter)
    for letter, refused in ((sent, "sent_letter_is_locked"), (draft, "")):
        same = Letter.objects.filter(pk=letter.pk)
        for field, value in {"heading": "Andet", "text": "Andet", "kind": "hearing", "about_id": uuid.uuid4()}.items():
            assert refusal(lambda same=same, field=field, value=value: same.update(**{field: value})) == refused  # type: ignore[misc]
    given = Letter.objects.filter(pk=sent.pk)
    assert refusal(lambda: given.update(posted_on=DAY, received_on=DAY, reached_by="letter", receipt_note="her")) == ""
    assert refusal(lambda: given.update(addressee="En anden")) == "sent_letter_is_locked"
    assert refusal(lambda: given.update(pdf=saved(Document))) == "sent_letter_is_locked"
    assert refusal(given.delete) == "sent_letter_is_locked"
    assert refusal(Letter.objects.filter(pk=draft.pk).delete) == ""


@pytest.mark.django_db
def test_a_hearing_that_was_never_sent_is_none():
    heard = {**SENT, "granted": "not", "hearing_about": "At", "hearing_until_on": DAY}
    assert refusal(lambda: saved(Decision, **heard)) == "sent_decision_that_grants_less_was_heard"
    assert refusal(lambda: saved(Decision, **heard, hearing_sent_on=DAY - datetime.timedelta(days=1))) == ""


@pytest.mark.django_db
def test_complaint_is_upheld_by_what_gives_all_of_it():
    complaint = saved(Complaint)
    same = Complaint.objects.filter(pk=complaint.pk)
    late = {**SENT, "sent_at": AT + datetime.timedelta(days=1), "corrects_id": complaint.decision_id}
    for answer, refused in (
        ({**late, "granted": "partly", "no_hearing_because": "Du var med."}, True),
        ({**late, "sent_at": complaint.written_at - datetime.timedelta(seconds=1)}, True),
        ({**late, "corrects_id": None}, True),
        (late, False),
    ):
        values = {"status": "upheld", "closed_at": AT, "new_decision": saved(Decision, **answer)}
        expected = "complaint_is_upheld_by_what_gives_all_of_it" if refused else ""
        assert refusal(lambda values=values: same.update(**values)) == expected  # type: ignore[misc]


@pytest.mark.django_db
def test_need_names_a_person():
    assert refused_by(row(NeedToKnow, person_id=uuid.UUID(int=42))) == "need_names_a_person"
    assert refused_by(row(NeedToKnow)) == ""


@pytest.mark.django_db
def test_closed_month_stays_as_shown():
    month = saved(ClosedMonth)
    for change in (lambda: ClosedMonth.objects.filter(pk=month.pk).update(active=9), month.delete):
        assert refusal(change) == "closed_month_stays_as_shown"


@pytest.mark.django_db
def test_every_refusal_of_a_database_function_is_tried_here():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace")
        sources = " ".join(source for (source,) in cursor.fetchall())
    refusing = set(re.findall(r"CONSTRAINT = '(\w+)'", sources))
    assert {"signed_note_is_locked", "situations_have_no_gaps"} <= refusing
    assert {name for name in refusing if f"test_{name}" not in globals()} == set()


@pytest.mark.django_db
def test_agreed_plan_is_locked():
    agreed, draft = (PlanVersion.objects.filter(pk=saved(PlanVersion, **more).pk) for more in (AGREED, {}))
    for change in (
        lambda rows: rows.update(purpose="Andet"),
        lambda rows: rows.update(goals=[1]),
        lambda r: r.delete(),
    ):
        with pytest.raises(IntegrityError, match="locked"), transaction.atomic():
            change(agreed)
        change(draft)

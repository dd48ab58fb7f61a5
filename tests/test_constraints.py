"""Does PostgreSQL itself refuse a row that breaks a constraint? Tried for each constraint of our models.

The constraints come from the models: a new constraint fails here until BREACHES says how a row breaks it.
"""

import datetime
import re
import uuid
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from hjemvej.efforts.support.models import Contact
from hjemvej.ground.casework.models import Note
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.decisions.models import Complaint, Decision
from hjemvej.ground.documents.models import Document
from hjemvej.ground.situations.models import Situation
from hjemvej.insight.mapping.models import ClosedMonth
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.identity.models import User
from tests.architecture.house import our_models
from tests.breaches_of_plans import OF_PLANS, test_agreed_plan_is_locked  # noqa: F401 -- it runs here
from tests.rows import AT, DAY, KEPT_LETTER, Fields, row, saved

SENT: Fields = {"sent_at": AT, "sent_by": "another"}
ANSWERED: Fields = {
    "closed_at": AT, "closed_by": "another", "outcome": "granted", "answer": "Ja", "reached_by": "letter",
}  # fmt: skip
# The values by which a row breaks a constraint, beside an earlier row or by itself.
BREACHES: dict[str, Fields] = {
    **OF_PLANS,
    "membership_ends_after_it_begins": {"last_on": DAY - datetime.timedelta(days=1)},
    "break_glass_has_user_reason_and_end": {"basis": "break_glass", "reason": ""},
    "rule_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "nights_of_a_week_known_once": {"known_from": DAY - datetime.timedelta(days=1)},
    "nights_of_a_spell_once_a_week": {"known_until": DAY + datetime.timedelta(days=1)},
    "fact_is_known_before_it_is_not": {"known_until": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)},
    "person_has_name_or_description": {"given_names": ""},
    "cpr_is_encrypted_and_findable_or_absent": {"cpr_lookup": "findable", "cpr_encrypted": ""},
    "agreement_names_its_legal_basis": {"legal_basis": ""},
    "basis_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "decision_basis_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "method_criterion_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "decision_has_a_title": {"title": ""},
    "sent_decision_names_its_paragraph_and_what_is_decided": {**SENT, "paragraph": ""},
    "sent_decision_has_reasons": {**SENT, "reasons": ""},
    "sent_decision_has_complaint_guidance": {**SENT, "complaint_text": ""},
    "sent_decision_that_grants_less_was_heard": {**SENT, "granted": "not"},
    "sent_decision_names_its_sender": {"sent_at": AT},
    "only_a_sent_decision_is_received": {"received_on": DAY, "reached_by": "letter"},
    "decision_read_aloud_has_a_note": {**SENT, "received_on": DAY, "reached_by": "oral"},
    "hearing_ends_after_it_begins": {"hearing_sent_on": DAY, "hearing_until_on": DAY - datetime.timedelta(days=1)},
    "an_order_begins_at_one": {"place": 0},
    "one_housing_meeting_at_a_time": {"order": "another"},
    "housing_meeting_says_who_was_there": {"present": ""},
    "housing_meeting_ends_after_it_begins": {"ended_at": AT - datetime.timedelta(days=1)},
    "a_home_is_at_a_meeting_once": {"is_open": False},
    "a_home_is_at_one_open_meeting": {"meeting": "another"},
    "decided_home_has_its_moment": {"decided": "agreed"},
    "who_is_chosen_does_not_give_way": {"is_chosen": True, "gave_way_at": AT},
    "a_proposal_gives_way_after_it_is_made": {"gave_way_at": AT - datetime.timedelta(days=1)},
    "letter_template_has_heading_and_text": {"heading": ""},
    "letter_has_words": {"text": ""},
    "sent_letter_is_kept_as_it_was": {**KEPT_LETTER, "pdf_large": None},
    "only_a_sent_letter_leaves_the_house": {"posted_on": DAY},
    "received_letter_says_how": {**KEPT_LETTER, "received_on": DAY},
    "letter_read_aloud_has_a_note": {**KEPT_LETTER, "received_on": DAY, "reached_by": "oral"},
    "text_left_out_has_a_reason": {"is_left_out": True},
    "request_has_words": {"words": ""},
    "closed_request_has_an_answer": {"closed_at": AT},
    "answered_request_reached_the_citizen": {**ANSWERED, "reached_by": ""},
    "request_that_is_refused_has_reasons_and_guidance": {**ANSWERED, "outcome": "refused"},
    "extended_request_was_told_to_the_citizen": {"extended_until_on": DAY},
    "stopped_promise_was_one_and_has_a_reason": {"stopped_at": AT},
    "complaint_has_words": {"words": ""},
    "matter_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "referral_has_words": {"words": ""},
    "referral_was_told_by_one_right": {"ground": "law"},
    "closed_referral_has_an_answer": {"closed_at": AT},
    "referral_is_answered_after_it_is_asked": {
        "outcome": "granted",
        "closed_at": AT,
        "closed_by": "another",
        "answered_on": DAY - datetime.timedelta(days=1),
    },
    "one_open_complaint_over_a_decision": {"task": "another"},
    "complaint_is_closed_when_it_is_answered": {"closed_at": AT},
    "complaint_goes_on_with_reasons": {"status": "maintained"},
    "upheld_complaint_has_a_new_decision": {"status": "upheld", "closed_at": AT},
    "withdrawn_complaint_has_words": {"status": "withdrawn", "closed_at": AT},
    "board_answers_a_forwarded_complaint": {"board_says": "maintained"},
    "offer_names_its_paragraph": {"paragraph": ""},
    "answer_is_in_own_words_and_has_a_day": {"words": "Ja"},
    "offer_is_answered_after_it_is_made": {
        "answer": "yes",
        "words": "Ja",
        "answered_on": DAY - datetime.timedelta(days=1),
    },
    "whoever_did_not_say_yes_is_asked_again": {"answer": "no", "words": "Nej", "answered_on": DAY},
    "another_form_is_named": {"other_form": "starter"},
    "offer_is_corrected_after_it_is_recorded": {"corrected_at": AT - datetime.timedelta(hours=1)},
    "not_offered_yet_has_a_reason": {"why": ""},
    "not_offered_yet_waits_for_something": {"waits_for": ""},
    "not_offered_yet_is_looked_at_again": {"look_again_on": DAY},
    "consent_names_one_recipient": {"to_name": ""},
    "clock_fact_has_a_source": {"source": ""},
    "clock_fact_ends_after_it_begins": {"until_on": DAY},
    "clock_fact_amount_is_not_negative": {"amount": -1},
    "months_used_say_how_many": {"kind": "months_107"},
    "consent_is_about_something": {"topics": []},
    "consent_has_a_purpose": {"purpose": ""},
    "economy_sheet_names_another": {"said_by": "other"},
    "economy_sheet_amounts_are_not_negative": {"rent_told": -1},
    "economy_line_has_its_place": {},
    "economy_line_amount_is_not_negative": {"amount": -1},
    "spoken_consent_has_words": {"how": "phone"},
    "consent_ends_after_it_begins": {"last_on": DAY - datetime.timedelta(days=1)},
    "consent_is_withdrawn_after_it_is_given": {"withdrawn_at": AT - datetime.timedelta(hours=1)},
    "what_is_told_names_its_right": {"more": "Han bor nu i en bolig."},
    "child_notice_says_when_or_why_not": {"outcome": "not_needed", "settled_at": AT},
    "child_notice_says_to_whom": {"outcome": "notified", "settled_at": AT, "told_at": AT, "municipality_code": ""},
    "told_citizen_was_reached_somehow": {"kind": "told", "reached_by": ""},
    "not_told_has_paragraph_reason_and_day": {"kind": "waits", "why": "fare", "basis_key": "inform_endangers"},
    "told_admission_says_to_whom_and_how": {"told_at": AT, "how": ""},
    "nobody_hands_over_to_themselves": {"sender": "the same", "receiver": "the same"},
    "settled_hand_over_has_an_outcome": {"settled_at": AT},
    "weekday_is_0_to_6": {"weekday": 7},
    "a_home_is_offered_to_one": {"person": "another"},
    "a_home_is_offered_to_two_only_openly": {"person": "another", "is_shared": True, "shared_words": "Sagt"},
    "home_offer_has_a_reason": {"because": ""},
    "shared_home_offer_says_how_it_was_told": {"is_shared": True},
    "ended_home_offer_has_its_day": {"ended_on": DAY},
    "a_no_to_a_home_is_in_own_words": {"state": "declined", "ended_on": DAY, "answered_on": DAY},
    "a_yes_to_a_home_has_its_day": {"state": "accepted"},
    "signed_home_offer_has_its_days": {"state": "signed", "answered_on": DAY},
    "home_offer_that_fell_away_says_why": {"state": "lapsed", "ended_on": DAY},
    "home_wish_has_words": {"words": ""},
    "a_sheet_says_each_wish_once": {},
    "one_course_of_support_a_day": {"ended_on": DAY + datetime.timedelta(days=9), "ended_because": "died"},
    "method_of_support_has_reasons": {"why": ""},
    "support_without_a_worker_is_shared": {"worker": None},
    "rhythm_of_cti_stands_on_its_phase": {"every_days": 7},
    "ended_support_says_why": {"ended_on": DAY},
    "change_of_method_has_reasons": {"ended_on": DAY, "ended_because": "another_method"},
    "one_phase_of_support_a_day": {"number": 2, "planned_until_on": DAY + datetime.timedelta(days=9)},
    "each_phase_of_support_once": {
        "from_on": DAY - datetime.timedelta(days=9),
        "until_on": DAY - datetime.timedelta(days=5),
    },
    "cti_has_four_phases": {"number": 4, "planned_until_on": DAY + datetime.timedelta(days=9)},
    "phase_of_support_has_a_planned_end": {"number": 1},
    "phase_of_support_ends_after_it_begins": {"until_on": DAY - datetime.timedelta(days=1)},
    "rhythm_of_a_phase_is_a_day_or_more": {"every_days": 0},
    "areas_of_a_phase_have_an_order": {"dimension": "work"},
    "each_area_once_a_phase": {"order": 2},
    "a_phase_has_three_areas_at_most": {"order": 4},
    "area_of_a_phase_has_an_aim": {"aim": ""},
    "handed_area_names_who_has_it": {"handed_on": DAY},
    "one_pause_of_support_a_day": {},
    "pause_of_support_ends_after_it_begins": {"until_on": DAY - datetime.timedelta(days=1)},
    "visit_lasts_a_while": {"minutes": 0},
    "one_contact_comes_of_a_visit": {},
    "contact_lasts_a_while": {"minutes": 0},
    "contact_is_corrected_after_it_is_written": {"corrected_at": AT - datetime.timedelta(hours=1)},
    "what_does_not_matter_says_no_more": {"weight": "no_matter", "words": "x"},
    "wanted_area_is_named": {"wanted": "area"},
    "near_and_away_say_what": {"wanted": "near"},
    "wanted_number_is_said": {"wanted": "rooms"},
    "one_registration_with_a_landlord": {},
    "registration_names_its_landlord": {"landlord": ""},
    "registration_is_renewed_after_it_begins": {"renew_by_on": DAY - datetime.timedelta(days=1)},
    "registration_ends_after_it_begins": {"ended_on": DAY - datetime.timedelta(days=1)},
    "home_wish_ends_after_it_is_said": {"ended_on": DAY - datetime.timedelta(days=1)},
    "proposal_tells_something": {"told": ""},
    "answered_proposal_has_its_moment": {"answered_at": AT},
    "landlords_no_has_words": {"answer": "no", "answered_at": AT},
    "landlords_yes_has_a_day": {"answer": "ready", "answered_at": AT},
    "moving_in_step_ends_in_time": {"valid_to": DAY - datetime.timedelta(days=1)},
    "moving_in_line_says_what_and_who": {"who": ""},
    "done_moving_in_line_says_by_whom": {"done_on": DAY},
    "picture_says_what_it_shows": {"shows": ""},
    "one_dwelling_of_a_landlord_at_an_address": {"number": "2"},
    "one_dwelling_of_a_landlords_number": {"address": "Prøvevej 2"},
    "no_part_of_a_rent_is_below_zero": {"heat": -1},
    "ended_vacancy_has_its_day": {"state": "given_back"},
    "vacancy_ends_after_it_begins": {"state": "given_back", "ended_on": DAY - datetime.timedelta(days=1)},
    "signed_lease_has_its_day": {"state": "signed"},
    "idle_span_lasts_a_day": {"until_on": DAY},
    "vacant_count_is_of_a_day_or_more": {"until_on": DAY},
    "tenancy_lasts_a_day": {"until_on": DAY, "ended": "left"},
    "ended_tenancy_says_how": {"until_on": DAY + datetime.timedelta(days=1)},
    "situation_lasts_a_night": {"until_on": DAY},
    "vive_counts_who_leaves_within_a_month": {
        "kind": "kriminalforsorg",
        "expected_until": DAY + datetime.timedelta(days=32),
    },
    "rate_ends_after_it_begins": {"valid_to": DAY - datetime.timedelta(days=1)},
    "a_day_costs_something": {"kroner": 0},
    "only_a_guest_has_an_unusable_home": {"kind": "hotel", "unusable_home": "Brand"},
    "began_by_its_last_day": {"by_on": DAY - datetime.timedelta(days=1)},
    "homeless_since_is_superseded_after_it_is_recorded": {"superseded_at": AT - datetime.timedelta(hours=1)},
    "night_is_superseded_after_it_is_recorded": {"superseded_at": AT - datetime.timedelta(hours=1)},
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

BESIDE: dict[str, Fields] = {"a_month_is_closed_once": {"month_end": DAY - datetime.timedelta(days=30)}}  # a sound row


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

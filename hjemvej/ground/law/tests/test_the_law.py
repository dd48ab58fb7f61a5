"""Does the house know the law as it stood on a day?"""

import ast
import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from hjemvej.ground.law import queries, rules
from hjemvej.ground.law.actions import change_provision
from hjemvej.ground.law.models import MethodCriterion, Provision
from hjemvej.platform.access.viewer import system
from tests.architecture.house import HOUSE, own_code

pytestmark = pytest.mark.django_db
D = datetime.date

IN_CONTRACT = {
    "shelter_notice", "shelter_reimbursed_days", "shelter_reimbursement_percent", "eviction_take_up",
    "eviction_decision", "support_85a_reimbursed", "place_107_reimbursed", "complaint", "reassessment",
    "access_to_documents", "subject_access", "breach_report", "acute_offer_nights", "payment_demand",
    "digital_post_exemption", "protection_lapses", "inquiry_first_answer", "inactive_after", "hold_lasts",
    "report_goes_stale", "need_ends_after_closed", "need_ends_after_inquiry", "need_ends_after_housed",
    "need_ends_after_move", "need_ends_after_death", "need_ends_after_stay", "erasing_notice",
}  # fmt: skip


def test_every_rule_other_rooms_ask_for_is_in_force_today():
    assert set(queries.provisions_on(D(2026, 11, 20))) >= IN_CONTRACT


def test_reimbursed_shelter_days_fall_from_120_to_90_on_the_first_of_april_2026():
    assert queries.provision_on("shelter_reimbursed_days", D(2026, 3, 31)).value == Decimal(120)
    assert queries.provision_on("shelter_reimbursed_days", D(2026, 4, 1)).value == Decimal(90)


def test_the_shelters_notice_is_explained_with_its_paragraph():
    found = queries.due_on("shelter_notice", D(2026, 11, 3))
    assert found.due_on == D(2026, 11, 6)
    assert found.explanation == (
        "3 hverdage efter indskrivning tirsdag d. 3. november: fredag d. 6. november (SEL § 110 stk. 6)"
    )


def test_when_saturday_decides_the_explanation_says_so():
    found = queries.due_on("shelter_notice", D(2026, 11, 4))
    assert found.due_on == D(2026, 11, 7)
    assert "Regnet i arbejdsdage er det mandag d. 9. november; vi handler på den tidligste dag" in found.explanation


def test_a_rule_before_its_time_is_not_in_force():
    with pytest.raises(queries.NoProvisionInForce):
        queries.provision_on("shelter_reimbursed_days", D(2023, 9, 30))


def test_what_is_not_read_in_the_source_is_not_certain():
    assert queries.provision_on("shelter_notice", D(2026, 11, 20)).is_certain
    assert queries.provision_on("inactive_after", D(2026, 11, 20)).is_certain
    assert not queries.provision_on("payment_demand_fee", D(2026, 11, 20)).is_certain
    assert not queries.provision_on("social_free_card_ceiling", D(2026, 11, 20)).is_certain


def test_where_the_paragraph_is_only_guessed_the_explanation_says_so():
    found = queries.due_on("complaint", D(2026, 11, 3))
    assert "(RSL § 67, paragraffen er ikke kontrolleret)" in found.explanation


def test_the_page_says_of_each_rule_that_no_code_reads_that_it_is_only_looked_up():
    read = {
        node.value
        for file in own_code(HOUSE)
        if not {"tests", "migrations"} & set(file.parts) and file != HOUSE / "ground/law/rules.py"
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant)
    }
    read |= set(MethodCriterion.objects.values_list("limit_key", flat=True))  # by what a method is measured
    assert {key for key in Provision.objects.values_list("key", flat=True) if key not in read} == rules.ONLY_LOOKED_UP


@pytest.mark.parametrize(
    ("key", "on", "value", "certainty", "paragraph"),
    [
        ("shelter_notice", D(2023, 9, 30), 3, "?", "SEL § 110 stk. 6"),
        ("shelter_notice", D(2023, 10, 1), 3, "B", "SEL § 110 stk. 6"),
        ("shelter_reimbursed_days", D(2026, 4, 1), 90, "?", "SEL § 177"),
        ("acute_offer_nights", D(2026, 11, 28), 3, "B", "SEL § 82 c stk. 3"),
        ("support_decided_before_discharge", D(2026, 11, 28), 1, "B", "SEL § 176 a"),
        ("payment_demand", D(2022, 6, 30), 14, "B", "Lejeloven § 93"),
        ("payment_demand", D(2022, 7, 1), 14, "B", "Lejeloven § 182"),
        ("payment_demand_fee", D(2021, 12, 31), 250, "?", "Lejeloven"),
        ("payment_demand_fee", D(2022, 12, 31), 291, "B", "Lejeloven"),
        ("payment_demand_fee", D(2023, 12, 31), 314, "B", "Lejeloven"),
        ("payment_demand_fee", D(2024, 1, 1), 314, "?", "Lejeloven"),
        ("social_free_card_ceiling", D(2025, 12, 31), 42766, "B", "Lov 616/2024 § 1"),
        ("social_free_card_ceiling", D(2026, 1, 1), 44690, "?", "Lov 616/2024 § 1"),
        ("social_free_card_income", D(2025, 12, 31), 10692, "?", "Lov 616/2024 § 2 stk. 2 nr. 2"),
        ("social_free_card_income", D(2026, 1, 1), 11173, "?", "Lov 616/2024 § 2 stk. 2 nr. 2"),
        ("social_free_card_control", D(2026, 11, 28), 2, "B", "Lov 616/2024"),
        ("unhoused_help", D(2026, 11, 28), 0, "B", "SEL § 80"),
    ],
)
def test_the_law_stands_as_it_was_read_in_november_2026(key, on, value, certainty, paragraph):
    found = queries.provision_on(key, on)
    assert (found.value, found.certainty, found.paragraph) == (value, certainty, paragraph)


def test_a_demand_for_rent_that_ends_on_a_day_off_runs_to_the_next_day():
    found = queries.due_on("payment_demand", D(2026, 5, 22))  # 14 days: Constitution Day, a Friday
    assert (found.last_day, found.due_on) == (D(2026, 6, 5), D(2026, 6, 8))


def test_two_versions_of_a_rule_never_hold_on_the_same_day():
    first = Provision.objects.get(key="shelter_notice", valid_to=None)
    with pytest.raises(IntegrityError, match="one_rule_of_a_key_on_a_day"), transaction.atomic():
        Provision.objects.create(
            key=first.key, title="x", paragraph="x", text="x", value=4, unit="weekdays", certainty="L",
            valid_from=D(2026, 1, 1),
        )  # fmt: skip


@pytest.mark.parametrize(
    ("key", "starts", "due", "why"),
    [
        ("complaint", D(2026, 11, 30), D(2026, 12, 28), "Monday to Monday, four weeks on"),
        ("complaint", D(2026, 12, 3), D(2027, 1, 4), "New Year's Eve is a day off, then New Year and a weekend"),
        ("complaint", D(2026, 3, 9), D(2026, 4, 7), "6 April 2026 is Easter Monday"),
        ("reassessment", D(2026, 11, 26), D(2026, 12, 23), "24 December is a day off, and binds us"),
        ("access_to_documents", D(2026, 12, 21), D(2027, 1, 5), "22-23/12, 28-30/12 and 4-5/1 are seven"),
        ("access_to_own_case", D(2026, 3, 30), D(2026, 4, 13), "Thursday to Monday is Easter"),
        ("subject_access", D(2026, 1, 31), D(2026, 2, 27), "28 February is a Saturday"),
        ("subject_access_extended", D(2026, 1, 31), D(2026, 4, 30), "three months after the request"),
        ("data_rights", D(2026, 11, 24), D(2026, 12, 23), "the 24th is a day off, so we answer before"),
        ("hearing_answer", D(2026, 12, 10), D(2026, 12, 28), "24 December is off, then Christmas and a weekend"),
    ],
)
def test_the_days_of_decisions_and_requests_are_worked_cases(key, starts, due, why):
    assert queries.due_on(key, starts).due_on == due, why


def test_the_guidance_on_complaints_takes_its_limit_from_the_law():
    day = D(2026, 11, 20)
    basis = queries.decision_basis_on("support_85a", day)
    assert basis is not None
    assert "inden 4 uger, efter at du har fået den" in queries.complaint_guidance(basis, day)
    Provision.objects.filter(key="complaint").update(value=6)
    assert "inden 6 uger" in queries.complaint_guidance(basis, day)
    assert queries.decision_basis_on("support_85a", D(2023, 9, 30)) is None


def test_a_request_reads_the_law_once_and_anew_when_it_changes_a_rule(db, now, django_assert_num_queries):
    on = now.date()
    queries.begin_request()
    try:
        with django_assert_num_queries(1):
            for key in ("inactive_after", "shelter_notice", "inactive_after"):
                assert queries.provision_on(key, on).key == key
            assert queries.rules_of([("complaint", on)])
        change_provision(
            key="inactive_after", valid_from=on, value=Decimal(30), paragraph="Eget mål", text="Kortere",
            certainty="L", source="", by=system("test"), at=now,
        )  # fmt: skip
        assert queries.provision_on("inactive_after", on).value == 30
    finally:
        queries.end_request()
    Provision.objects.filter(key="inactive_after", valid_from=on).update(value=40)
    assert queries.provision_on("inactive_after", on).value == 40, "outside a request it is read each time"

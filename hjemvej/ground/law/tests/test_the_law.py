"""Does the house know the law as it stood on a day?"""

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from hjemvej.ground.law import queries
from hjemvej.ground.law.models import Provision

pytestmark = pytest.mark.django_db
D = datetime.date

IN_CONTRACT = {
    "shelter_notice", "shelter_reimbursed_days", "shelter_reimbursement_percent", "eviction_take_up",
    "eviction_decision", "support_85a_reimbursed", "place_107_reimbursed", "complaint", "reassessment",
    "access_to_documents", "subject_access", "breach_report", "acute_offer_nights", "payment_demand",
    "digital_post_exemption", "protection_lapses", "inquiry_first_answer", "inactive_after", "hold_lasts",
    "report_goes_stale", "need_ends_after_closed", "need_ends_after_inquiry", "need_ends_after_housed",
    "need_ends_after_move", "need_ends_after_death", "need_ends_after_stay",
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
    assert not queries.provision_on("acute_offer_nights", D(2026, 11, 20)).is_certain
    assert not queries.provision_on("social_free_card_ceiling", D(2026, 11, 20)).is_certain


def test_where_the_paragraph_is_only_guessed_the_explanation_says_so():
    found = queries.due_on("complaint", D(2026, 11, 3))
    assert "(RSL § 67, paragraffen er ikke kontrolleret)" in found.explanation


def test_two_versions_of_a_rule_never_hold_on_the_same_day():
    first = Provision.objects.get(key="shelter_notice")
    with pytest.raises(IntegrityError, match="one_rule_of_a_key_on_a_day"), transaction.atomic():
        Provision.objects.create(
            key=first.key, title="x", paragraph="x", text="x", value=4, unit="weekdays", certainty="L",
            valid_from=D(2026, 1, 1),
        )  # fmt: skip

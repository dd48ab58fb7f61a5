"""Does the debt that a signal told of stand in the payment plan, without a sum in any address, and for no other?"""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.objecting.actions import object_to
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)


@pytest.fixture
def settled(act, testa):
    def settle(signal, person=testa):
        found = act(actions.settle_person, signal=signal, person_id=person.pk)
        act(actions.take_up, signal=found)
        found.refresh_from_db()
        return found

    return settle


@pytest.fixture
def other(freja, now):
    """Another citizen, whose debt stands in nobody else's plan."""
    with looking_as(freja):
        return people.create_person(by=freja, at=now, given_names="Uberørt", surname="Prøvesen")


def plan_of(person, signal=None):
    address = reverse("payment_plans:make_payment_plan", args=[person.pk])
    return f"{address}?signal={signal.pk}" if signal else address


def test_the_case_and_its_help_lead_to_a_plan_with_the_debt_and_the_landlord(page, send, settled, testa, association):
    signal = settled(send())
    link = plan_of(testa, signal)
    assert "14250" not in link
    for name in ("case", "helping"):
        assert link in page.get(reverse(f"prevention:{name}", args=[signal.case_id])).content.decode(), name
    answer = page.get(link)
    form = answer.context["form"]
    assert (form["debt"].initial, form["debt_on"].initial) == (Decimal("14250.00"), "20. november 2026")
    assert form["landlord_id"].initial == str(association.organisation_id)
    words = answer.content.decode()
    assert 'value="14250,00"' in words
    assert "som den blev fortalt os" in words


def test_a_case_without_a_sum_leads_to_an_empty_plan(page, typed, settled, testa):
    signal = settled(typed())
    words = page.get(reverse("prevention:case", args=[signal.case_id])).content.decode()
    assert plan_of(testa) not in words
    assert page.get(plan_of(testa, signal)).context["form"]["debt"].initial is None


def test_anothers_signal_and_an_id_that_is_none_are_ignored_without_a_word(page, send, settled, testa, other):
    anothers = settled(send(name="Uberørt"), other)
    plain = page.get(plan_of(testa))
    for said in (anothers.pk, uuid.uuid4(), "vrøvl", ""):
        answer = page.get(plan_of(testa), {"signal": str(said)})
        assert (answer.status_code, answer.context["form"]["debt"].initial) == (200, None)
        assert ("14250" in answer.content.decode(), answer.context["told"]) == (False, None)
    assert plain.status_code == 200


def test_while_the_citizen_objects_the_sum_is_not_used(page, send, settled, act, testa):
    signal = settled(send())
    act(object_to, signal=signal, words="Brug det ikke", how="spoken", received_on=TODAY)
    assert page.get(plan_of(testa, signal)).context["form"]["debt"].initial is None

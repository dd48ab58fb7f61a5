"""Does a landlord learn the least, by a consent that holds, and no more when it is withdrawn?"""

import pytest
from django.urls import reverse

from hjemvej.efforts.housing_first.conftest import DAY, again
from hjemvej.efforts.housing_first.models import Proposal
from hjemvej.efforts.housing_first.offering import queries
from hjemvej.efforts.housing_first.offering.actions import offering, telling
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.people.models import ContactWay, Person
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Role
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look

pytestmark = pytest.mark.django_db


@pytest.fixture
def lone(housing_association):
    from conftest import member

    return member("Lone Udlejer", Role.LANDLORD, housing_association)


@pytest.fixture
def landlords_page(lone, client_of):
    return client_of(lone)


def test_the_landlord_sees_it_and_the_citizen_sees_that(told, landlords_page, ib, lone):
    listed = landlords_page.get(reverse("partner:proposals")).content.decode()
    assert ("Prøvevej 1" in listed, "Ib Eksempel" in listed) == (True, False)
    shown = landlords_page.get(reverse("partner:proposal", args=[told.pk])).content.decode()
    assert "Ib Eksempel" in shown
    look = Look.objects.get(person_id=ib.pk, page="partner.proposal")
    assert (look.user_id, look.basis) == (lone.pk, "consent")


def test_it_is_gone_in_the_moment_the_consent_is_withdrawn(told, landlords_page, karen, at):
    with looking_as(karen):
        consents.withdraw_consent(consent=told.consent, by=karen, at=at)
    assert "Prøvevej 1" not in landlords_page.get(reverse("partner:proposals")).content.decode()
    assert landlords_page.get(reverse("partner:proposal", args=[told.pk])).status_code == 404


def test_another_landlord_a_shelter_and_a_stranger_find_nothing(told, client_of, shelter_worker, client):
    from conftest import member

    other = Organisation.objects.create(name="Boligselskabet Fiktiv", kind="landlord")
    address = reverse("partner:proposal", args=[told.pk])
    assert client_of(member("Per Udlejer", Role.LANDLORD, other)).get(address).status_code == 404
    assert client_of(shelter_worker).get(address).status_code == 404
    assert client.get(address).status_code in (302, 404)


def test_row_security_shows_a_landlord_only_what_it_was_told(told, lone, viewer_for, said_yes):
    viewer = viewer_for(lone)
    with looking_as(viewer):
        assert [one.pk for one in viewer.rows_of(Proposal)] == [told.pk]
        assert not viewer.rows_of(type(said_yes)).exists()
        assert not viewer.rows_of(Person).exists()


@pytest.mark.parametrize("changes", [{"topics": ["health"]}, {"to_organisation_id": None, "to_name": "min søster"}])
def test_a_consent_to_something_else_is_none(act, said_yes, consent_of, ib, changes):
    consent = consent_of(ib, **changes)
    with pytest.raises(telling.NoConsent):
        act(telling.tell_landlord, said_yes, consent_id=consent.pk, told="Ib")
    assert not Proposal.objects.filter(offer=said_yes).exists()


def test_a_consent_of_another_citizen_is_none(act, said_yes, consent_of, homeless):
    consent = consent_of(homeless("Bo"))
    with pytest.raises(telling.NoConsent):
        act(telling.tell_landlord, said_yes, consent_id=consent.pk, told="Ib")


def test_nothing_is_told_of_a_protected_citizen(act, said_yes, consent_of, ib, page):
    consent = consent_of(ib)
    Person.objects.filter(pk=ib.pk).update(protection="address")
    with pytest.raises(telling.CitizenIsProtected):
        act(telling.tell_landlord, said_yes, consent_id=consent.pk, told="Ib")
    shown = page.get(reverse("housing_first:home_offer", args=[said_yes.pk])).content.decode()
    assert "Aftal lejen uden om siderne" in shown
    page.post(reverse("housing_first:arrange_outside", args=[said_yes.pk]), {"how": "Mette ringer til inspektøren"})
    assert again(said_yes).outside_pages == "Mette ringer til inspektøren"


def test_nothing_is_told_before_the_citizen_has_heard_of_the_home(act, offer_to, consent_of, ib, flat):
    offer, consent = offer_to(ib, flat), consent_of(ib)
    with pytest.raises(offering.OfferMoved):
        act(telling.tell_landlord, offer, consent_id=consent.pk, told="Ib")
    with pytest.raises(telling.NothingTold):
        act(telling.tell_landlord, offer, consent_id=consent.pk, told=" ")


def test_the_landlord_answers_with_a_day_or_a_reason(told, landlords_page, today):
    address = reverse("partner:proposal", args=[told.pk])
    refused = landlords_page.post(address, {"answer": "ready", "lease_from_on": "", "words": ""})
    assert (refused.status_code, "Skriv, fra hvilken dag" in refused.content.decode()) == (422, True)
    assert landlords_page.post(address, {"answer": "no", "lease_from_on": "", "words": ""}).status_code == 422
    day = today + 14 * DAY
    landlords_page.post(address, {"answer": "ready", "lease_from_on": f"{day:%d.%m.%Y}", "words": ""})
    assert (again(told).answer, told.lease_from_on) == ("ready", day)
    assert "Klar til lejekontrakt" in landlords_page.get(reverse("partner:proposals")).content.decode()


def test_it_is_gone_when_the_offer_is_over(act, told, said_yes, landlords_page, today):
    act(offering.decline_offer, said_yes, words="Nej alligevel", answered_on=today)
    assert again(told).closed_at is not None
    assert landlords_page.get(reverse("partner:proposal", args=[told.pk])).status_code == 404


def test_it_is_gone_when_the_citizen_becomes_protected(told, landlords_page, ib, page, said_yes):
    Person.objects.filter(pk=ib.pk).update(protection="address")
    assert landlords_page.get(reverse("partner:proposal", args=[told.pk])).status_code == 404
    assert "Prøvevej" not in landlords_page.get(reverse("partner:proposals")).content.decode()
    assert (
        "Aftal lejen uden om siderne"
        in page.get(reverse("housing_first:home_offer", args=[said_yes.pk])).content.decode()
    )


def test_a_secret_number_is_not_suggested_to_the_landlord(said_yes, consent_of, ib, page, karen, today):
    consent_of(ib)
    address = reverse("housing_first:home_offer", args=[said_yes.pk])
    way = ContactWay.objects.create(person=ib, kind="phone", value="12345678")
    assert "12345678" in page.get(address).content.decode()
    ContactWay.objects.filter(pk=way.pk).update(is_secret=True)
    assert "12345678" not in page.get(address).content.decode()


def test_the_landlords_answer_is_on_today(told, landlords_page, karen, at, django_assert_num_queries):
    with looking_as(karen):
        assert queries.landlords_answers(karen, at) == []
    landlords_page.post(reverse("partner:proposal", args=[told.pk]), {"answer": "no", "words": "For mange i huset"})
    with looking_as(karen), django_assert_num_queries(1):
        [step] = queries.landlords_answers(karen, at)
    assert (step.person_id, step.why) == (told.person_id, "Boligorganisationen siger nej")


def test_what_waits_for_an_answer_comes_first(
    told, landlords_page, act, offer_to, consent_of, homeless, other_flat, today
):
    landlords_page.post(reverse("partner:proposal", args=[told.pk]), {"answer": "no", "words": "Nej"})
    bo = homeless("Bo")
    offer = act(offering.show_offer, offer_to(bo, other_flat), shown_on=today, how="phone")
    act(telling.tell_landlord, offer, consent_id=consent_of(bo).pk, told="Bo")
    listed = landlords_page.get(reverse("partner:proposals")).content.decode()
    assert listed.index("Prøvevej 2") < listed.index("Prøvevej 1")


def test_after_a_withdrawal_a_new_consent_lets_us_tell_again(told, page, said_yes, consent_of, ib, karen, at):
    address = reverse("housing_first:home_offer", args=[said_yes.pk])
    assert "De kan se det" in page.get(address).content.decode()
    with looking_as(karen):
        consents.withdraw_consent(consent=told.consent, by=karen, at=at)
    assert "De kan se det" not in page.get(address).content.decode()
    consent_of(ib)
    assert "Fortæl boligorganisationen det" in page.get(address).content.decode()

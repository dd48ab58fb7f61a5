"""Do the pages lead from the free homes to an answer, keep what was typed, and hold for others' ids?"""

import pytest
from django.urls import reverse

from hjemvej.efforts.housing_first.conftest import DAY, again
from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish
from hjemvej.efforts.housing_first.moving_in import actions as moving_in
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.people.models import Person
from hjemvej.platform.audit.models import Look

pytestmark = pytest.mark.django_db


def test_from_the_free_homes_to_a_no(page, ib, flat, other_flat, today):
    listed = page.get(reverse("housing_first:choose_home", args=[ib.pk])).content.decode()
    assert ("2 boliger er ledige" in listed, "Prøvevej 1" in listed, "Kan ikke få den" in listed) == (True, True, True)
    address = reverse("housing_first:offer_home", args=[ib.pk, flat.pk])
    assert "En anden borger" not in page.get(address).content.decode()
    day = today + 4 * DAY
    made = page.post(address, {"because": "Tæt på søsteren", "answer_by_on": f"{day:%d.%m.%Y}"})
    offer = HomeOffer.objects.get(person=ib)
    assert made.url == reverse("housing_first:home_offer", args=[offer.pk])
    assert "Borgeren har ikke hørt om boligen endnu" in page.get(made.url).content.decode()
    page.post(reverse("housing_first:show_offer", args=[offer.pk]), {"how": "phone", "shown_on": "i dag"})
    page.post(reverse("housing_first:record_viewing", args=[offer.pk]), {"seen_on": "i dag"})
    answer = reverse("housing_first:answer_home", args=[offer.pk])
    refused = page.post(answer, {"answer": "no", "words": "", "answered_on": "i dag"})
    assert (refused.status_code, "koster ikke borgeren noget" in refused.content.decode()) == (422, True)
    page.post(answer, {"answer": "no", "words": "Ikke i stuen", "answered_on": "i dag"})
    assert (again(offer).state, HomeWish.objects.get().words) == ("declined", "Ikke i stuen")
    listed = page.get(reverse("housing_first:choose_home", args=[ib.pk])).content.decode()
    assert "Ikke i stuen" in listed, "the wish is there when the next home is chosen"


def test_a_no_from_a_page_that_did_not_show_the_yes_is_asked_again(page, act, offer_to, ib, flat, today):
    offer = offer_to(ib, flat)
    there, answer = (reverse(f"housing_first:{name}", args=[offer.pk]) for name in ("home_offer", "answer_home"))
    typed = {"answer": "no", "words": "Ikke i stuen", "answered_on": "i dag", "stood": "proposed"}
    assert 'name="stood" value="proposed"' in page.get(there).content.decode()
    act(offering.accept_offer, offer, words="Der vil jeg bo", answered_on=today)
    refused = page.post(answer, typed)
    words = refused.content.decode()
    assert (refused.status_code, again(offer).state, HomeWish.objects.count()) == (422, "accepted", 0)
    assert ("skrevet et ja imens" in words, "Ikke i stuen" in words, "Der vil jeg bo" in words) == (True, True, True)
    assert 'name="stood" value="accepted"' in words, "now they have seen it"
    assert page.post(answer, typed | {"stood": "accepted"}).status_code == 302
    assert again(offer).state == "declined"


def test_after_a_yes_the_page_asks_only_what_can_still_happen(page, act, offer_to, ib, flat, today):
    offer = offer_to(ib, flat)
    there = reverse("housing_first:home_offer", args=[offer.pk])
    choices = ('value="yes"', 'value="no"', 'value="lapsed"', 'value="gone"', "Skal en anden også spørges?")

    def asked():
        shown = page.get(there).content.decode()
        return [choice in shown for choice in choices]

    assert asked() == [True, True, True, True, True]
    act(offering.accept_offer, offer, words="Ja", answered_on=today)
    assert asked() == [False, True, False, True, True]
    act(moving_in.sign_lease, offer, signed_on=today, lease_from_on=today)
    assert asked() == [False, True, False, True, False]


def test_the_consent_that_is_lacking_begins_with_the_landlord_and_the_home(page, said_yes, ib, flat):
    shown = page.get(reverse("housing_first:home_offer", args=[said_yes.pk])).content.decode()
    address = f"{reverse('consents:give_consent', args=[ib.pk])}?til={flat.dwelling.landlord_id}&amp;om=home"
    assert address in shown
    form = page.get(address.replace("&amp;", "&")).context["form"]
    assert (form["to"].value(), form["topics"].value()) == (str(flat.dwelling.landlord_id), ["home"])


def test_the_person_page_shows_the_offer(page, offer_to, ib, flat):
    offer_to(ib, flat)
    card = page.get(reverse("staff:person", args=[ib.pk])).content.decode()
    assert ("Egen bolig" in card, "Borgeren har ikke hørt om boligen endnu" in card) == (True, True)


def test_the_next_step_opens_the_offer(page, offer_to, ib, flat):
    offer = offer_to(ib, flat)
    shown = page.get(reverse("housing_first:home_offer_of_task", args=[offer.task_id]))
    assert "Prøvevej 1" in shown.content.decode()


def test_a_home_taken_meanwhile_is_said_and_the_words_stay(page, offer_to, ib, homeless, flat, today):
    offer_to(homeless("Bo"), flat)
    address = reverse("housing_first:offer_home", args=[ib.pk, flat.pk])
    typed = {"because": "Tæt på søsteren", "answer_by_on": f"{today + DAY:%d.%m.%Y}", "shared_words": "Sagt"}
    refused = page.post(address, typed)
    assert (refused.status_code, "Tæt på søsteren" in refused.content.decode()) == (422, True)
    assert "Sig det åbent til begge" in refused.content.decode()


def test_the_offer_and_the_checklist_are_written_as_letters(page, signed, ib, flat, other_flat, offer_to):
    offer = offer_to(ib, other_flat)
    for name, one, words in [
        ("write_offer_letter", offer, "3.400"), ("write_checklist", signed, "El meldes til (Borgeren"),
    ]:  # fmt: skip
        drafted = page.post(reverse(f"housing_first:{name}", args=[one.pk]))
        letter = Letter.objects.latest("made_at")
        assert (drafted.url, letter.person_id) == (reverse("correspondence:letter", args=[letter.pk]), ib.pk)
        assert words in letter.text
        assert "{" not in letter.heading + letter.text.replace("{navn}", "")


def test_a_lost_home_and_a_wish(page, offer_to, ib, flat):
    offer = offer_to(ib, flat)
    page.post(reverse("housing_first:fall_away", args=[offer.pk]), {"what": "gone", "why": "Solgt"})
    assert again(offer).state == "withdrawn"
    page.post(reverse("housing_first:say_wish", args=[ib.pk]), {"words": "Plads til hunden", "said_on": "i dag"})
    shown = page.get(reverse("housing_first:home_offers", args=[ib.pk])).content.decode()
    assert ("Plads til hunden" in shown, "Boligen faldt væk" in shown) == (True, True)


def test_another_team_finds_nothing(offer_to, ib, flat, colleague_in_other_team, client_of):
    offer = offer_to(ib, flat)
    theirs = client_of(colleague_in_other_team)
    for name, ids in [
        ("home_offer", [offer.pk]), ("home_offer_of_task", [offer.task_id]), ("home_offers", [ib.pk]),
        ("choose_home", [ib.pk]), ("offer_home", [ib.pk, flat.pk]), ("say_wish", [ib.pk]), ("sign_lease", [offer.pk]),
        ("move_in", [offer.pk]), ("checklist", [offer.pk]), ("add_line", [offer.pk]),
    ]:  # fmt: skip
        assert theirs.get(reverse(f"housing_first:{name}", args=ids)).status_code == 404, name
    for name in ("show_offer", "record_viewing", "answer_home", "fall_away", "share_offer", "arrange_outside",
                 "write_offer_letter", "write_checklist", "tell_landlord", "show_home_address"):  # fmt: skip
        assert theirs.post(reverse(f"housing_first:{name}", args=[offer.pk]), {}).status_code == 404, name
    assert again(offer).state == "proposed"


@pytest.mark.parametrize("number", [1, 9])
def test_however_many_homes_are_free_the_page_asks_as_often(page, ib, vacant, number, django_assert_max_num_queries):
    for each in range(number):
        vacant(f"Prøvevej {each}")
    address = reverse("housing_first:choose_home", args=[ib.pk])
    page.get(address)
    with django_assert_max_num_queries(20):
        page.get(address)


def test_a_home_offered_openly_is_on_the_other_ones_list_with_what_they_have_already(
    page, act, offer_to, ib, homeless, flat, other_flat
):
    first, bo = offer_to(ib, flat), homeless("Bo")
    listed = reverse("housing_first:choose_home", args=[bo.pk])
    assert "Prøvevej 1" not in page.get(listed).content.decode()
    act(offering.share_offer, first, shared_words="Sagt")
    assert "Prøvevej 1" in page.get(listed).content.decode()
    openly = "Boligen er også tilbudt en anden borger"
    shown = reverse("housing_first:home_offer", args=[first.pk])
    assert openly not in page.get(shown).content.decode(), "nobody else is offered it yet"
    offer_to(bo, flat, shared_words="Sagt til Bo")
    assert openly in page.get(shown).content.decode()
    again_offered = page.get(reverse("housing_first:offer_home", args=[ib.pk, other_flat.pk])).content.decode()
    assert "Et åbent tilbud om en anden bolig" in again_offered


def test_a_protected_citizens_address_is_shown_when_asked_for_and_logged(page, offer_to, ib, flat):
    offer = offer_to(ib, flat)
    Person.objects.filter(pk=ib.pk).update(protection="threatened")
    for name, pk in [("home_offer", offer.pk), ("home_offers", ib.pk), ("checklist", offer.pk)]:
        assert "Prøvevej" not in page.get(reverse(f"housing_first:{name}", args=[pk])).content.decode(), name
    assert not Look.objects.filter(page="people.protected_name").exists()
    shown = page.post(reverse("housing_first:show_home_address", args=[offer.pk])).content.decode()
    assert "Prøvevej 1" in shown
    assert Look.objects.get(page="people.protected_name").person_id == ib.pk

"""Do the pages say how the offer stands, write it down with few keys, and show each team its own citizens alone?"""

import datetime

import pytest
from django.urls import reverse

from conftest import tight
from hjemvej.efforts.housing_first import actions
from hjemvej.efforts.housing_first.actions import Said
from hjemvej.efforts.housing_first.models import HousingFirstOffer, NotOfferedYet
from hjemvej.ground.casework.models import Draft
from hjemvej.ground.law.queries import due_on
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Listed, Look

pytestmark = pytest.mark.django_db
AT_MOST = 24  # a page's own twenty, and four by which the test's visitor comes and goes
DAY = datetime.timedelta(days=1)


def address(name, *args) -> str:
    return reverse(f"housing_first:{name}", args=args)


@pytest.fixture
def offer(karen, at, today):
    def make(person, said=Said(""), *, days=0) -> HousingFirstOffer:
        with looking_as(karen):
            return actions.offer_housing_first(
                person_id=person.pk, how="in_person", offered_on=today - days * DAY, said=said, by=karen, at=at
            )

    return make


def test_the_card_answers_first_and_has_one_button(page, ib):
    shown = tight(page.get(reverse("staff:person", args=[ib.pk])).content.decode())
    assert "Ikke tilbudt. Borgeren har været i hjemløshed i 43 dage." in shown
    assert address("offer_housing_first", ib.pk) in shown


def test_the_offer_and_the_answer_are_written_at_once(page, ib, bystander, today):
    shown = page.get(address("offer_housing_first", ib.pk)).context["form"]
    filled = {name: str(shown[name].value() or "") for name in shown.fields}
    answer = page.post(
        address("offer_housing_first", ib.pk), {**filled, "words": "En dør, jeg selv kan låse.", "answer": "yes"}
    )
    assert answer.status_code == 302
    made = HousingFirstOffer.objects.get()
    assert (made.person, made.words, made.how, made.offered_on) == (
        ib,
        "En dør, jeg selv kan låse.",
        "in_person",
        today,
    )
    assert "Ja: ”En dør, jeg selv kan låse.”" in page.get(reverse("staff:person", args=[ib.pk])).content.decode()
    assert Look.objects.filter(person_id=ib.pk, page="housing_first.offer_housing_first").exists()


def test_another_form_is_named_and_housing_first_is_asked_again(page, ib, today):
    typed = {"words": "Jeg vil bo, hvor der er folk.", "answer": "other_form", "how": "phone", "offered_on": "i dag"}
    refused = page.post(address("offer_housing_first", ib.pk), typed)
    assert (refused.status_code, HousingFirstOffer.objects.count()) == (422, 0)
    assert "Vælg, hvilken boform" in refused.content.decode()
    page.post(address("offer_housing_first", ib.pk), {**typed, "other_form": "unconventional"})
    made = HousingFirstOffer.objects.get()
    assert (made.other_form, made.ask_again_on) == ("unconventional", due_on("housing_first_asked_again", today).due_on)


def test_half_written_words_are_kept_and_gone_when_sent(page, ib):
    key = page.get(address("offer_housing_first", ib.pk)).context["draft_key"]
    page.post(reverse("casework:save_draft"), {"key": key, "words": "Jeg ved ikke"})
    assert page.get(address("offer_housing_first", ib.pk)).context["form"]["words"].value() == "Jeg ved ikke"
    page.post(
        address("offer_housing_first", ib.pk),
        {"words": "Nej", "answer": "no", "how": "phone", "offered_on": "i dag"},
    )
    assert not Draft.objects.exists()


def test_an_answer_that_comes_later(page, ib, offer, today):
    made = offer(ib, days=4)
    shown = page.get(reverse("staff:person", args=[ib.pk])).content.decode()
    assert address("answer_offer", made.pk) in shown
    page.post(address("answer_offer", made.pk), {"words": "Ja tak.", "answer": "yes", "answered_on": "i dag"})
    made.refresh_from_db()
    assert (made.answer, made.answered_on) == ("yes", today)


def test_a_correction_shows_both(page, ib, offer):
    made = offer(ib, Said("no", "Nej tak."))
    typed = {"words": "Jo tak.", "answer": "yes", "how": "letter", "offered_on": "i dag", "answered_on": "i dag"}
    page.post(address("correct_offer", made.pk), typed)
    shown = page.get(address("offers", ib.pk)).content.decode()
    assert "”Jo tak.”" in shown
    assert "”Nej tak.”" in shown
    assert "Rettet siden" in shown


def test_not_yet_has_a_reason_and_a_day(page, ib, today):
    typed = {"why": "Indlagt.", "waits_for": "udskrivning", "look_again_on": "om 9 dage"}
    page.post(address("put_off_offer", ib.pk), {**typed, "look_again_on": f"{today + 9 * DAY:%d/%m-%Y}"})
    assert NotOfferedYet.objects.get().look_again_on == today + 9 * DAY
    assert "venter på udskrivning" in page.get(reverse("staff:person", args=[ib.pk])).content.decode()


def record_of(person):
    return reverse("staff:person", args=[person.pk])


def test_the_teams_page_says_who_was_not_offered_it_and_since_when(page, ib, bystander, homeless, other_team, offer):
    theirs = homeless("Fremmed", team=other_team)
    housed = homeless("Boende", kind="egen_bolig")
    asked = homeless("Spurgt", days=90)
    offer(asked, Said("yes", "Ja!"))
    shown = page.get(address("not_offered"))
    text = tight(shown.content.decode())
    assert "Én borger i hjemløshed skal have Housing First tilbudt nu." in text
    assert "Ikke med i tallet: én inden for vores egen frist." in text
    assert [row["url"] for row in shown.context["rows"]] == [record_of(ib), record_of(bystander)]
    assert [row["chip"] for row in shown.context["rows"]] == ["43 dage", "3 dage"]
    assert "Har sagt ja, men noget mangler, eller en bolig er tilbudt (1)" in text
    assert str(theirs.pk) not in text
    assert str(housed.pk) not in text


def test_when_everybody_was_asked_the_page_says_so(page, ib, bystander, offer):
    for person in (ib, bystander):
        offer(person, Said("no", "Nej."))
    shown = page.get(address("not_offered")).content.decode()
    assert "Alle borgere i hjemløshed, I har en sag med, er blevet tilbudt Housing First." in shown


def test_with_two_rows_and_with_twenty_the_page_asks_the_same(page, ib, homeless, django_assert_max_num_queries):
    page.get(address("not_offered"))
    with django_assert_max_num_queries(AT_MOST) as few:
        page.get(address("not_offered"))
    for number in range(20):
        homeless(f"Nr. {number}")
    with django_assert_max_num_queries(AT_MOST) as many:
        page.get(address("not_offered"))
    assert len(many) == len(few)


def test_another_teams_worker_finds_none_of_it(client_of, colleague_in_other_team, ib, offer):
    stranger, made = client_of(colleague_in_other_team), offer(ib)
    for name, record in [
        ("offers", ib.pk), ("offer_housing_first", ib.pk), ("put_off_offer", ib.pk), ("answer_offer", made.pk),
        ("correct_offer", made.pk),
    ]:  # fmt: skip
        assert stranger.get(address(name, record)).status_code == 404
    assert stranger.get(address("not_offered")).context["rows"] == []


def test_the_day_says_how_many_were_not_offered_it_and_whom_to_ask_again(page, ib, homeless, offer):
    asked = homeless("Spurgt", days=90)
    offer(asked, Said("no", "Nej."), days=40)
    steps = [step for step in page.get(reverse("staff:own_goals")).context["steps"] if "housing-first" in step.url]
    assert [(step.title, step.url) for step in steps if step.person_id is None] == [
        ("Én borger i hjemløshed skal have Housing First tilbudt nu.", address("not_offered"))
    ]  # the other has been so for three days
    assert [step.url for step in steps if step.person_id == asked.pk] == [address("offer_housing_first", asked.pk)]
    with looking_as(system("test")):
        assert Listed.objects.filter(page="staff.own_goals", person_id=asked.pk).exists()


def test_an_answer_that_is_lacking_is_written_straight_from_the_day_and_the_list(page, ib, offer):
    made = offer(ib, days=20)
    steps = [step for step in page.get(reverse("staff:own_goals")).context["steps"] if step.person_id == ib.pk]
    assert [step.url for step in steps if "housing-first" in step.url] == [address("answer_offer", made.pk)]
    assert address("answer_offer", made.pk) in page.get(address("not_offered")).content.decode()


def test_the_register_has_a_column_and_a_filter(page, ib, bystander, offer):
    offer(ib, Said("yes", "Ja!"))
    shown = page.get(reverse("staff:register"), {"kolonner": "housing_first", "housing_first": "ja"})
    text = shown.content.decode()
    assert (str(ib.pk) in text, str(bystander.pk) in text) == (True, False)

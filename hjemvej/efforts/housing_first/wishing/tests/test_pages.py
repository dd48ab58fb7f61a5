"""Can wishes be asked on one page, read in five seconds, and asked on paper in the same words and order?"""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from hjemvej.efforts.housing_first.models import WishSheet
from hjemvej.efforts.housing_first.offering.actions import offering
from hjemvej.efforts.housing_first.wishing import queries
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Weight
from hjemvej.efforts.housing_first.wishing.rules.questions import QUESTIONS
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look
from hjemvej.platform.ui.when import full_date

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SAID = {"said_on": "i dag", "how": "together"}


@pytest.fixture
def to(ib):
    return lambda name: reverse(f"housing_first:{name}", args=[ib.pk])


@pytest.fixture
def after(ib, karen):
    """The hidden answer of a form that was opened now."""

    def latest():
        with looking_as(karen):
            sheet = queries.latest_sheet(ib.pk, viewer=karen)
        return str(sheet.pk) if sheet else ""

    return latest


@pytest.fixture
def send(page, to, after):
    def post(**typed):
        return page.post(to("write_wishes"), {**SAID, "after": after(), **typed}, follow=True)

    return post


@pytest.fixture
def wants(ib, karen):
    def now():
        with looking_as(karen):
            return dict(queries.wants_of([ib.pk], viewer=karen)[ib.pk].wants)

    return now


def shown(answer) -> str:
    page = re.sub(r"(?s)<(head|script).*?</\1>", "", answer.content.decode())
    return " ".join(strip_tags(page.replace("</dt>", "</dt> ")).split())


def test_what_is_answered_is_kept_and_what_is_not_stays_open(send, wants, vacant):
    vacant("Prøvevej 1", neighbourhood="Nordbyen")
    answer = send(
        words="Et sted med en dør", area="good", area_places=["Nordbyen"], area_other="havnen ;  nordbyen",
        away="must", away_words="Dem ved stationen", children_stay="must", children_stay_number="2", lift="no_matter",
    )  # fmt: skip
    assert wants() == {
        Wanted.AREA: Want(Weight.GOOD, frozenset({"Nordbyen", "havnen"})),
        Wanted.AWAY: Want(Weight.MUST, words="Dem ved stationen"),
        Wanted.CHILDREN_STAY: Want(Weight.MUST, number=2),
        Wanted.LIFT: Want(Weight.NO_MATTER),
    }
    words = shown(answer)
    assert "To ting skal boligen have" in words
    assert "ligge væk fra Dem ved stationen" in words
    assert "have plads til to børn, der sover der" in words
    assert words.index("Et sted med en dør") < words.index("Boligen skal"), "own words first"
    not_asked = words[words.index("Har ingen spurgt om") :]
    assert "stueetage" in not_asked
    assert "elevator" not in not_asked


def test_the_form_begins_with_the_facts_and_a_change_is_seen(send, page, to, ib):
    send(words="Til knæet", ground_floor="must", pets="good", pets_words="en kat")
    opened = page.get(to("write_wishes"))
    form = opened.context["form"]
    assert form["ground_floor"].value() == "must"
    assert form["pets_words"].value() == "en kat"
    assert not form["words"].value(), "old words are not said again today"
    assert shown(opened).count("Til knæet") == 1
    words = shown(send(words="Nu er det bedre", ground_floor="no_matter"))
    assert words.index("Nu er det bedre") < words.index("Til knæet"), "what was said before is history"
    assert "stueetage (før: skal ligge i stueetagen)" in words
    assert "Sagt før, ikke spurgt igen helst have plads til en kat" in words
    assert WishSheet.objects.filter(person=ib).count() == 2


def test_own_words_from_before_stand_with_their_day_where_nothing_is_said_today(send, page, to, ib, today):
    before = f"{today - 9 * DAY:%d-%m-%Y}"
    send(words="Til knæet", ground_floor="must", said_on=before)
    words = shown(send(lift="must"))
    said = full_date(today - 9 * DAY)
    assert words.count("Til knæet") == 1
    assert re.search(rf"Til knæet\W+{said}", words)
    person = shown(page.get(reverse("staff:person", args=[ib.pk])))
    assert re.search(rf"Til knæet\W+sagt {said}", person)
    assert f"Sagt {said}, og gemt." in shown(page.get(to("write_wishes")))


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"area": "must"}, "area_other", "Vælg et kvarter, eller skriv et."),
        ({"near": "good"}, "near_words", "Skriv, hvem eller hvad."),
        ({"rooms": "must"}, "rooms_number", "Skriv et tal."),
        ({"rooms": "must", "rooms_number": "0"}, "rooms_number", "Skriv mindst 1."),
        ({"pets_words": "min hund"}, "pets", "Vælg også, hvor meget det betyder."),
        ({"lift": "must", "said_on": "i overmorgen"}, "said_on", "Skriv den dag, borgeren sagde det: i dag eller før."),
        ({"lift": "must", "how": ""}, "how", "Skal udfyldes."),
        ({"lift": "x"}, "lift", ""),
        ({"near": "must", "near_words": "x" * 201}, "near_words", ""),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(send, ib, typed, field, says):
    answer = send(words="Mine egne ord", **typed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert says in " ".join(answer.context["form"].errors[field])
    assert "Mine egne ord" in answer.content.decode()
    assert not WishSheet.objects.filter(person=ib).exists()


def test_an_empty_sheet_says_what_to_do(send):
    answer = send()
    assert answer.status_code == 422
    assert "Skriv borgerens egne ord, eller svar på mindst ét spørgsmål." in answer.content.decode()


def test_what_a_colleague_wrote_meanwhile_is_shown_and_the_next_save_counts(send, wants, after):
    opened = after()
    send(bath="must")
    answer = send(after=opened, lift="must")
    assert answer.status_code == 422
    assert "Der er skrevet ønsker, siden du åbnede siden." in shown(answer)
    assert "Skal: have eget bad" in shown(answer)
    assert f'name="after" value="{after()}"' in answer.content.decode()
    send(lift="must")
    assert set(wants()) == {Wanted.LIFT}


def test_another_fault_does_not_hide_that_a_colleague_was_first(send, after):
    opened = after()
    send(bath="must")
    answer = send(after=opened, rooms="must")
    assert f'name="after" value="{opened}"' in answer.content.decode()


def test_an_older_paper_says_that_the_newer_one_holds(send, wants, today):
    send(bath="must")
    words = shown(send(lift="must", how="paper", said_on=f"{today - 9 * DAY:%d-%m-%Y}"))
    assert "Gemt som historie" in words
    assert set(wants()) == {Wanted.BATH}


def test_nobody_has_asked_is_said(page, to):
    words = shown(page.get(to("wishes")))
    assert "Ingen har spurgt, hvad boligen skal have" in words
    assert "Borgeren har ikke sagt nej til en bolig." in words


def test_the_paper_asks_the_same_in_the_same_order(page, to, vacant):
    vacant("Prøvevej 1", neighbourhood="Nordbyen")
    paper, form = shown(page.get(to("wishes_on_paper"))), page.get(to("write_wishes")).content.decode()
    places = [paper.index(str(question.spoken)) for question in QUESTIONS]
    assert places == sorted(places)
    fields = [form.index(f'name="{question.wanted.value}"') for question in QUESTIONS]
    assert fields == sorted(fields)
    for question in QUESTIONS:
        assert all(str(answer) in paper and str(answer) in form for _weight, answer in question.answers)
    assert "Nordbyen" in paper
    assert {question.wanted for question in QUESTIONS} == set(Wanted), "each wish is asked about"


def test_what_was_said_no_to_is_told_without_a_protected_address(page, to, ib, act, offer_to, flat, today):
    offer = offer_to(ib, flat)
    act(offering.decline_offer, offer, words="Ikke i stuen", answered_on=today)
    words = shown(page.get(to("wishes")))
    assert "Ikke i stuen" in words
    assert "Prøvevej 1" in words
    ib.protection = "address"
    ib.save(update_fields=["protection"])
    assert "Prøvevej 1" not in shown(page.get(to("wishes")))
    assert "Ikke i stuen" in shown(page.get(to("wishes")))


def test_the_citizens_page_and_the_offer_show_them_own_words_first(page, send, ib, flat):
    send(words="Plads til min kat", ground_floor="must")
    for address in (
        reverse("staff:person", args=[ib.pk]),
        reverse("housing_first:choose_home", args=[ib.pk]),
        reverse("housing_first:offer_home", args=[ib.pk, flat.pk]),
        reverse("housing_first:home_offers", args=[ib.pk]),
    ):
        words = shown(page.get(address))
        assert words.index("Plads til min kat") < words.index("Skal: ligge i stueetagen"), address


def test_each_look_is_logged_and_a_stranger_finds_nothing(page, to, ib, colleague_in_other_team, client_of):
    for name in ("wishes", "write_wishes", "wishes_on_paper"):
        assert page.get(to(name)).status_code == 200
        assert Look.objects.filter(person_id=ib.pk, page=f"housing_first.{name}").exists()
        assert client_of(colleague_in_other_team).get(to(name)).status_code == 404


def test_few_questions_to_the_database(page, to, send, django_assert_max_num_queries):
    for number in range(6):
        send(words=f"Ord {number}", bath="must", lift="good")
    for name in ("wishes", "write_wishes", "wishes_on_paper"):
        with django_assert_max_num_queries(20):
            page.get(to(name))

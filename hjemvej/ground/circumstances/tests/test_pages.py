"""Is one answer written, kept with its history, corrected with a reason, and closed to everybody else?"""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.urls import reverse

from hjemvej.ground.circumstances import actions, queries
from hjemvej.ground.circumstances.models import Circumstance
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.plans.models import PlanVersion
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Look
from tests import bystanders
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
TYPED = {
    "answers": ["alcohol", "hash"], "source": "citizen", "since": "2019", "told_on": "i dag",
    "words": "Jeg drikker, når jeg fryser.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _that_afternoon(clock_stands):
    """The pages tell of that afternoon."""


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def testa(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")


@pytest.fixture
def browser(coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def told(karen, testa, now):
    """Give `told(question, …)`: an answer of Testa's as Karen wrote it down."""

    def tell(question: str, *answers: str, at=now, after=None, **said) -> Circumstance:
        whole = actions.Said(answers, **{"source": "citizen", "told_on": at.date(), "after": after, **said})
        with looking_as(karen):
            return actions.write_fact(person_id=testa.pk, question=question, said=whole, by=karen, at=at)

    return tell


def page_of(person) -> str:
    return reverse("circumstances:circumstances", args=[person.pk])


def form_of(person, question: str = "substances") -> str:
    return f"{reverse('circumstances:write_fact', args=[person.pk])}?om={question}"


def card_of(browser, person) -> str:
    page: str = browser.get(reverse("staff:history", args=[person.pk])).content.decode()
    return page[page.index('id="kort-baggrund"') :].partition("</details>")[0]


# --- writing --------------------------------------------------------------------------------------------------------


def test_one_answer_is_written_and_told_in_one_line(browser, testa, now, coordinator, our_team):
    form = browser.get(form_of(testa)).context["form"]
    assert (form["source"].value(), form["told_on"].value()) == ("citizen", "20. november 2026")
    page = browser.post(form_of(testa), TYPED, follow=True).content.decode()
    assert "Én ting er noteret" in page
    assert "Alkohol og hash, siden 2019" in page
    fact = Circumstance.objects.get(person=testa)
    assert (fact.question, fact.answers, fact.source, fact.form_year) == (
        "substances",
        ["alcohol", "hash"],
        "citizen",
        2024,
    )
    assert (fact.told_on, fact.from_on, fact.precision) == (TODAY, datetime.date(2019, 1, 1), "year")
    assert (fact.recorded_by, fact.organisation, fact.recorded_at) == (coordinator, our_team, now)
    event = Event.objects.get(name="circumstances.fact_written")
    assert (event.person_id, event.details) == (testa.pk, {"circumstance": str(fact.pk)}), "no answer is in the log"
    card = card_of(browser, testa)
    assert "<strong>Rusmidler:</strong> Alkohol og hash, siden 2019" in card
    assert "borgeren selv, sagt 20. nov." in card
    assert "drikker" not in card, "own words stand behind the link"


@pytest.mark.parametrize(
    ("question", "changed", "field", "words"),
    [
        ("substances", {"answers": []}, "answers", "Vælg et svar"),
        ("substances", {"answers": ["alcohol", "none"]}, "answers", "”Ingen af dem” kan ikke stå sammen"),
        ("substances", {"answers": ["yes"]}, "answers", ""),
        ("substances", {"answers": ["refused"], "source": "papers", "since": ""}, "source", "Kun borgeren selv"),
        ("substances", {"answers": ["unknown"]}, "since", "Lad feltet stå tomt"),
        ("substances", {"since": "engang"}, "since", ""),
        ("substances", {"since": "21/11-26"}, "since", ""),
        ("substances", {"told_on": "21/11-26", "since": ""}, "told_on", "i dag eller før"),
        ("substances", {"told_on": "på fredag-ish"}, "told_on", ""),
        ("substances", {"source": ""}, "source", ""),
        ("reasons", {"answers": ["other"], "words": ""}, "words", "Skriv, hvad det andet er."),
    ],
)
def test_what_is_mistyped_is_said_at_its_field_and_nothing_is_lost(browser, testa, question, changed, field, words):
    answer = browser.post(form_of(testa, question), {**TYPED, **changed})
    assert answer.status_code == 422
    form = answer.context["form"]
    assert list(form.errors) == [field]
    assert words in form.errors[field][0]
    if "words" not in changed:
        assert "Jeg drikker, når jeg fryser." in answer.content.decode()
    assert not Circumstance.objects.exists()


def test_without_a_question_one_is_chosen_and_an_unknown_one_is_no_error(browser, testa, told):
    told("care", "no")
    choose = reverse("circumstances:write_fact", args=[testa.pk])
    for address in (choose, f"{choose}?om=findes-ikke"):
        page = browser.get(address).content.decode()
        assert "Hvad vil du notere?" in page
        assert "?om=reasons" in page
        assert "Nej, borgeren selv, sagt 20. nov." in page
    assert browser.post(choose, TYPED).status_code == 200


# --- history --------------------------------------------------------------------------------------------------------


def test_a_newer_answer_holds_and_the_older_is_folded_and_still_told_as_known_then(
    browser, karen, testa, told, now, coordinator_bystander
):
    first = told("substances", "none", at=now - 30 * DAY)
    second = told("substances", "hash", after=first.pk)
    page = browser.get(page_of(testa)).content.decode()
    assert page.index("Hash") < page.index("<summary>Før om rusmidler: 1</summary>") < page.index("Ingen af dem")
    with looking_as(karen):
        asked = [testa.pk, coordinator_bystander.person_id]
        known = queries.known_on(asked, TODAY, viewer=karen)
        assert known == {
            testa.pk: {"substances": second}, coordinator_bystander.person_id: {"care": coordinator_bystander},
        }  # fmt: skip
        then = queries.known_on(asked, TODAY, viewer=karen, known_at=now - DAY)
        assert then == {testa.pk: {"substances": first}}
        assert list(queries.circumstances_of(testa.pk, viewer=karen)) == [second, first]


@pytest.fixture
def coordinator_bystander(karen, now):
    """Another citizen of the team with an answer of their own."""
    with looking_as(karen):
        other = people.create_person(by=karen, at=now, given_names="Uberørt", surname="Prøvesen")
        said = actions.Said(["yes"], "citizen", TODAY)
        return actions.write_fact(person_id=other.pk, question="care", said=said, by=karen, at=now)


def test_a_refusal_is_kept_and_not_asked_again_before_its_day(browser, testa, told, now, monkeypatch):
    saved(PlanVersion, person=testa, begun_at=now)
    assert "?om=substances" in card_of(browser, testa)
    told("substances", "refused")
    card = card_of(browser, testa)
    assert "?om=substances" not in card
    assert "?om=mental_illness" in card, "the others are still asked"
    assert "spørges ikke igen før 20. maj 2027" in card
    for day, is_asked in ((datetime.date(2027, 5, 19), False), (datetime.date(2027, 5, 20), True)):
        monkeypatch.setattr("hjemvej.ground.circumstances.queries.localdate", lambda _at, day=day: day)
        assert ("?om=substances" in card_of(browser, testa)) == is_asked


def test_a_wrong_answer_is_corrected_with_a_reason_and_can_still_be_read(
    browser, testa, told, now, coordinator, coordinator_bystander
):
    wrong = told("mental_illness", "yes", words="Hører stemmer")
    address = reverse("circumstances:correct_fact", args=[wrong.pk])
    form = browser.get(address).context["form"]
    assert (form["answers"].value(), form["words"].value()) == ("yes", "Hører stemmer")
    typed = {"answers": "no", "source": "citizen", "told_on": "i dag", "words": ""}
    assert list(browser.post(address, typed).context["form"].errors) == ["because"]
    page = browser.post(address, {**typed, "because": "Det var en anden borger"}, follow=True).content.decode()
    wrong.refresh_from_db()
    assert (wrong.answers, wrong.withdrawn_because) == (["yes"], "Det var en anden borger")
    assert (wrong.withdrawn_by, wrong.withdrawn_at) == (coordinator, now)
    right = Circumstance.objects.get(person=testa, withdrawn_at=None)
    assert (right.answers, right.question) == (["no"], "mental_illness")
    assert "<del>Ja</del>" in page
    assert "Det var en anden borger" in page
    again = browser.post(address, {**typed, "because": "Igen"})
    assert "En kollega har rettet det" in again.content.decode()
    assert Circumstance.objects.filter(person=testa).count() == 2


def test_a_withdrawn_answer_counts_no_more(browser, testa, told):
    wrong = told("veteran", "yes")
    address = reverse("circumstances:withdraw_fact", args=[wrong.pk])
    assert browser.post(address, {"because": ""}).status_code == 422
    page = browser.post(address, {"because": "Forkert borger"}, follow=True).content.decode()
    assert "Intet er noteret om baggrund og helbred" in page
    assert "Forkert borger" in page
    assert "intet noteret" in card_of(browser, testa)


def test_a_colleague_who_was_first_is_said_and_the_second_may_still_save(browser, testa, told):
    first = told("substances", "none")
    answer = browser.post(form_of(testa), TYPED)
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "En kollega har svaret på det, siden du åbnede siden." in said
    assert f'name="after" value="{first.pk}"' in said
    assert "Jeg drikker, når jeg fryser." in said
    assert browser.post(form_of(testa), {**TYPED, "after": str(first.pk)}).status_code == 302


def test_an_answer_is_locked_in_the_database(testa, told):
    fact = told("care", "yes")
    for change in ("answers = '{no}'", "words = 'x'", "told_on = told_on - 1"):
        with pytest.raises(IntegrityError, match="is locked"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE circumstances_circumstance SET {change} WHERE id = %s", [fact.pk])
    with pytest.raises(IntegrityError, match="is locked"), transaction.atomic():
        fact.delete()


# --- what stands elsewhere, and what it costs -----------------------------------------------------------------------


def test_what_other_rooms_know_is_shown_and_not_asked(browser, testa):
    testa.citizenship = "Polen"
    testa.save(update_fields=["citizenship"])
    testa.household.create(relation="child", born_year=2020)
    page = browser.get(page_of(testa)).content.decode()
    assert "Polen" in page
    assert "1 barn" in page
    assert 'Indkomst</a> <span class="hv-why">ikke noteret</span>' in page


def test_the_pages_ask_little(browser, testa, told, django_assert_max_num_queries):
    for number, question in enumerate(("reasons", "substances", "mental_illness", "care", "veteran")):
        one = told(question, "unknown")
        told(question, "refused" if number % 2 else "unknown", after=one.pk)
    fact = told("treatment", "none")
    addresses = [page_of(testa), reverse("circumstances:write_fact", args=[testa.pk]), form_of(testa, "treatment")]
    addresses += [reverse(f"circumstances:{name}", args=[fact.pk]) for name in ("correct_fact", "withdraw_fact")]
    browser.get(addresses[0])
    for address in addresses:
        with django_assert_max_num_queries(20):
            assert browser.get(address).status_code == 200


def test_many_people_are_one_query(karen, now, told, testa, django_assert_num_queries):
    told("care", "yes")
    with looking_as(karen):
        others = [people.create_person(by=karen, at=now, given_names=f"Nr. {n}", surname="P").pk for n in range(5)]
        with django_assert_num_queries(1):
            found = queries.known_on([testa.pk, *others], TODAY, viewer=karen)
    assert set(found) == {testa.pk}


# --- who may --------------------------------------------------------------------------------------------------------


def test_other_teams_see_neither_the_pages_nor_a_row(testa, told, colleague_in_other_team, client_of, viewer_for):
    fact = told("substances", "alcohol")
    addresses = [page_of(testa), form_of(testa)]
    addresses += [reverse(f"circumstances:{name}", args=[fact.pk]) for name in ("correct_fact", "withdraw_fact")]
    for address in addresses:
        assert client_of(colleague_in_other_team).get(address).status_code in (302, 404)
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        assert queries.known_on([testa.pk], TODAY, viewer=other) == {}


def test_a_shelter_that_has_the_citizen_as_its_guest_sees_no_row(testa, told, shelter, shelter_worker, viewer_for, now):
    told("substances", "alcohol")
    NeedToKnow.objects.create(person_id=testa.pk, organisation=shelter, basis="guest", from_at=now - DAY)
    house = viewer_for(shelter_worker)
    with looking_as(house):
        assert house.rows_of(Person).filter(pk=testa.pk).exists(), "the guest is known"
        assert not Circumstance.objects.exists()


def test_each_look_is_logged(browser, testa, told):
    fact = told("care", "no")
    browser.get(page_of(testa))
    browser.get(reverse("circumstances:correct_fact", args=[fact.pk]))
    looks = set(Look.objects.filter(person_id=testa.pk).values_list("page", flat=True))
    assert {"circumstances.circumstances", "circumstances.correct_fact"} <= looks


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("are_locked", "outcome"), [(True, "WrittenMeanwhile"), (False, "Circumstance")])
def test_of_two_who_answer_in_the_same_second_the_second_is_told(
    are_locked, outcome, coordinator, viewer_for, monkeypatch
):
    monkeypatch.setattr(bystanders, "_is_called", True)  # two actions would wait for each other's bystanders
    if not are_locked:
        monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_how: rows)
    person, by = saved(Person), viewer_for(coordinator)
    said = actions.Said(["yes"], "citizen", AT.date())

    def write():
        return actions.write_fact(person_id=person.pk, question="care", said=said, by=by, at=AT)

    assert outcome_of_the_second(write, write) == outcome

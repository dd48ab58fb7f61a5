"""Do the pages say first what to do, from the rows that others wrote, and what is lost in a month?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.law.models import Provision
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.reimbursement.models import ClockFact
from hjemvej.ground.reimbursement.queries.law import figures, running_year
from hjemvej.ground.reimbursement.rules.years import Lasts
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event, Look

from .conftest import DAY, D

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]
CAME = D(2026, 11, 1)
TODAY = D(2026, 11, 20)


def page_of(person, name="citizen", **query):
    return reverse(f"reimbursement:{name}", args=[person.pk], query=query or None)


def heading(answer):
    html = answer.content.decode()
    return " ".join(html.split("<h1", 1)[1].split(">", 1)[1].split("</h1>")[0].split())


def test_from_an_admission_to_the_state_that_pays(
    client_of, coordinator, karen, colleague_in_other_team, person, stay, decide, django_assert_max_num_queries
):
    browser, sleeps = client_of(coordinator), stay(person, CAME)
    assert heading(browser.get(page_of(person))) == (
        "Beslut § 85 a før udskrivning, ellers mister kommunen op til 2 års refusion"
    )
    price = {"is_so": "yes", "on": "1/12-2026", "amount": "8.000", "source": "Takstbladet"}
    assert browser.post(page_of(person, "write_fact", slags="support_85a"), price).status_code == 302
    with django_assert_max_num_queries(20):
        shown = browser.get(page_of(person))
    assert heading(shown) == "Beslut § 85 a før udskrivning, ellers mister kommunen op til 96.000 kr."
    html = shown.content.decode()
    for words in ("20 af 90 døgn er brugt", "det sidste døgn med refusion 29. januar",
                  "Staten har betalt 15.000 kr. i året",
                  "koster kommunen 750 kr. mere", "Lederen af forsorgshjemmet bestemmer", "ved vi ikke"):  # fmt: skip
        assert words in html, words
    decide(person, datetime.datetime(2026, 11, 19, 10, tzinfo=datetime.UTC))
    shown = browser.get(page_of(person))
    assert heading(shown) == "70 døgn tilbage med refusion"
    assert "Vi ved ikke nok til at beslutte udskrivning: 4 svar mangler." in shown.content.decode()
    with looking_as(karen):
        type(sleeps).objects.filter(pk=sleeps.pk).update(status="ended", until_night=TODAY)
    assert heading(browser.get(page_of(person))) == "Staten betaler 50 procent af § 85 a til og med 19. november 2028"
    assert Look.objects.filter(page="reimbursement.citizen", person_id=person.pk).exists()
    for name in ("citizen", "write_fact"):
        assert client_of(colleague_in_other_team).get(page_of(person, name)).status_code == 404


def test_decided_on_the_day_of_the_discharge_is_lost(client_of, coordinator, person, stay, decide):
    stay(person, CAME, TODAY)
    decide(person, datetime.datetime(2026, 11, 20, 8, tzinfo=datetime.UTC))
    shown = client_of(coordinator).get(page_of(person))
    assert heading(shown) == "Refusion efter udskrivningen 20. november 2026 er tabt: intet var afgjort i tide"
    assert "Afgjort samme dag som udskrivningen 20. november 2026" in shown.content.decode()


def test_a_refused_decision_counts_for_nothing_and_its_correction_does(client_of, coordinator, person, stay, decide):
    stay(person, CAME)
    heard = {"granted": "not", "no_hearing_because": "Borgeren var med."}
    no = decide(person, datetime.datetime(2026, 11, 17, 8, tzinfo=datetime.UTC), **heard)
    assert "Beslut § 85 a" in heading(client_of(coordinator).get(page_of(person)))
    decide(person, datetime.datetime(2026, 11, 18, 8, tzinfo=datetime.UTC), corrects=no)
    assert "70 døgn tilbage" in heading(client_of(coordinator).get(page_of(person)))


def test_what_is_written_by_hand_is_kept_and_corrected_by_a_new_row(client_of, coordinator, support_worker, person):
    browser, at = client_of(coordinator), page_of(person, "write_fact", slags="decided_85a")
    said = {"is_so": "yes", "on": "10/11-2026", "source": "Brev fra Lejre"}
    for wrong, words in (
        ({"source": ""}, "Skriv, hvor du har det fra"),
        ({"on": "31/12-2026"}, "Den dag er ikke kommet endnu"),
        ({"on": "i går eller sådan"}, "dag"),
    ):
        answer = browser.post(at, {**said, **wrong})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), wrong
    assert browser.post(at, said).status_code == 302
    first = ClockFact.objects.get()
    assert (first.person_id, first.source, first.recorded_by) == (person.pk, "Brev fra Lejre", coordinator)
    # a colleague who had the empty form open hears of it, sees it, and may correct it
    other = client_of(support_worker)
    late = other.post(at, {**said, "on": "11/11-2026"})
    assert late.status_code == 422
    assert "En kollega har skrevet det imens" in late.content.decode()
    assert "fra: Brev fra Lejre" in late.content.decode()
    assert other.post(at, {**said, "on": "11/11-2026", "seen": str(first.pk)}).status_code == 302
    assert list(ClockFact.objects.order_by("recorded_at", "on").values_list("on", flat=True)) == [
        D(2026, 11, 10), D(2026, 11, 11),
    ]  # fmt: skip
    assert Event.objects.filter(name="reimbursement.fact_corrected", person_id=person.pk).count() == 1
    for kind, typed, words in (
        ("support_85a", {"until_on": "1/11-2026"}, "Slutdagen skal ligge efter"),
        ("months_107", {"amount": ""}, "Skriv, hvor mange måneder"),
    ):
        answer = browser.post(page_of(person, "write_fact", slags=kind), {**said, **typed})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), kind
    assert browser.get(page_of(person, "write_fact", slags="andet")).status_code == 404


def test_the_gate_opens_when_all_five_are_found(client_of, coordinator, person, stay, decide):
    stay(person, CAME)
    decide(person, datetime.datetime(2026, 11, 18, 8, tzinfo=datetime.UTC))
    browser = client_of(coordinator)
    assert "4 svar mangler" in browser.get(page_of(person)).content.decode()
    for kind in ("plan", "home", "lease", "support_begins"):
        said = {"is_so": "yes", "on": "19/11-2026", "source": "Mødet på forsorgshjemmet"}
        assert browser.post(page_of(person, "write_fact", slags=kind), said).status_code == 302
    shown = browser.get(page_of(person)).content.decode()
    assert "Alle fem betingelser er opfyldt" in shown
    assert "Skrevet ind for 19. november 2026: Mødet på forsorgshjemmet" in shown


def test_facts_of_an_earlier_stay_open_no_gate_and_silence_no_warning(
    client_of, coordinator, karen, person, stay, decide
):
    came, long_ago = D(2023, 11, 1), datetime.datetime(2023, 11, 20, 8, tzinfo=datetime.UTC)
    stay(person, came, came + 30 * DAY)
    decide(person, long_ago)
    written = {"person": person, "organisation_id": karen.team_id, "on": came + 10 * DAY, "source": "Mødet"}
    with looking_as(karen):
        for kind in ("plan", "home", "lease", "support_begins", "support_85a", "decided_85a", "decided_107"):
            ClockFact.objects.create(kind=kind, recorded_at=long_ago, **written)
    shown = client_of(coordinator).get(page_of(person)).content.decode()
    assert "Borgeren bor ikke på forsorgshjem nu" in shown
    stay(person, CAME)
    answer = client_of(coordinator).get(page_of(person))
    assert heading(answer).startswith("Beslut § 85 a før udskrivning, ellers mister kommunen")
    assert "5 svar mangler" in answer.content.decode()
    assert "Skrevet før dette ophold, for 11. november 2023: Mødet" in answer.content.decode()


def test_the_year_is_as_long_as_the_law_says_by_each_of_its_versions():
    reform, changes = D(2023, 10, 1), D(2027, 1, 1)
    assert running_year().versions == (Lasts(reform, 1, "years"),)
    now = Provision.objects.get(key="shelter_reimbursement_year")
    Provision.objects.filter(pk=now.pk).update(valid_to=changes)
    now.pk, now.value, now.unit, now.valid_from = None, 180, "days", changes
    now.save(force_insert=True)
    year = running_year()
    assert (year.counted_from, year.after(D(2026, 12, 31)), year.after(changes)) == (
        reform, D(2027, 12, 31), changes + 180 * DAY,
    )  # fmt: skip
    assert figures(D(2027, 2, 1)).year == year, "what counts begins with the reform still"


@pytest.fixture
def others(karen, now):
    """One who never slept in a shelter."""
    with looking_as(karen):
        street = people.create_person(by=karen, at=now, given_names="Gade", surname="Prøve")
        record_situation(
            person_id=street.pk, kind=Situation.Kind.STREET, from_on=D(2026, 10, 1), source="told", certainty="told",
            by=karen, at=now,
        )  # fmt: skip
    return street


def test_the_leader_sees_the_month_by_date_and_who_never_slept_in_a_shelter(
    client_of, leader, coordinator, karen, now, person, stay, others, django_assert_max_num_queries
):
    stay(person, D(2026, 7, 1), leaves=D(2026, 11, 28))
    with looking_as(karen):
        ClockFact.objects.create(
            person=person, organisation_id=karen.team_id, kind="support_85a", on=TODAY, amount=8000, source="Takst",
            recorded_at=now,
        )  # fmt: skip
    browser = client_of(leader)
    browser.get(reverse("reimbursement:month"))
    with django_assert_max_num_queries(20):
        answer = browser.get(reverse("reimbursement:month"))
    html = answer.content.decode()
    # the whole stay is under 90 days until 28 September: all 27 nights of November until the 28th are beyond
    assert heading(answer) == "1 borger på forsorgshjem har ingen afgørelse om støtte endnu"
    assert "96.000 kr. kan nås. 15.000 kr. er tabt." in html, "the days that come yield nothing whatever is done"
    assert "Bliver de, der er over grænsen, tabes 5.250 kr. mere." in html
    assert "27 døgn på forsorgshjem uden refusion · 20.250 kr., heraf 5.250 kr. kun hvis opholdet fortsætter" in html
    assert html.index("udskrives 28. nov. · 96.000 kr.") < html.index("27 døgn")
    assert "Gade Prøve" in html
    assert "De giver ingen refusion, og de skal have den samme hjælp" in html
    assert client_of(coordinator).get(reverse("reimbursement:month")).status_code == 404
    with looking_as(karen):
        ResponsibleMunicipality.objects.create(
            person=person, municipality_code="998", municipality_name="Prøve", from_on=D(2020, 1, 1), recorded_at=now
        )
        other = {"municipality_code": "998", "municipality_name": "Prøve", "from_on": D(2020, 1, 1)}
        ResponsibleMunicipality.objects.create(person=others, recorded_at=now, **other)
    html = browser.get(reverse("reimbursement:month")).content.decode()
    assert "Gade Prøve" not in html, "another municipality's"
    assert "I november går ingen refusion tabt" in html
    assert "Testa" not in html


def test_the_day_says_whose_discharge_comes_without_a_decision(client_of, coordinator, support_worker, person, stay):
    stay(person, CAME, leaves=TODAY + 5 * DAY)
    words = "Beslut § 85 a før udskrivningen 25. november 2026"
    assert words in client_of(coordinator).get(reverse("staff:today")).content.decode()


def test_the_person_page_has_one_line(client_of, coordinator, person, stay):
    stay(person, CAME)
    aside = client_of(coordinator).get(reverse("staff:aside", args=[person.pk])).content.decode()
    assert "Beslut § 85 a før udskrivning, ellers mister kommunen op til 2 års refusion" in aside
    assert page_of(person) in aside

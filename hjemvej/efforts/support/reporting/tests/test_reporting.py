"""Does the page say what is missing, name whom only when asked, and is the file off, logged, and the leader's alone?"""

import csv
import datetime
import io

import pytest
from django.urls import reverse

from hjemvej.efforts.support.queries import courses
from hjemvej.efforts.support.reporting import queries
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions as running
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.law.models import Provision
from hjemvej.ground.people import cpr
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Listed, Look

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NUMBER = "0101905678"
PAGE, FILE = "support:reporting", "support:fetch_report"


@pytest.fixture
def lead(leader, client_of):
    return client_of(leader)


@pytest.fixture
def supported(homeless, begin, karen, at, today, settings):
    """Make a citizen with a course, and what is known of them."""

    def make(name, *, number="", code=settings.MUNICIPALITY_CODE, sent=True, granted="wholly", basis="support_85a"):
        kept = {"cpr_encrypted": cpr.encrypt(number), "cpr_lookup": cpr.lookup(number)} if number else {}
        person = homeless(name, **kept)
        begin(person, Method.ICM)
        with looking_as(system("test")):
            if code:
                ResponsibleMunicipality.objects.create(
                    person=person, municipality_code=code, municipality_name="Kommunen", from_on=today - 400 * DAY
                )
            if sent is not None:
                Decision.objects.create(
                    person=person, organisation_id=karen.team_id, author_id=karen.user_id, title="Støtte",
                    basis_key=basis, paragraph="SEL § 85 a", granted=granted, decided="x", reasons="x",
                    complaint_text="x", no_hearing_because="x", written_at=at - 9 * DAY,
                    **({"sent_at": at - 8 * DAY, "sent_by_id": karen.user_id} if sent else {}),
                )  # fmt: skip
        return person

    return make


@pytest.fixture
def five(supported):
    """One whole, and four that lack one thing each."""
    return {
        "whole": supported("Hel", number=NUMBER),
        "no_decision": supported("Uden", number="0202905678", sent=None),
        "not_sent": supported("Kladde", number="0303905678", sent=False),
        "no_cpr": supported("Nummerløs"),
        "no_municipality": supported("Løs", number="0404905678", code=""),
    }


def test_the_page_says_what_is_missing_and_names_nobody_unasked(
    lead, five, leader, viewer_for, django_assert_max_num_queries
):
    with django_assert_max_num_queries(20):
        text = lead.get(reverse(PAGE)).content.decode()
    assert "4 af 5 forløb mangler noget, før de kan indberettes" in text
    for title in ("Der er ingen afgørelse om støtten", "Afgørelsen er begyndt, men ikke sendt",
                  "CPR-nummeret er ikke skrevet", "Handlekommunen er ikke skrevet"):  # fmt: skip
        assert f"<strong>{title}:</strong> 1 forløb" in text
    assert "Næste indberetning til Danmarks Statistik er senest 14." in text
    assert "Eksempel" not in text
    with looking_as(viewer_for(leader)):
        assert not Listed.objects.exists()
    with django_assert_max_num_queries(20):
        asked = lead.get(reverse(PAGE), {"hvad": "no_cpr"}).content.decode()
    assert "Nummerløs" in asked
    assert "Skal være der senest 14." in asked
    assert "Kladde" not in asked, "only whom it is about"
    with looking_as(viewer_for(leader)):
        listed = Listed.objects.values_list("person_id", "page")
        assert list(listed) == [(five["no_cpr"].pk, "support.reporting")]
    assert lead.get(reverse(PAGE), {"hvad": "noget"}).status_code == 404


def test_a_no_and_another_paragraph_are_no_decision_on_support(supported, lead, viewer_for, leader, today):
    refused = supported("Nej", number=NUMBER, granted="not")
    other = supported("Botilbud", number="0202905678", basis="place_107")
    elsewhere = supported("Anden", number="0303905678", code="350")
    with looking_as(viewer_for(leader)):
        found = queries.report(today, viewer=viewer_for(leader))
    assert {one.service.person_id for one in found.lacking["no_decision"]} == {refused.pk, other.pk}
    assert not found.ready
    assert found.elsewhere == 1
    text = lead.get(reverse(PAGE)).content.decode()
    assert "1 forløb indberettes af en anden kommune" in text
    assert elsewhere.given_names not in text


def test_an_ended_course_is_told_with_its_end_and_a_new_method_is_the_same_help(
    supported, do, karen, viewer_for, leader, today, at
):
    whole = supported("Hel", number=NUMBER)
    with looking_as(karen):
        support = courses.support_of(whole.pk, viewer=karen)
        assert support
    chosen = running.Chosen(Method.ACT, "Mere brug for et hold", None)
    do(running.change_method, support=support, chosen=chosen, words="Flere må komme", at=at)
    with looking_as(viewer_for(leader)):
        found = queries.report(today, viewer=viewer_for(leader))
    [one] = found.ready
    assert (one.service.support_id, one.service.from_on, one.service.until_on) == (support.pk, today, None)


def test_the_file_is_off_by_default(lead, five, viewer_for, leader):
    text = lead.get(reverse(PAGE)).content.decode()
    assert "Filen er slået fra i denne kommune." in text
    assert reverse(FILE) not in text
    answer = lead.post(reverse(FILE))
    assert answer.headers["Location"] == reverse(PAGE)
    assert "slået fra" in lead.get(reverse(PAGE)).content.decode()
    with looking_as(viewer_for(leader)):
        assert not Event.objects.filter(name="support.report_fetched").exists()
        assert not Look.objects.exists()


def test_the_file_has_what_is_ready_and_each_citizen_in_it_is_logged(lead, five, viewer_for, leader, settings, today):
    settings.REPORT_EXPORT = True
    assert NUMBER not in lead.get(reverse(PAGE)).content.decode()
    answer = lead.post(reverse(FILE))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert NUMBER not in answer["Content-Disposition"]
    text = answer.content.decode()
    assert text.startswith("\ufeff")
    [row] = csv.DictReader(io.StringIO(text.lstrip("\ufeff")), delimiter=";")
    assert row["CPR-nummer"] == NUMBER
    assert row["Paragraf"] == "SEL § 85 a"
    assert row["Startdag"] == today.isoformat()
    assert row["Kommune"] == settings.MUNICIPALITY_CODE
    assert row["Målgruppe"] == row["Omfang"] == row["Slutdag"] == ""
    with looking_as(viewer_for(leader)):
        looked = Look.objects.filter(page="support.fetch_report").values_list("person_id", flat=True)
        assert list(looked) == [five["whole"].pk]
        event = Event.objects.get(name="support.report_fetched")
        assert event.details == {"rows": 1, "people": 1}
        assert NUMBER not in str([*Event.objects.values_list("details", "why")])


def test_only_a_leader_fetches_the_file_and_no_other_team_is_in_it(
    five, page, client_of, coordinator, colleague_in_other_team, viewer_for, settings, today
):
    settings.REPORT_EXPORT = True
    assert page.get(reverse(PAGE)).status_code == 404, "a support worker exports nothing"
    theirs = client_of(coordinator)
    assert reverse(FILE) not in theirs.get(reverse(PAGE)).content.decode()
    assert theirs.post(reverse(FILE)).status_code == 404
    assert theirs.get(reverse(FILE)).status_code in (404, 405)
    assert "Ingen forløb" in client_of(colleague_in_other_team).get(reverse(PAGE)).content.decode()
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        assert not queries.report(today, viewer=other).ready


def test_where_nobody_says_the_day_it_cannot_be_known(lead, five):
    with looking_as(system("test")):
        Provision.objects.filter(key="report_day").update(value=0)
    text = lead.get(reverse(PAGE)).content.decode()
    assert "Hvornår der skal indberettes, kan ikke vides" in text
    assert "Hvornår, kan ikke vides" in lead.get(reverse(PAGE), {"hvad": "no_cpr"}).content.decode()


def test_nobody_is_supported_yet(lead):
    assert "Ingen forløb skal indberettes endnu" in lead.get(reverse(PAGE)).content.decode()

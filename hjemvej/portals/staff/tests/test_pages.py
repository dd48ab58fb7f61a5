"""Do the pages that cross rooms show what they should, to those they should, with few queries?"""

import datetime
import re
import uuid

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import tight
from hjemvej.efforts.one_entry.actions import record_inquiry
from hjemvej.efforts.safe_night.models import Night, Occupancy
from hjemvej.efforts.safe_night.placing.actions.requesting import request_place
from hjemvej.ground.casework.actions import add_task, assign_coordinator, write_note
from hjemvej.ground.correspondence.actions import write_message
from hjemvej.ground.people.actions import create_person
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.ground.shelters.models import House, Place, Room
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import record_situation
from hjemvej.platform.access.models import Membership
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look
from hjemvej.platform.ui.when import night_in_words


@pytest.fixture
def citizen(coordinator, viewer_for):
    """Make a citizen of the coordinator's, who sleeps outside and has a next step."""
    viewer = viewer_for(coordinator)

    def made(given: str = "Mona", surname: str = "Mønster", **more):
        at = timezone.now()
        with looking_as(viewer):
            person = create_person(by=viewer, at=at, given_names=given, surname=surname, **more)
            record_situation(
                person_id=person.pk, kind="gade", from_on=night_of(at) - datetime.timedelta(days=3), by=viewer, at=at,
                source="Gadeteamet", certainty="seen",
            )  # fmt: skip
            assign_coordinator(person_id=person.pk, coordinator_id=coordinator.pk, by=viewer, at=at)
            write_note(
                person_id=person.pk, kind="contact", text="Mødtes på værestedet.", own_words="Jeg vil have en dør.",
                happened_at=at, by=viewer, at=at,
            )  # fmt: skip
            add_task(
                person_id=person.pk, organisation_id=viewer.team_id, kind="own", title="Se lejlighed",
                due_at=at + datetime.timedelta(days=1), by=viewer, at=at, assigned_to_id=coordinator.pk,
            )  # fmt: skip
        return person

    return made


def queries_of(client, path: str) -> int:
    ContentType.objects.clear_cache()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in captured)


def test_the_person_page_shows_how_it_goes_and_the_next_step(citizen, coordinator, client_of):
    person = citizen()
    client = client_of(coordinator)
    parts = ("staff:person", "staff:history", "staff:aside")
    page = "".join(client.get(reverse(part, args=[person.pk])).content.decode() for part in parts)
    for words in ("Mona Mønster", "Gade, trappeopgang, skur", "Se lejlighed", "Jeg vil have en dør.", coordinator.name):
        assert words in page


def test_looking_at_a_person_is_logged_with_who_and_on_which_basis(citizen, coordinator, client_of):
    person = citizen()
    client_of(coordinator).get(reverse("staff:person", args=[person.pk]))
    look = Look.objects.get(person_id=person.pk, page="staff.person")
    assert (look.user_id, look.basis) == (coordinator.pk, "case")


@pytest.mark.parametrize("part", ["staff:person", "staff:history", "staff:aside"])
@pytest.mark.parametrize("who", ["colleague_in_other_team", "shelter_worker", "landlord", "council_member"])
def test_strangers_get_the_same_404_for_forbidden_and_unknown(who, part, citizen, client_of, request):
    client = client_of(request.getfixturevalue(who))
    forbidden = client.get(reverse(part, args=[citizen().pk]))
    unknown = client.get(reverse(part, args=[uuid.uuid4()]))
    assert forbidden.status_code == unknown.status_code == 404


def test_a_protected_name_is_masked_on_the_page_and_in_lists(citizen, coordinator, client_of):
    person = citizen("Hemmelig", "Fiktiv", protection="threatened")
    PersonName.objects.create(person=person, kind="alias", name="Hemmeliga", known_from=timezone.now())
    client = client_of(coordinator)
    answers = [client.get(reverse("staff:today")), client.get(reverse("staff:person", args=[person.pk]))]
    answers += [client.post(reverse("staff:search"), {"q": "Fiktiv"})]
    for page in (answer.content.decode() for answer in answers):
        assert "Beskyttet borger" in page
        assert "Hemmelig" not in page


def test_what_is_searched_for_is_posted_so_that_it_never_stands_in_an_address(citizen, coordinator, client_of):
    citizen()
    client = client_of(coordinator)
    assert 'role="search" action="/find/" method="post"' in client.get(reverse("staff:today")).content.decode()
    assert "Mona Mønster" not in client.get(reverse("staff:search"), {"q": "Mona"}).content.decode()


def test_a_number_that_is_searched_for_does_not_stay_on_the_screen(citizen, coordinator, client_of):
    citizen(cpr="610170-0000")
    page = client_of(coordinator).post(reverse("staff:search"), {"q": "610170-0000"}).content.decode()
    assert "Mona Mønster" in page
    assert "610170-••••" in page
    assert "610170-0000" not in page


def test_the_day_says_in_words_who_has_no_place(citizen, coordinator, client_of, viewer_for):
    person, viewer, at = citizen(), viewer_for(coordinator), timezone.now()
    with looking_as(viewer):
        request_place(person_id=person.pk, night=night_of(at), needs=["dog"], by=viewer, at=at)
    page = client_of(coordinator).get(reverse("staff:today")).content.decode()
    assert "Én borger venter på et sted at sove i nat" in page
    assert page.index("Find plads") < page.index("Se lejlighed")


def test_one_who_waits_for_a_place_is_not_asked_for_again(citizen, coordinator, client_of, viewer_for):
    person, page = citizen(), client_of(coordinator)
    address = reverse("staff:person", args=[person.pk])
    assert "Mangler et sted i nat" in page.get(address).content.decode()
    at = timezone.now()
    request_place(person_id=person.pk, night=night_of(at), needs=(), by=viewer_for(coordinator), at=at)
    shown = page.get(address).content.decode()
    assert "Find plads i nat" in shown
    assert "Mangler et sted i nat" not in shown


def test_of_a_citizen_of_whom_nothing_is_known_the_page_does_not_say_that_they_have_a_home(
    citizen, coordinator, client_of, viewer_for
):
    person, known, page = citizen(), citizen("Testa", "Fiktiv"), client_of(coordinator)
    record_situation(
        person_id=known.pk, kind="egen_bolig", from_on=timezone.localdate(), by=viewer_for(coordinator),
        at=timezone.now(), source="Prøve", certainty="seen",
    )  # fmt: skip
    assert "ikke i hjemløshed" not in page.get(reverse("staff:person", args=[person.pk])).content.decode()
    assert "ikke i hjemløshed" in page.get(reverse("staff:person", args=[known.pk])).content.decode()


def test_the_figure_of_deadlines_opens_those_alone(citizen, coordinator, client_of, viewer_for):
    person, viewer, at = citizen(), viewer_for(coordinator), timezone.now()
    with looking_as(viewer):
        add_task(
            person_id=person.pk, organisation_id=viewer.team_id, kind="own", title="Ring til lægen",
            due_at=at - datetime.timedelta(days=1), by=viewer, at=at, assigned_to_id=coordinator.pk,
        )  # fmt: skip
        add_task(
            person_id=citizen("Testa", "Fiktiv").pk, organisation_id=viewer.team_id, kind="own", title="Se på møbler",
            due_at=at + datetime.timedelta(days=5), by=viewer, at=at, assigned_to_id=coordinator.pk,
        )  # fmt: skip
    client = client_of(coordinator)
    day = client.get(reverse("staff:today")).content.decode()
    assert '<a href="?vis=frister">frister i dag</a>' in day
    assert "1 er overskredet" in day
    due = client.get(reverse("staff:today"), {"vis": "frister"}).content.decode()
    assert "Ring til lægen" in due
    assert "Se på møbler" not in due


def test_a_note_to_sign_and_a_message_to_send_wait_without_being_late(citizen, coordinator, client_of, viewer_for):
    by, at = viewer_for(coordinator), timezone.now()
    with looking_as(by):
        write_note(
            person_id=citizen().pk,
            kind="contact",
            text="Om møbler",
            own_words="",
            sign=False,
            happened_at=at,
            by=by,
            at=at,
        )
        write_message(channel="email", to_address="nabo@example.org", subject="Svar", text="Tak", by=by, at=at)
    visitor = client_of(coordinator)
    day = visitor.get(reverse("staff:today")).content.decode()
    due = visitor.get(reverse("staff:today"), {"vis": "frister"}).content.decode()
    for waits in ("Dit notat er ikke underskrevet endnu", "nabo@example.org"):
        assert waits in day
        assert waits not in due
    assert "er overskredet" not in day


def test_a_task_without_a_worker_is_the_whole_teams_and_counts_in_the_teams_load(
    citizen, coordinator, support_worker, leader, client_of, viewer_for
):
    person, viewer, at = citizen(), viewer_for(coordinator), timezone.now()
    soon = at + datetime.timedelta(days=1)
    for title, whose in [("Ring til lægen", None), ("Skriv til banken", support_worker.pk)]:
        with looking_as(viewer):
            add_task(
                person_id=person.pk, organisation_id=viewer.team_id, kind="own", title=title, due_at=soon, by=viewer,
                at=at, assigned_to_id=whose,
            )  # fmt: skip
    client = client_of(coordinator)
    day = client.get(reverse("staff:today")).content.decode()
    assert "Ring til lægen · ingen har den endnu" in day
    assert "Skriv til banken" not in day
    Membership.objects.filter(user=support_worker).update(last_on=at.date() - datetime.timedelta(days=1))
    assert "Skriv til banken" in client.get(reverse("staff:today")).content.decode()
    load = tight(client_of(leader).get(reverse("staff:team")).content.decode())
    assert re.search(r"Ingen har dem</th>.*?>2</td>", load)


def test_a_municipality_without_houses_is_told_how_to_begin(coordinator, client_of):
    part = client_of(coordinator).get(reverse("staff:tonight")).content.decode()
    assert "Kom i gang" in part
    assert reverse("spreadsheets:imports") in part
    assert "hv-squares" not in part


def test_first_steps_show_a_worker_only_what_their_role_may_do(support_worker, client_of):
    part = client_of(support_worker).get(reverse("staff:tonight")).content.decode()
    assert reverse("one_entry:record") in part
    assert reverse("spreadsheets:imports") not in part
    assert reverse("shelters:create_house") not in part


def test_a_house_that_has_never_said_how_much_is_free_stands_there_all_the_same(coordinator, shelter, client_of):
    House.objects.create(name="Huset Prøve", kind="shelter", organisation=shelter, municipality_code="999")
    part = client_of(coordinator).get(reverse("staff:tonight")).content.decode()
    assert "Huset Prøve" in part
    assert "aldrig" in part


def test_the_page_says_first_where_to_try_unless_it_is_secret(citizen, coordinator, client_of):
    person = citizen()
    ContactWay.objects.create(person=person, kind="phone", value="00 00 00 01", is_secret=True, is_preferred=True)
    page = client_of(coordinator).get(reverse("staff:person", args=[person.pk])).content.decode()
    assert "00 00 00 01" not in page
    ContactWay.objects.create(person=person, kind="phone", value="00 00 00 02", is_shared=True)
    page = client_of(coordinator).get(reverse("staff:person", args=[person.pk])).content.decode()
    assert '<a href="tel:00000002">00 00 00 02</a>' in page
    Person.objects.filter(pk=person.pk).update(protection="address")
    assert "00 00 00 02" not in client_of(coordinator).get(reverse("staff:person", args=[person.pk])).content.decode()


def test_where_a_protected_citizen_sleeps_is_told_to_whoever_asks(citizen, coordinator, client_of, viewer_for):
    person, now = citizen(protection="threatened"), timezone.now()
    tonight, karen = night_of(now), viewer_for(coordinator)
    house = House.objects.create(name="Prøvehuset", kind="shelter", organisation_id=karen.team_id)
    told = {"source": "Prøvehuset", "certainty": "seen", "house": house, "by": karen, "at": now}
    record_situation(person_id=person.pk, kind="herberg", from_on=tonight, **told)
    place = Place.objects.create(room=Room.objects.create(house=house, name="Stuen"), label="plads 1")
    Occupancy.objects.create(
        person=person, place=place, house=house, from_night=tonight, status="staying", arrived_at=now, made_at=now
    )
    for ago in (1, 2):
        night = tonight - datetime.timedelta(days=ago)
        Night.objects.create(person=person, night=night, outcome="safe", house=house, recorded_at=now)
    browser = client_of(coordinator)
    parts = [browser.get(reverse(name, args=[person.pk])).content.decode() for name in ("staff:person", "staff:aside")]
    assert "Forsorgshjem eller herberg" in parts[0]
    assert "Har et sted at sove i nat" in parts[1]
    assert not [part for part in parts if "Prøvehuset" in part or "Stuen" in part]
    assert "Prøvehuset" in browser.get(reverse("situations:history", args=[person.pk])).content.decode()


def test_nights_on_end_at_the_same_place_are_one_line_that_opens(citizen, coordinator, client_of, viewer_for):
    person, tonight = citizen(), night_of(timezone.now())
    house = House.objects.create(name="Prøvehuset", kind="shelter", organisation_id=viewer_for(coordinator).team_id)
    for ago in range(1, 8):
        day = tonight - datetime.timedelta(days=ago)
        Night.objects.create(person=person, night=day, outcome="safe", house=house, recorded_at=timezone.now())
    outside = tonight - datetime.timedelta(days=8)
    Night.objects.create(person=person, night=outside, outcome="unsafe", recorded_at=timezone.now())
    part = client_of(coordinator).get(reverse("staff:aside", args=[person.pk])).content.decode()
    last = night_in_words(tonight - datetime.timedelta(days=1))
    assert f"<summary>7 nætter: Prøvehuset, til og med {last}" in tight(part)
    assert part.count("<summary>") == 1
    assert part.count("Havde ikke et trygt sted") == 1


def test_the_day_counts_the_whole_municipality_as_the_overview_does(citizen, colleague_in_other_team, client_of):
    citizen()
    page = tight(client_of(colleague_in_other_team).get(reverse("staff:homeless")).content.decode())
    assert f'<p class="hv-figure">1</p><p class="hv-stat-label"><a href="{reverse("mapping:overview")}">' in page


def test_an_inquiry_that_hurries_is_in_the_days_first_line(coordinator, client_of, viewer_for):
    record_inquiry(
        by=viewer_for(coordinator), at=timezone.now(), channel="phone", asker_kind="neighbour", about="En ved søen",
        tonight="no_place",
    )  # fmt: skip
    page = client_of(coordinator).get(reverse("staff:today")).content.decode()
    assert "Én henvendelse haster nu" in page
    assert "Ingen venter" not in page


def test_an_inquiry_that_nothing_hurries_says_what_it_is_about(coordinator, client_of, viewer_for):
    record_inquiry(
        by=viewer_for(coordinator), at=timezone.now(), channel="phone", asker_kind="relative", about="En fætter",
        concerns=["support"],
    )  # fmt: skip
    page = client_of(coordinator).get(reverse("staff:today")).content.decode()
    assert "Har brug for støtte i sit hjem · Pårørende" in page


def test_an_empty_day_says_so(coordinator, client_of):
    page = client_of(coordinator).get(reverse("staff:today")).content.decode()
    assert "Ingen venter på et sted at sove i nat" in page
    assert "Intet venter på dig lige nu" in page


def test_only_a_leader_sees_the_teams_load(citizen, coordinator, leader, client_of):
    citizen()
    part = reverse("staff:team")
    assert part not in client_of(coordinator).get(reverse("staff:today")).content.decode()
    assert client_of(coordinator).get(part).status_code == 404
    assert part in client_of(leader).get(reverse("staff:today")).content.decode()
    assert "Teamet" in client_of(leader).get(part).content.decode()


def test_the_leader_is_told_of_answers_that_are_late_with_whoever_has_them(
    citizen, coordinator, support_worker, leader, client_of, viewer_for
):
    citizen()
    then = timezone.now() - datetime.timedelta(days=4)
    record_inquiry(
        by=viewer_for(support_worker), at=then, channel="phone", asker_kind="relative", about="En fætter",
        wants_answer=True, take=True,
    )  # fmt: skip
    assert "1 henvendelse skulle have haft svar" in client_of(leader).get(reverse("staff:team")).content.decode()


def test_the_day_and_the_person_page_ask_the_same_number_of_queries_however_many_there_are(
    citizen, coordinator, client_of
):
    client, first = client_of(coordinator), citizen()
    paths = [reverse("staff:today"), reverse("staff:own_goals"), reverse("staff:tonight")]
    paths += [reverse(name, args=[first.pk]) for name in ("staff:person", "staff:history", "staff:aside")]
    for path in paths:
        client.get(path)
    few = {path: queries_of(client, path) for path in paths}
    for number in range(12):
        citizen("Testa", f"Prøvesen {number}")
    assert {path: queries_of(client, path) for path in paths} == few
    # one for each room with steps; and the test's own two: it looks as nobody before, and as the system after
    assert max(few.values()) <= 37 + 2, few


def test_search_offers_the_right_person_though_misspelt(citizen, coordinator, client_of):
    citizen()
    page = client_of(coordinator).post(reverse("staff:search"), {"q": "monna mynster"}).content.decode()
    assert "Mona Mønster" in page


@pytest.mark.parametrize("asked", ["", " ", "\x00", "%" * 300, "' OR 1=1 --", "🦆" * 40])
def test_search_takes_whatever_is_typed(asked, coordinator, client_of):
    assert client_of(coordinator).post(reverse("staff:search"), {"q": asked}).status_code == 200


@pytest.mark.parametrize(
    ("who", "begins_at"),
    [("coordinator", "staff:today"), ("shelter_worker", "partner:house"), ("council_member", "mapping:overview")],
)
def test_each_role_begins_where_its_work_is(who, begins_at, client_of, request):
    answer = client_of(request.getfixturevalue(who)).get("/")
    assert answer.headers["Location"] == reverse(begins_at)

"""Does each team of the invented town see its own citizens alone on the pages that gather?"""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.people.models import Person
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.insight.mapping.queries import homeless_people, overview
from hjemvej.invented import second_team, setting_out
from hjemvej.invented.history import History
from hjemvej.invented.ledger import Ledger, log_asleep
from hjemvej.invented.town import houses, identity
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Look
from hjemvej.platform.identity.models import User

PAGES = [
    "/", reverse("staff:today") + "?alt=1", reverse("staff:tonight"), reverse("staff:homeless"),
    reverse("staff:register") + "?side=alle", reverse("safe_night:board"), reverse("safe_night:paper"),
    reverse("safe_night:morning"), reverse("one_entry:inbox"), reverse("mapping:overview"),
]  # fmt: skip
FIRST_TEAM = identity("organisation:Hjemløseteamet")


@pytest.fixture
def teams(db):
    """Return, after a few days of life, each team's sign-in, its citizens, and the other team's."""
    now, ledger = timezone.now(), Ledger()
    until = timezone.localdate(now - datetime.timedelta(hours=4))
    with as_owner(), log_asleep(setting_out.our_tables()):
        setting_out.build(houses(1), at=now)
        start = until - datetime.timedelta(days=3)
        history = History(seed=7, scale=1, start=start, until=until, now=now, houses=houses(1), ledger=ledger)
        history.live(lambda day: None)
        ledger.flush()
    ours, theirs = citizens_of(FIRST_TEAM), citizens_of(second_team.TEAM)
    assert len(theirs) == len(second_team.SLEEP_IN)
    assert not ours & theirs
    return {"koordinator": (ours, theirs), "kollega": (theirs, ours)}


def citizens_of(team_id: uuid.UUID) -> set[str]:
    needs = NeedToKnow.objects.filter(organisation_id=team_id)
    return {str(person_id) for person_id in needs.values_list("person_id", flat=True)}


def names_of(people: set[str]) -> set[str]:
    return {person.name for person in Person.objects.filter(pk__in=people)}


def foreign_names(own: set[str], others: set[str]) -> list[str]:
    """Return the other team's names, without names that the team's own citizens have too."""
    known = " ".join(names_of(own))
    return [name for name in names_of(others) if name not in known]


def test_no_gathering_page_shows_a_citizen_of_the_other_team(teams, client_of):
    for sign_in, (own, others) in teams.items():
        user = User.objects.get(email=f"{sign_in}@proevekoebing.example")
        browser, foreign = client_of(user), foreign_names(own, others)
        shown = set()
        for page in PAGES:
            answer = browser.get(page, follow=True)
            assert answer.status_code == 200, page
            text = answer.content.decode()
            assert [person for person in others if person in text] == [], page
            assert [name for name in foreign if name in text] == [], page
            shown |= {person for person in own if person in text}
        assert shown, sign_in
        assert not Look.objects.filter(user_id=user.pk, person_id__in=others).exists()


def test_a_search_and_an_address_find_no_citizen_of_the_other_team(teams, client_of):
    for sign_in, (own, others) in teams.items():
        browser = client_of(User.objects.get(email=f"{sign_in}@proevekoebing.example"))
        foreign = Person.objects.filter(pk__in=others).exclude(surname="").first()
        assert foreign is not None
        answer = browser.get(reverse("staff:search"), {"q": f"{foreign.given_names} {foreign.surname}"})
        assert str(foreign.pk) not in answer.content.decode()
        assert browser.get(reverse("staff:person", args=[foreign.pk])).status_code == 404
        assert browser.get(reverse("staff:person", args=[min(own)])).status_code == 200


def test_the_bed_held_for_the_other_team_is_taken_on_the_board_and_has_no_name(teams, client_of):
    [held] = Occupancy.objects.filter(status="held", person_id__in=teams["kollega"][0])
    visitor = client_of(User.objects.get(email="koordinator@proevekoebing.example"))
    houses_page = visitor.get(reverse("safe_night:houses"))
    [house] = [shown for shown in houses_page.context["page"] if shown.house.pk == held.house_id]
    assert house.held >= 1
    for page in (houses_page, visitor.get(reverse("safe_night:board"))):
        assert held.person.name not in page.content.decode()


def test_the_homeless_of_both_teams_are_the_overviews_count(teams, viewer_for):
    """The overview counts the municipality; the register counts people that the viewer's team needs to know of."""
    today = timezone.localdate()
    shown = {}
    for sign_in in teams:
        viewer = viewer_for(User.objects.get(email=f"{sign_in}@proevekoebing.example"))
        with looking_as(viewer):
            shown[sign_in] = len(homeless_people(today, viewer=viewer))
    by = system("test")
    with looking_as(by):
        counts = overview(today, viewer=by, at=timezone.now())
    beside = counts.inactive + counts.has_no_permanent_stay + counts.has_unusable_home
    assert sum(shown.values()) == counts.active + beside
    assert shown["kollega"] == len([kind for kind in second_team.SLEEP_IN if kind in HOMELESS])

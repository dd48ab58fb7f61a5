"""Since when is a citizen homeless, with what was told of the time before we knew them?"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from hjemvej.ground.people.models import Person
from hjemvej.ground.situations import queries, rules
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import HomelessSince, Situation
from hjemvej.ground.situations.rules import Said, Stay, Told
from hjemvej.platform.access.actions import open_need
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.models import Event
from hjemvej.platform.ui.typed_dates import Period, read_period

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
ANEW = 14 * DAY
TEST = system("test")


def day(text):
    return datetime.date.fromisoformat(text)


def slept(*stays):
    """Stays that follow each other, each from its day."""
    ends = [day(begins) for _kind, begins in stays[1:]]
    return [
        Stay(kind, day(begins), until, "Opdigtet", "told")
        for (kind, begins), until in zip(stays, [*ends, None], strict=True)
    ]


def told(by_on, precision="day"):
    return Told(day(by_on), day(by_on), precision, "Borgeren siger det", "told")


STREET = slept(("gade", "2026-03-05"))
BACK_AGAIN = slept(("gade", "2025-01-01"), ("egen_bolig", "2025-05-01"), ("gade", "2026-03-05"))
TEN_NIGHTS_AWAY = slept(("indlagt", "2026-02-23"), ("gade", "2026-03-05"))
NOBODY_KNEW = slept(("egen_bolig", "2025-01-01"), ("ukendt", "2025-06-01"), ("gade", "2026-03-05"))


@pytest.mark.parametrize(
    ("known", "said", "began", "is_told"),
    [
        (STREET, [], "2026-03-05", False),
        (STREET, ["2019-12-31"], "2019-12-31", True),
        (STREET, ["2019-12-31", "2018-06-30"], "2018-06-30", True),  # two records that became one: the earliest
        (STREET, ["2026-03-05"], "2026-03-05", True),  # the very day is told of too
        (STREET, ["2026-04-01"], "2026-03-05", False),  # we know better
        (TEN_NIGHTS_AWAY, ["2024-01-01"], "2024-01-01", True),  # fewer nights elsewhere than the rule's
        (BACK_AGAIN, ["2024-01-01"], "2026-03-05", False),  # a home in between: it begins anew
        (BACK_AGAIN, ["2025-08-01"], "2026-03-05", False),
        (BACK_AGAIN, ["2026-02-25"], "2026-02-25", True),  # the home was lost a week before we knew
        (NOBODY_KNEW, ["2024-01-01"], "2026-03-05", False),
        (NOBODY_KNEW, ["2025-08-31"], "2025-08-31", True),
        ([*STREET[:0], *slept(("egen_bolig", "2026-03-05"))], ["2019-12-31"], None, False),
    ],
)
def test_what_was_told_holds_until_a_home_is_known_since(known, said, began, is_told):
    found = rules.began(known, [told(one) for one in said], TODAY, anew_after=ANEW)
    assert (found and (found.on, found.told is not None)) == (began and (day(began), is_told))


def test_an_earlier_homelessness_keeps_its_own_beginning():
    found = rules.began(BACK_AGAIN, [told("2024-01-01")], day("2025-03-01"), anew_after=ANEW)
    assert found is not None
    assert (found.on, found.when) == (day("2024-01-01"), "1. januar 2024")


@pytest.mark.parametrize(
    ("typed", "by_on", "words"),
    [("2019", "2019-12-31", "2019"), ("maj 2019", "2019-05-31", "maj 2019"), ("3/5-19", "2019-05-03", "3. maj 2019"),
     ("2026", "2026-03-05", "2026"), ("marts 2026", "2026-03-05", "marts 2026")],
)  # fmt: skip
def test_a_duration_is_never_longer_than_was_told(typed, by_on, words):
    """Counted from the last day it can have been, and from where we know it at the latest."""
    said = Said(read_period(typed, today=TODAY), "Borgeren siger det", "told").told_of(day("2026-03-05"), TODAY)
    assert (said.by_on, said.when) == (day(by_on), words)


@pytest.mark.parametrize(
    ("typed", "known", "says"),
    [
        ("2027", STREET, "ude i fremtiden"),
        ("1/4-26", STREET, "Det er efter 5. marts 2026"),
        ("1979", STREET, "før, borgeren blev født (3. maj 1980)"),
        ("2/5-80", STREET, "før, borgeren blev født"),
        ("2024", BACK_AGAIN, "et andet sted at bo indtil 5. marts 2026: Egen bolig. Så begyndte hjemløsheden forfra"),
        ("2019", slept(("egen_bolig", "2026-03-05")), "Det hører til en borger i hjemløshed"),
        ("2019", STREET, ""),
        ("1980", STREET, ""),
        ("2026", STREET, ""),
    ],
)
def test_what_cannot_be_is_refused_in_words(typed, known, says):
    period = read_period(typed, today=TODAY)
    said = Said(period, "x", "told").told_of(known[-1].from_on, TODAY)
    words = rules.objection(
        said, known=known, slept_from=known[-1].from_on, on=TODAY, anew_after=ANEW,
        born=Period(day("1980-05-03"), day("1980-05-03"), "day"),
    )  # fmt: skip
    assert says in words
    assert bool(words) == bool(says)


@pytest.fixture
def person(our_team):
    return _citizen(our_team, "Mona")


def _citizen(team, name):
    now = timezone.now()
    person = Person.objects.create(given_names=name, surname="Prøve", created_at=now, born_on=datetime.date(1980, 5, 3))
    open_need(person_id=person.pk, organisation_id=team.pk, basis=NeedToKnow.Basis.CASE, by=TEST, at=now)
    return person


def answer(**more):
    said = {"kind": "gade", "from_on": "i går", "heard_from": "citizen", "detail": "", "house_id": "", "who": ""}
    return said | {"homeless_since": "2019"} | more


def page_of(name, person):
    return reverse(f"situations:{name}", args=[person.pk])


def test_the_form_where_it_is_first_told_takes_since_when(client_of, coordinator, person, our_team):
    """A bystander on the street since yesterday has none of it."""
    bystander = _citizen(our_team, "Tilskuer")
    browser = client_of(coordinator)
    browser.post(page_of("record_situation", bystander), answer(homeless_since=""))
    page = browser.post(page_of("record_situation", person), answer(), follow=True).content.decode()
    assert "I hjemløshed siden <strong>2019</strong>" in page
    assert "eller mere · fortalt af borgeren" in page
    row = HomelessSince.objects.get()
    assert (row.person_id, row.precision, row.source, row.certainty) == (
        person.pk, "year", "Borgeren siger det", "told"
    )  # fmt: skip
    assert Event.objects.filter(name="situations.homeless_since_told", person_id=person.pk).count() == 1
    assert "Kendt i hjemløshed siden" in browser.get(page_of("history", bystander)).content.decode()


def test_it_is_never_guessed_from_the_night_the_situation_began(client_of, coordinator, person):
    client_of(coordinator).post(page_of("record_situation", person), answer(homeless_since="", from_on="1/1-2026"))
    assert not HomelessSince.objects.exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"homeless_since": "2150"}, "Det ligger ude i fremtiden"),
        ({"homeless_since": "i dag"}, "Det er efter"),
        ({"homeless_since": "1970"}, "Det er før, borgeren blev født (3. maj 1980)"),
        ({"kind": "egen_bolig"}, "Det hører til en borger i hjemløshed"),
        ({"heard_from": "seen"}, "Vælg, hvem der har sagt, hvornår hjemløsheden begyndte"),
        ({"homeless_since": "længe"}, "Skriv et år, en måned eller en dag"),
    ],
)
def test_a_beginning_that_cannot_be_saves_nothing(client_of, coordinator, person, more, says):
    page = client_of(coordinator).post(page_of("record_situation", person), answer(**more))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Situation.objects.exists()
    assert not HomelessSince.objects.exists()
    assert not Event.objects.filter(name__startswith="situations.", person_id=person.pk).exists()


def test_what_was_told_is_corrected_and_taken_back_and_stands_as_known_then(client_of, coordinator, person):
    browser = client_of(coordinator)
    browser.post(page_of("record_situation", person), answer(homeless_since=""))
    address = page_of("say_homeless_since", person)
    assert browser.post(address, {"homeless_since": ""}).status_code == 422  # nothing is told to be taken back
    browser.post(address, {"homeless_since": "2019", "heard_from": "citizen"})
    told_at = timezone.now()
    assert 'value="2019"' in browser.get(address).content.decode()
    assert browser.post(address, {"homeless_since": "2022"}).status_code == 422  # who says so?
    browser.post(address, {"homeless_since": "maj 2022", "heard_from": "others"})
    browser.post(address, {"homeless_since": "maj 2022", "heard_from": "others"})  # the same again is nothing new
    assert [one.when for one in queries.told_since(person.pk, viewer=TEST)] == ["maj 2022"]
    assert [one.when for one in queries.told_since(person.pk, viewer=TEST, known_at=told_at)] == ["2019"]
    assert HomelessSince.objects.count() == 2
    browser.post(address, {"homeless_since": "", "heard_from": ""})
    assert queries.told_since(person.pk, viewer=TEST) == []
    assert Event.objects.filter(name="situations.homeless_since_taken_back", person_id=person.pk).count() == 1


def test_who_is_not_homeless_is_asked_for_no_beginning(client_of, coordinator, person):
    page = client_of(coordinator).get(page_of("say_homeless_since", person), follow=True)
    assert "Borgeren er ikke i hjemløshed nu" in page.content.decode()


def test_strangers_and_other_teams_find_nothing(client_of, colleague_in_other_team, shelter_worker, person):
    for user in (colleague_in_other_team, shelter_worker):
        assert client_of(user).get(page_of("say_homeless_since", person)).status_code == 404


def guest(**more):
    return answer(kind="herberg", homeless_since="", has_unusable_home="on", unusable_home="Brand i opgangen") | more


def test_a_guests_home_that_cannot_be_used_is_a_tick_with_a_reason(client_of, coordinator, person):
    browser = client_of(coordinator)
    page = browser.post(page_of("record_situation", person), guest(), follow=True).content.decode()
    assert "Har egen bolig, som ikke kan bruges: Brand i opgangen" in page
    form = browser.get(page_of("correct_situation", person), {"fra": f"{timezone.localdate() - DAY:%d/%m/%Y}"})
    assert "Brand i opgangen" in form.content.decode()  # a correction begins with what is known
    assert 'value="herberg"' in form.content.decode().split("checked")[0].rsplit("<input", 1)[1]


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"unusable_home": " "}, "Skriv kort, hvorfor boligen ikke kan bruges"),
        ({"kind": "gade"}, "Krydset hører til forsorgshjem eller herberg"),
    ],
)
def test_a_tick_without_a_reason_or_a_shelter_is_refused_in_words(client_of, coordinator, person, more, says):
    page = client_of(coordinator).post(page_of("record_situation", person), guest(**more))
    assert page.status_code == 422
    assert says in page.content.decode()
    assert not Situation.objects.exists()


def test_told_of_a_homelessness_before_a_home_it_is_refused(person):
    for kind, ago in (("gade", 200), ("egen_bolig", 100), ("gade", 10)):
        record_situation(
            person_id=person.pk, kind=kind, from_on=timezone.localdate() - ago * DAY, by=TEST, at=timezone.now(),
            source="Opdigtet", certainty="seen",
        )  # fmt: skip
    said = Said(Period(datetime.date(2019, 1, 1), datetime.date(2019, 12, 31), "year"), "x", "told")
    with pytest.raises(Exception, match="Så begyndte hjemløsheden forfra"):
        record_situation(
            person_id=person.pk, kind="hotel", from_on=timezone.localdate(), by=TEST, at=timezone.now(), source="x",
            certainty="told", homeless_since=said,
        )  # fmt: skip
    assert not Situation.objects.filter(kind="hotel").exists()

"""Is a consent given by one who may, for as long as it may, shown in plain words, and withdrawn at once?"""

import dataclasses
import datetime
import json
import uuid

import pytest
from django.db.models import UUIDField, Value
from django.urls import reverse

from hjemvej.ground.consents import actions, queries, rules
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.law.models import Provision
from hjemvej.ground.law.queries import NoProvisionInForce
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.ground.people.merging.actions.undoing import undo_merge
from hjemvej.ground.people.merging.queries import merges_of
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event, Look

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)


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
def given(karen, testa, now):
    """Give `given(...)`: a consent of Testa's as Karen wrote it down."""

    def give(**changes) -> Consent:
        said = actions.Said(
            to_organisation_id=None, to_name="min søster Lone", topics=["home"], details="", purpose="for at hjælpe",
            how="own_words", words="Det må I godt.", from_on=TODAY, last_on=None,
        )  # fmt: skip
        with looking_as(karen):
            return actions.give_consent(person_id=testa.pk, said=dataclasses.replace(said, **changes), by=karen, at=now)

    return give


# --- rules --------------------------------------------------------------------------------------------------------


@dataclasses.dataclass
class Lasting:
    from_on: datetime.date = TODAY
    last_on: datetime.date = TODAY
    withdrawn_at: datetime.datetime | None = None


@pytest.mark.parametrize(
    ("consent", "mark", "words"),
    [
        (Lasting(), "holds", "gælder til og med 20. november 2026"),
        (Lasting(TODAY + DAY, TODAY + DAY), "unknown", "begynder 21. november 2026"),
        (Lasting(TODAY - DAY, TODAY - DAY), "fails", "udløb 19. november 2026"),
        (Lasting(withdrawn_at=datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)), "fails", "trukket"),
        (Lasting(withdrawn_at=datetime.datetime(2026, 11, 20, 13, 31, tzinfo=datetime.UTC)), "holds", "gælder til"),
    ],
)
def test_a_consent_holds_on_its_days_until_it_is_withdrawn(now, consent, mark, words):
    state = rules.state(consent, now)
    assert (state.mark, state.text.startswith(words)) == (mark, True)


def test_topics_are_listed_in_words_in_one_order():
    assert rules.topics_in_words(["economy", "home"]) == "boligen og boligsøgningen, økonomi og gæld"


def is_in_force(consent_id, *, at, person_id=None) -> bool:
    """Ask as a recipient does: of a row that names the consent and the citizen."""
    if person_id is None:
        with looking_as(system("test")):
            person_id = Consent.objects.filter(pk=consent_id).values_list("person_id", flat=True).first()
    named = Organisation.objects.annotate(
        consent_named=Value(consent_id, output_field=UUIDField()),
        citizen_named=Value(person_id, output_field=UUIDField()),
    )
    holds = queries.holds("consent_named", "citizen_named", at=at)
    return bool(named.annotate(it_holds=holds).values_list("it_holds", flat=True)[0])


# --- actions ------------------------------------------------------------------------------------------------------


def test_a_consent_lasts_as_long_as_it_may_and_no_longer(given):
    assert given().last_on == datetime.date(2027, 11, 19)
    assert given(last_on=TODAY).last_on == TODAY
    with pytest.raises(actions.LastsTooLong, match=r"19\. november 2027"):
        given(last_on=datetime.date(2027, 11, 20))
    with pytest.raises(actions.EndsBeforeItBegins):
        given(last_on=TODAY - DAY)
    earlier = datetime.date(2026, 11, 10)
    assert given(from_on=earlier).last_on == datetime.date(2027, 11, 9)
    coming = datetime.date(2027, 1, 1)  # a year from the day of the yes, whenever it begins
    assert given(from_on=coming).last_on == datetime.date(2027, 11, 19)
    with pytest.raises(actions.BeginsTooLate, match=r"19\. november 2027") as refusal:
        given(from_on=datetime.date(2099, 1, 1))
    assert refusal.value.field_name == "from_on"
    given(from_on=datetime.date(2027, 11, 19))
    with pytest.raises(actions.IsOver, match=r"31\. december 2020"):
        given(from_on=datetime.date(2020, 1, 1))
    Provision.objects.filter(key="consent_longest").update(valid_to=TODAY)
    with pytest.raises(NoProvisionInForce, match="lederen skrive den ind"):
        given()


def test_withdrawn_it_closes_at_that_moment_and_only_itself(given, karen, testa, now):
    first, bystander = given(), given(to_name="min bror")
    later = now + datetime.timedelta(seconds=1)
    with looking_as(karen):
        assert is_in_force(first.pk, at=later)
        actions.withdraw_consent(consent=first, by=karen, at=later)
        assert not is_in_force(first.pk, at=later)
        assert is_in_force(bystander.pk, at=later)
        assert list(queries.consents_in_force(testa.pk, viewer=karen, at=later)) == [bystander]
        with pytest.raises(actions.AlreadyWithdrawn):
            actions.withdraw_consent(consent=first, by=karen, at=later)
        ids = {"consent_id": first.pk, "person_id": testa.pk}
        assert actions.hold_consent(**ids, by=karen, at=later) is None
        ids = {"consent_id": bystander.pk, "person_id": testa.pk}
        assert actions.hold_consent(**ids, by=karen, at=later) == bystander
        assert actions.hold_consent(**{**ids, "person_id": uuid.uuid4()}, by=karen, at=later) is None
    names = list(Event.objects.filter(person_id=testa.pk, name__startswith="consents.").values_list("name", flat=True))
    assert sorted(names) == ["consents.consent_given"] * 2 + ["consents.consent_withdrawn"]


@pytest.mark.parametrize(
    ("at", "holds"),
    [
        ("2026-11-19T23:30+01:00", False),
        ("2026-11-20T00:30+01:00", True),  # the day before in UTC
        ("2026-11-21T23:30+01:00", True),
        ("2026-11-22T00:30+01:00", False),
    ],
)
def test_the_recipients_question_and_ours_have_the_same_days(given, karen, testa, at, holds):
    moment, consent = datetime.datetime.fromisoformat(at), given(last_on=TODAY + DAY)
    assert is_in_force(consent.pk, at=moment) is holds
    assert queries.consents_in_force(testa.pk, viewer=karen, at=moment).exists() is holds


def test_a_recipient_learns_yes_or_no_and_sees_no_consent(given, shelter, shelter_worker, viewer_for, now):
    consent = given(to_organisation_id=shelter.pk, to_name="")
    with looking_as(viewer_for(shelter_worker)):
        assert is_in_force(consent.pk, at=now)
        assert not is_in_force(consent.pk, at=now, person_id=uuid.uuid4())
        assert not is_in_force(uuid.uuid4(), at=now)
        assert not Consent.objects.exists()


def test_a_consent_survives_a_merge_and_its_undoing(given, karen, testa, now):
    consent = given()
    with looking_as(karen):
        twin = people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")
        merge_people(keep=twin, merge=testa, by=karen, at=now)
        consent.refresh_from_db()
        assert consent.person_id == twin.pk
        undo_merge(merge=merges_of(twin, viewer=karen)[0], why="To", by=karen, at=now)
        consent.refresh_from_db()
        assert consent.person_id == testa.pk


# --- pages --------------------------------------------------------------------------------------------------------


def typed(**changes):
    return {
        "to": "other", "to_name": "min søster Lone", "topics": ["home", "support"], "details": "ikke adressen",
        "purpose": "for at hjælpe mig", "how": "own_words", "words": "Ja, det må I.", "from_on": "i dag",
        "last_on": "", **changes,
    }  # fmt: skip


def test_a_yes_is_written_down_shown_as_a_receipt_and_withdrawn_in_one_press(client_of, coordinator, testa):
    browser = client_of(coordinator)
    answer = browser.post(reverse("consents:give_consent", args=[testa.pk]), typed())
    consent = Consent.objects.get()
    assert answer.url == reverse("consents:consent", args=[consent.pk])
    receipt = browser.get(answer.url).content.decode()
    for words in (
        "Du har sagt ja til, at vi fortæller min søster Lone noget", "boligen og boligsøgningen, støtten og planen",
        "ikke adressen", "for at hjælpe mig", "Ja, det må I.", "19. november 2027", "Du kan altid trække det tilbage",
    ):  # fmt: skip
        assert words in receipt
    assert "min søster Lone" in browser.get(reverse("consents:consents", args=[testa.pk])).content.decode()
    page = browser.post(reverse("consents:withdraw_consent", args=[consent.pk]), follow=True).content.decode()
    assert "Fra nu af fortæller vi ikke mere." in page
    assert "trukket tilbage" in page
    assert "Træk tilbage" not in page
    receipt = browser.get(answer.url).content.decode()
    assert "gælder ikke mere" in receipt
    assert "Trukket tilbage" in receipt
    assert "Du har sagt ja" not in receipt
    pages = set(Look.objects.filter(person_id=testa.pk).values_list("page", flat=True))
    assert {"consents.consents", "consents.consent", "consents.give_consent"} <= pages


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to": ""}, "to"),
        ({"to_name": " "}, "to_name"),
        ({"topics": []}, "topics"),
        ({"topics": ["weather"]}, "topics"),
        ({"purpose": ""}, "purpose"),
        ({"how": ""}, "how"),
        ({"words": " "}, "words"),
        ({"how": "phone", "words": ""}, "words"),
        ({"last_on": "1/1-30"}, "last_on"),
        ({"from_on": "aldrig"}, "from_on"),
        ({"to": str(uuid.UUID(int=3))}, "to"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(client_of, coordinator, testa, changes, field):
    answer = client_of(coordinator).post(reverse("consents:give_consent", args=[testa.pk]), typed(**changes))
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "ikke adressen" in answer.content.decode()
    assert not Consent.objects.exists()


def test_a_consent_has_one_recipient(client_of, coordinator, testa, shelter):
    address = reverse("consents:give_consent", args=[testa.pk])
    both = client_of(coordinator).post(address, typed(to=str(shelter.pk)))
    assert list(both.context["form"].errors) == ["to_name"]
    client_of(coordinator).post(address, typed(to=str(shelter.pk), to_name="", how="paper", words=""))
    assert Consent.objects.get().to_organisation == shelter


def test_it_can_be_taken_along_in_the_fields_of_the_standard(client_of, coordinator, given, karen, now):
    consent = given()
    with looking_as(karen):
        actions.withdraw_consent(consent=consent, by=karen, at=now)
    answer = client_of(coordinator).get(reverse("consents:export_consent", args=[consent.pk]))
    record = json.loads(answer.content)
    assert answer["Content-Disposition"] == 'attachment; filename="samtykke-2026-11-20.json"'
    assert (record["schema_version"], record["record_id"]) == ("ISO/IEC TS 27560:2023", str(consent.pk))
    purpose = record["pii_processing"]["purposes"][0]
    assert purpose["recipient_third_parties"] == ["min søster Lone"]
    assert purpose["pii_information"] == [{"pii_type": "home"}]
    assert purpose["validity"] == {"from": "2026-11-20", "through": "2027-11-19"}
    assert [event["event_state"] for event in record["event"]] == ["given", "withdrawn"]


def test_that_help_is_under_way_reads_as_one_sentence(client_of, coordinator, given):
    page = client_of(coordinator).get(reverse("consents:consent", args=[given(topics=["help"]).pk])).content.decode()
    assert "at vi fortæller min søster Lone, at der er hjælp på vej til at beholde hjemmet" in page


def test_the_person_page_says_who_may_be_told_what(client_of, coordinator, testa, given):
    address = reverse("staff:history", args=[testa.pk])
    browser = client_of(coordinator)
    assert "ikke sagt ja til, at vi fortæller nogen noget" in browser.get(address).content.decode()
    given()
    assert "min søster Lone" in browser.get(address).content.decode()


@pytest.mark.parametrize("visitor", ["colleague_in_other_team", "shelter_worker", "landlord", "administrator"])
def test_others_meet_the_404_of_what_is_not_there(client_of, request, given, visitor):
    consent, browser = given(), client_of(request.getfixturevalue(visitor))
    for name in ("consent", "export_consent"):
        assert browser.get(reverse(f"consents:{name}", args=[consent.pk])).status_code == 404
    assert browser.post(reverse("consents:withdraw_consent", args=[consent.pk])).status_code == 404
    consent.refresh_from_db()
    assert consent.withdrawn_at is None

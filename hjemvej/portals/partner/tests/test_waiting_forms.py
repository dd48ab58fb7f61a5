"""Does a form that waited for a line reach its page once, for its author alone, or come back?"""

import base64
import datetime
import json
import os
import threading
import uuid
from urllib.parse import urlencode

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from conftest import Visitor
from hjemvej.efforts.safe_night.models import HouseReport, Occupancy
from hjemvej.efforts.safe_night.placing.actions import holding, requesting
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.models import StreetObservation
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.offline import actions, jobs, keys, queries, rules, tickets
from hjemvej.platform.offline.models import ReturnedForm

HOUR = datetime.timedelta(hours=1)
SEND = "/uden-linje/send/"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def sealed(thing: object) -> str:
    """Seal as static/offline/seal.js does; a journey tries the two against each other."""
    site = keys.public_key()
    raw = base64.urlsafe_b64decode(site["key"] + "==")
    mine = ec.generate_private_key(keys.CURVE)
    point = mine.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = mine.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(keys.CURVE, raw))
    key = HKDF(hashes.SHA256(), 32, salt=point + raw, info=keys.PURPOSE).derive(shared)
    nonce = os.urandom(12)
    body = AESGCM(key).encrypt(nonce, json.dumps(thing).encode(), keys.PURPOSE)
    return ".".join([site["id"], text(point), text(nonce), text(body)])


def entry(user, path, fields, /, *, ago=datetime.timedelta(), **more):
    """What a phone keeps of a form that was written so long ago."""
    at = timezone.now()
    key = str(uuid.uuid4())
    return sealed({
        "id": key, "ticket": tickets.ticket_for(user.pk, at=at - ago - HOUR), "path": path,
        "fields": urlencode({**fields, "once": key, "key": key}), "written": (at - ago).timestamp() * 1000,
        "title": "Ny gæst ved døren: Tag imod", "said": [["Fornavn", fields.get("given_names", "")]], **more,
    })  # fmt: skip


@pytest.fixture
def phone(client_of, shelter_worker):
    return client_of(shelter_worker)


@pytest.fixture
def take_in(shelter_house, places):
    """The address of the door, and what is typed there."""
    path = reverse("partner:take_in", args=[shelter_house.pk])
    return path, {"given_names": "Egon", "place": str(places(shelter_house)[0].pk)}


@pytest.fixture
def held(us, person_of, shelter_house, places):
    at = timezone.now()
    person = person_of("Testa")
    with looking_as(us):
        request = requesting.request_place(person_id=person.pk, night=night_of(at), needs=(), note="", by=us, at=at)
        return holding.hold_place(request=request, place_id=places(shelter_house)[0].pk, by=us, at=at)


def came_back(user, viewer_for):
    with looking_as(viewer_for(user)):
        return queries.returned_forms(viewer=viewer_for(user))


def test_what_was_written_without_a_line_is_written_as_its_page_would(phone, take_in, shelter_worker, viewer_for):
    answer = phone.post(SEND, {"sealed": entry(shelter_worker, *take_in)})
    assert answer.json()["how"] == "sent"
    assert Person.objects.get(given_names="Egon")
    assert Occupancy.objects.get().status == "staying"
    assert came_back(shelter_worker, viewer_for) == []


def test_the_log_says_when_it_was_written_and_when_it_came(phone, take_in, shelter_worker):
    phone.post(SEND, {"sealed": entry(shelter_worker, *take_in, ago=datetime.timedelta(seconds=30))})
    event = Event.objects.get(name="offline.sent_later")
    assert event.details["page"] == "partner.take_in"
    wrote = datetime.datetime.fromisoformat(event.details["written_at"])
    assert datetime.timedelta(seconds=29) < event.at - wrote < datetime.timedelta(seconds=60)


def test_the_same_entry_again_as_over_a_bad_line_is_answered_alike_and_written_once(phone, take_in, shelter_worker):
    waiting = entry(shelter_worker, *take_in)
    answers = [phone.post(SEND, {"sealed": waiting}).json() for _time in range(3)]
    assert [answer["how"] for answer in answers] == ["sent"] * 3
    assert Person.objects.filter(given_names="Egon").count() == 1


def test_sent_plainly_first_and_sealed_afterwards_it_is_once(phone, take_in, shelter_worker):
    """The answer to the first was lost on its way."""
    path, typed = take_in
    waiting = entry(shelter_worker, path, typed)
    fields = dict(rules.entry_of(keys.opened(waiting), user_id="", page_at=timezone.now(), at=timezone.now()).fields)
    assert phone.post(path, fields).status_code == 302
    assert phone.post(SEND, {"sealed": waiting}).json()["how"] == "sent"
    assert Person.objects.filter(given_names="Egon").count() == 1


def test_in_order_a_guest_comes_and_leaves(phone, held, shelter_house, shelter_worker):
    for name, more in (("confirm_arrival", {}), ("depart", {"discharged_to": "street"})):
        path = reverse(f"partner:{name}", args=[shelter_house.pk, held.pk])
        assert phone.post(SEND, {"sealed": entry(shelter_worker, path, more)}).json()["how"] == "sent"
    events = Event.objects.filter(name__startswith="safe_night.").order_by("at").values_list("name", flat=True)
    assert list(events)[-2:] == ["safe_night.arrived", "safe_night.departed"]


def test_another_user_of_the_same_phone_sends_nothing_of_it(client_of, take_in, shelter_worker, volunteer, viewer_for):
    waiting = entry(shelter_worker, *take_in)
    assert client_of(volunteer).post(SEND, {"sealed": waiting}).json() == {"how": "unreadable"}
    assert not Person.objects.filter(given_names="Egon").exists()
    assert ReturnedForm.objects.count() == 0


def test_another_users_words_cannot_be_planted_on_a_phone(phone, take_in, volunteer):
    """Sealed by a stranger who has no ticket of this user's."""
    for ticket in (tickets.ticket_for(volunteer.pk, at=timezone.now()), "forfalsket", None):
        assert phone.post(SEND, {"sealed": entry(volunteer, *take_in, ticket=ticket)}).json() == {"how": "unreadable"}
    assert not Person.objects.filter(given_names="Egon").exists()


def test_who_is_signed_out_meets_the_sign_in_and_it_stays_on_the_phone(client, take_in, shelter_worker):
    answer = client.post(SEND, {"sealed": entry(shelter_worker, *take_in)}, headers={"X-Sent-By-Page": "1"})
    assert answer.status_code == 204
    assert answer["X-Leads-To"].startswith("/konto/log-ind/")
    assert not Person.objects.filter(given_names="Egon").exists()


def test_whoever_may_no_longer_run_the_house_writes_nothing_and_has_the_words_back(
    client_of, take_in, volunteer, viewer_for
):
    """The view's own permission decides, as it is when the entry comes."""
    assert client_of(volunteer).post(SEND, {"sealed": entry(volunteer, *take_in)}).json()["how"] == "returned"
    assert not Person.objects.filter(given_names="Egon").exists()
    assert "ikke adgang til det mere" in came_back(volunteer, viewer_for)[0].why


@pytest.mark.parametrize("where", [0, 1, 2, 3])
def test_what_was_changed_on_the_phone_is_not_opened(phone, take_in, shelter_worker, where):
    parts = entry(shelter_worker, *take_in).split(".")
    parts[where] = ("A" if parts[where][5] != "A" else "B").join([parts[where][:5], parts[where][6:]])
    assert phone.post(SEND, {"sealed": ".".join(parts)}).json() == {"how": "unreadable"}
    assert not Person.objects.filter(given_names="Egon").exists()


@pytest.mark.parametrize("sent", ["", "x", "a.b.c.d", "....", "æ.ø.å.!", "." * 500])
def test_nonsense_is_answered_calmly(phone, sent):
    assert phone.post(SEND, {"sealed": sent}).json() == {"how": "unreadable"}


@pytest.mark.parametrize(
    "more", [{"path": "//ondt.example/"}, {"path": 7}, {"id": "x"}, {"written": "nu"}, {"written": 1e30}, {"said": 5}]
)
def test_a_sealed_thing_that_is_no_entry_is_not_read(phone, take_in, shelter_worker, more):
    assert phone.post(SEND, {"sealed": entry(shelter_worker, *take_in, **more)}).json() == {"how": "unreadable"}


def test_only_pages_that_say_so_take_what_waited(phone, shelter_worker, viewer_for):
    for path in ("/konto/log-ud/", "/adgang/mig/", "/findes/ikke/"):
        assert phone.post(SEND, {"sealed": entry(shelter_worker, path, {})}).json()["how"] == "returned"
    assert phone.get("/partner/hus/").status_code in (200, 302)  # still signed in
    assert len(came_back(shelter_worker, viewer_for)) == 3


def test_a_number_of_free_places_from_an_hour_ago_is_not_told_as_now(phone, shelter_house, shelter_worker, viewer_for):
    path = reverse("partner:report_free_places", args=[shelter_house.pk])
    assert (
        phone.post(SEND, {"sealed": entry(shelter_worker, path, {"free": "2"}, ago=HOUR)}).json()["how"] == "returned"
    )
    assert HouseReport.objects.count() == 0
    assert "Passer det stadig" in came_back(shelter_worker, viewer_for)[0].why
    assert phone.post(SEND, {"sealed": entry(shelter_worker, path, {"free": "2"})}).json()["how"] == "sent"
    assert HouseReport.objects.count() == 1


def test_what_the_house_cannot_take_comes_back_with_the_reason_once(
    phone, take_in, shelter_house, shelter_worker, viewer_for
):
    phone.post(SEND, {"sealed": entry(shelter_worker, *take_in)})
    next_one = entry(shelter_worker, take_in[0], {**take_in[1], "given_names": "Toer", "key": "2"})  # the same bed
    assert phone.post(SEND, {"sealed": next_one}).json()["how"] == "sent"
    beds = Occupancy.objects.filter(status="staying").values_list("place_id", flat=True)
    assert (len(beds), len(set(beds))) == (2, 2)  # the next got the bed beside it; then the house was full
    second = entry(shelter_worker, take_in[0], {**take_in[1], "given_names": "Mona", "key": "3"})
    assert [phone.post(SEND, {"sealed": second}).json()["how"] for _time in range(2)] == ["returned"] * 2
    (form,) = came_back(shelter_worker, viewer_for)
    assert ("Fornavn", "Mona") in form.said
    page = phone.get("/uden-linje/kom-tilbage/").content.decode()
    assert "1 ting kunne ikke gemmes" in page
    assert "Mona" in page
    assert (
        "1 ting kunne ikke gemmes" in phone.get(reverse("partner:own_house", args=[shelter_house.pk])).content.decode()
    )


def test_a_refused_tap_comes_back_in_the_pages_own_words(phone, held, shelter_house, shelter_worker, viewer_for):
    arrived = reverse("partner:confirm_arrival", args=[shelter_house.pk, held.pk])
    phone.post(arrived, {"key": "a"})
    missed = reverse("partner:did_not_come", args=[shelter_house.pk, held.pk])
    assert phone.post(SEND, {"sealed": entry(shelter_worker, missed, {})}).json()["how"] == "returned"
    assert "i mellemtiden er det skrevet, at borgeren er kommet" in came_back(shelter_worker, viewer_for)[0].why


def test_what_came_back_is_sent_again_by_one_press_and_thrown_away_by_another(
    phone, take_in, shelter_worker, viewer_for, client_of, volunteer
):
    waiting = entry(shelter_worker, take_in[0], {**take_in[1], "place": str(uuid.uuid4())})
    phone.post(SEND, {"sealed": waiting})
    (form,) = came_back(shelter_worker, viewer_for)
    again = phone.post(reverse("offline:send_again", args=[form.id]), dict(form.fields))
    assert (again.status_code, again["Location"]) == (307, take_in[0])
    stranger = client_of(volunteer)
    assert stranger.post(reverse("offline:send_again", args=[form.id])).status_code == 404
    assert stranger.post(reverse("offline:throw_away", args=[form.id])).status_code == 404
    assert len(came_back(shelter_worker, viewer_for)) == 1
    phone.post(reverse("offline:throw_away", args=[form.id]))
    assert came_back(shelter_worker, viewer_for) == []


def test_what_goes_wrong_with_us_stays_on_the_phone_and_comes_back_when_the_phone_asks(
    phone, take_in, shelter_worker, viewer_for, monkeypatch
):
    monkeypatch.setattr("hjemvej.efforts.safe_night.staying.actions.walking_in.take_in", lambda **_all: 1 / 0)
    phone.raise_request_exception = False
    waiting = entry(shelter_worker, *take_in)
    assert phone.post(SEND, {"sealed": waiting}).status_code == 500
    assert came_back(shelter_worker, viewer_for) == []
    assert phone.post(SEND, {"sealed": waiting, "give_back": "1"}).json()["how"] == "returned"
    assert "gik noget galt hos os" in came_back(shelter_worker, viewer_for)[0].why


def test_what_is_saved_already_is_not_said_to_be_lost_when_the_phone_gives_it_back(
    phone, take_in, shelter_worker, viewer_for
):
    waiting = entry(shelter_worker, *take_in)
    assert phone.post(SEND, {"sealed": waiting}).json()["how"] == "sent"
    guests = Occupancy.objects.count()
    assert phone.post(SEND, {"sealed": waiting, "give_back": "1"}).json()["how"] == "sent"
    assert came_back(shelter_worker, viewer_for) == []
    assert Occupancy.objects.count() == guests


def test_what_came_back_lies_sealed_and_is_forgotten_after_a_week(phone, take_in, shelter_worker):
    phone.post(SEND, {"sealed": entry(shelter_worker, take_in[0], {"given_names": "Egon"})})
    row = ReturnedForm.objects.get()
    assert "Egon" not in row.content
    assert take_in[0] not in row.content
    jobs.forget_returned(0)
    assert ReturnedForm.objects.exists()
    ReturnedForm.objects.update(returned_at=timezone.now() - actions.KEPT_FOR - HOUR)
    jobs.forget_returned(0)
    assert not ReturnedForm.objects.exists()


def test_a_new_secret_key_opens_what_was_sealed_with_the_old(phone, take_in, shelter_worker, settings):
    old, waiting = settings.SECRET_KEY, keys.opened(entry(shelter_worker, *take_in))
    sealed_before = sealed(waiting)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = (
        "en ny nøgle, lang nok til at være en nøgle, og tilfældig",
        [old],
    )
    assert keys.opened(sealed_before) == waiting
    assert keys.draft_keys("a")[1] not in keys.draft_keys("b")
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(keys.CannotBeOpened):
        keys.opened(sealed_before)


def test_the_page_says_whose_it_is_to_its_own_user_alone_and_the_shell_to_nobody(phone, client, shelter_house):
    house = phone.get(reverse("partner:own_house", args=[shelter_house.pk])).content.decode()
    assert 'id="bad-line"' in house
    assert "data-draft-keys" in house
    for visitor in (phone, client):
        shell = visitor.get("/uden-linje/").content.decode()
        assert "Ingen internetforbindelse" in shell
        assert not [word for word in ("data-user", "draft-keys", shelter_house.name) if word in shell]
    assert 'id="bad-line"' not in client.get("/konto/log-ind/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_the_same_entry_twice_in_the_same_second_is_written_once(shelter_worker, take_in, viewer_for):
    """Run for real: two tabs, or a browser that sends again, on connections of their own."""
    waiting, together, answers = entry(shelter_worker, *take_in), threading.Barrier(4), []

    def send() -> None:
        visitor = Visitor()
        visitor.force_login(shelter_worker)
        together.wait()
        answers.append(visitor.post(SEND, {"sealed": waiting}).json()["how"])
        connections.close_all()

    threads = [threading.Thread(target=send) for _time in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["sent"] * 4
    assert Person.objects.filter(given_names="Egon").count() == 1
    assert Occupancy.objects.count() == 1


def test_a_count_on_the_street_that_waited_is_one(client_of, volunteer):
    here = timezone.localtime()
    said = {
        "people": "3",
        "where": "Prøveparken",
        "seen_on": here.strftime("%d-%m-%Y"),
        "seen_time": "00:05",
        "signs": "",
    }
    waiting = entry(volunteer, reverse("situations:count_on_street"), said, ago=2 * HOUR)
    for _time in range(2):
        assert client_of(volunteer).post(SEND, {"sealed": waiting}).json()["how"] == "sent"
    assert StreetObservation.objects.get().people == 3

"""Is the national register asked rightly, and is every answer it may give borne? A real web server answers here."""

import http.client
import uuid
from urllib.parse import parse_qs, urlparse

import pytest

from hjemvej.platform.outside.address_register import looking_up
from tests.address_register import HIT, running


@pytest.fixture
def register(settings):
    with running() as one:
        settings.ADDRESS_REGISTER, settings.ADDRESS_TOKEN = one.url, "hemmelig"
        yield one


def test_whole_addresses_are_found_and_streets_left_out(register):
    register.answers({"status": "ok", "fund": [{"type": "vejnavn", "titel": "Prøvevej"}, HIT]})
    assert looking_up.find("  prøve\nvej 1 " + "x" * 100) == [looking_up.Address(uuid.UUID(HIT["id"]), HIT["titel"])]
    where = urlparse(register.asked)
    assert where.path == "/adresser/soeg"
    assert parse_qs(where.query) == {
        "tekst": [("prøve vej 1 " + "x" * 100)[: looking_up.LONGEST]], "token": ["hemmelig"], "maksimum": ["10"]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (b"<html>", 200),
        ([], 200),
        ({"status": "fejl", "beskrivelse": "token"}, 200),
        ({"status": "ok"}, 200),
        ({"fund": ["Prøvevej"]}, 200),
        ({"fund": [{**HIT, "id": "ikke en id"}]}, 200),
        ({"fund": []}, 500),
        ({"fund": [{**HIT, "titel": "x" * looking_up.LARGEST}]}, 200),
        (b"[" * 200_000, 200),
    ],
)
def test_an_answer_that_is_none_is_said(register, said, status):
    register.answers(said, status)
    with pytest.raises(looking_up.NoAnswer):
        looking_up.find("Prøvevej 1")


def test_an_odd_hit_is_left_out_and_a_line_that_breaks_is_said(register, monkeypatch):
    register.answers({"fund": ["Prøvevej", HIT, {**HIT, "id": "ikke en id"}]})
    assert [one.text for one in looking_up.find("Prøvevej 1")] == [HIT["titel"]]

    def breaks(*_asked, **_more):
        raise http.client.IncompleteRead(b"")

    monkeypatch.setattr("urllib.request.urlopen", breaks)
    with pytest.raises(looking_up.NoAnswer):
        looking_up.find("Prøvevej 1")


def test_it_is_off_until_a_register_is_named_and_asks_nothing_of_no_text(settings):
    assert not looking_up.is_on()
    assert looking_up.find(" ") == []
    settings.ADDRESS_REGISTER = "http://127.0.0.1:9"
    assert looking_up.is_on()
    with pytest.raises(looking_up.NoAnswer):
        looking_up.find("Prøvevej 1")

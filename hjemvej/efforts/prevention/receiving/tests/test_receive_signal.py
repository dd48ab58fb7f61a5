"""Is only that asked which the chosen kind may tell, and is nothing lost when another kind is chosen?"""

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention.models import Received, Signal, SignalKind
from hjemvej.efforts.prevention.tests.test_receiving import rows_with

pytestmark = pytest.mark.django_db
TO = reverse("prevention:receive_signal")
CAME = {"channel": "phone", "received_on": "i dag"}
NAMED = re.compile(r'<(?:input|textarea|select)[^>]*\bname="(\w+)"')


def fields_of(answer):
    return set(NAMED.findall(answer.content.decode().split('<form class="hv-form')[1])) - {"csrfmiddlewaretoken"}


def send(page, kind, /, **typed):
    return page.post(f"{TO}?slags={kind}", {**CAME, **typed})


def chosen_instead(page, kind, /, **typed):
    return send(page, kind, change_kind="1", **typed)


def test_the_kind_is_chosen_first_by_who_sends_it(page):
    words = page.get(TO).content.decode()
    assert "<input" not in words.split('class="pr-kinds"')[1].split("</main>")[0]
    assert '?slags=discharge&amp;fra=shelter"' in words
    assert words.count("?slags=discharge") == 2, "a ward and a shelter may both send it"
    for kind in SignalKind.objects.filter(valid_to=None):
        assert f"?slags={kind.key}&amp;" in words, kind.key


def test_only_what_the_kind_may_tell_is_asked(page):
    for kind in SignalKind.objects.filter(valid_to=None):
        asked = fields_of(page.get(f"{TO}?slags={kind.key}"))
        assert asked & set(Received.values) == set(kind.fields), kind.key
        assert {"consent_on", "consent_words"} <= asked if kind.needs_consent else "consent_on" not in asked, kind.key
        assert ("sender_name" in asked) == (kind.senders != ["citizen"]), kind.key
        assert ("sender_kind" in asked) == (len(kind.senders) > 1), kind.key
        assert {"name", "channel", "received_on"} <= asked


def test_an_unknown_kind_shows_those_that_are_known(page):
    assert "Løsladelse" in page.get(f"{TO}?slags=restance").content.decode()


def test_a_kind_that_ended_meanwhile_loses_nothing(page):
    answer = send(page, "restance", name="Lea Lejer")
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Intet er tabt" in words
    assert 'name="carried_name" value="Lea Lejer"' in words
    assert not Signal.objects.exists()


def test_who_sends_it_follows_from_the_kind(page):
    assert send(page, "own_word", name="Lea Lejer", words="Jeg kan ikke betale").status_code == 302
    assert send(page, "discharge", name="Ole Prøve", sender_kind="shelter").status_code == 302
    assert list(Signal.objects.order_by("name").values_list("sender_kind", flat=True)) == ["citizen", "shelter"]


def test_the_sender_whose_kind_was_pressed_is_chosen(page):
    words = page.get(f"{TO}?slags=discharge&fra=shelter").content.decode()
    assert re.search(r'value="shelter"[^>]* checked', words)
    assert not re.search(r'value="health"[^>]* checked', words)


def test_nothing_typed_is_lost_when_another_kind_is_chosen_and_the_first_again(page):
    """The bailiff's kind tells no words: they wait on the page, and nowhere else, until a kind may tell them."""
    typed = {"name": "Quxibald Zwölfmann", "amount": "14.250,00", "words": "Larmer om natten", "is_crisis": "on"}
    choosing = chosen_instead(page, "nothing", **typed)
    assert choosing.status_code == 200
    assert 'name="carried_words" value="Larmer om natten"' in choosing.content.decode()
    carried = {f"carried_{name}": text for name, text in typed.items()}
    court = chosen_instead(page, "bailiff_notice", **carried)
    words = court.content.decode()
    assert re.search(r'name="name" value="Quxibald Zwölfmann"', words)
    assert re.search(r'name="amount" value="14.250,00"', words)
    assert "<li>Afsenderens ord</li>" in words
    assert "<li>Borgeren er i krise nu</li>" in words
    assert fields_of(court) >= {"carried_words", "carried_is_crisis"}
    again = chosen_instead(page, "own_word", carried_words="Larmer om natten", carried_is_crisis="on")
    assert re.search(r'name="words"[^>]*>\s*Larmer om natten', again.content.decode())
    assert re.search(r'name="is_crisis"[^>]* checked', again.content.decode())
    assert not rows_with("Quxibald")
    assert not rows_with("Larmer om natten")


def test_what_is_carried_beside_the_kind_is_not_received(page):
    mended = send(page, "bailiff_notice", name="", carried_words="Larmer om natten")
    assert 'name="carried_words" value="Larmer om natten"' in mended.content.decode(), "there also while it is mended"
    sent = send(page, "bailiff_notice", name="Lea Lejer", amount="14.250", carried_words="Larmer om natten")
    assert sent.status_code == 302
    assert (Signal.objects.get().words, Signal.objects.get().amount) == ("", Decimal(14250))
    assert not rows_with("Larmer om natten")


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("bailiff_notice", {"name": ""}, "Skriv, hvem det handler om."),
        ("bailiff_notice", {"amount": "mange"}, "Skriv beløbet i kroner, f.eks. 14.250."),
        ("bailiff_notice", {"channel": ""}, "Vælg, hvordan det kom."),
        ("bailiff_notice", {"received_on": ""}, "Skriv den dag, det kom."),
        ("bailiff_notice", {"happens_on": "snart"}, "Skriv en dato"),
        ("bailiff_notice", {"received_on": "1/1/1880"}, "Dagen, det kom, ligger for langt tilbage. Er året rigtigt?"),
        ("discharge", {}, "Vælg, hvem det kommer fra."),
        ("landlord_concern", {}, "Uden borgerens ja må vi ikke skrive det ned."),
    ],
)
def test_what_cannot_be_right_is_said_in_danish_and_stays(page, kind, typed, said):
    answer = send(page, kind, **{"name": "Lea Lejer", "address": "Prøvevej 1", **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Prøvevej 1" in answer.content.decode()
    assert not Signal.objects.exists()

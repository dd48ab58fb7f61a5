"""The public page: anybody can send, nobody is just turned away, and robots get nowhere without a puzzle."""

import datetime
from dataclasses import replace

import pytest
from django.utils import timezone

from conftest import as_owner
from hjemvej.efforts.one_entry import actions as one_entry
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.models import Inquiry, InquiryStep
from hjemvej.platform.access.viewer import system
from hjemvej.platform.operations.making import protect_claims
from hjemvej.platform.tries import counting
from hjemvej.portals.public import rules
from hjemvej.portals.public.forms import QUESTIONS, GetHelp

pytestmark = pytest.mark.django_db
A_MINUTE = datetime.timedelta(minutes=1)
LANGUAGES = ("", "en/", "pl/", "ro/", "ar/")


def filled(**changes):
    answers = {
        "asker_kind": "neighbour", "tonight": "unknown", "text": "Han ligger på bænken med sin hund.",
        "where": "Bænken bag stationen", "concerns": ["seen_outside"], "website": "", "send": "1",
        "stamp": rules.new_stamp(timezone.now() - A_MINUTE),
    }  # fmt: skip
    return {**answers, **changes}


def use_up(limit: counting.Limit, who: str, ago: datetime.timedelta = datetime.timedelta()) -> None:
    for _n in range(limit.at_most):
        counting.take_try(limit, who, at=timezone.now() - ago)


def has_knocked(address: str) -> bool:
    once, now = replace(rules.SENT_FROM_ONE_NETWORK, at_most=1), timezone.now()
    return counting.is_used_up(once, rules.network_of(address, now.date()), at=now)


def code_in(response):
    text = response.content.decode()
    return text.split('<p class="code" dir="ltr">')[1].split("</p>")[0]


def test_a_bekymring_becomes_an_inquiry_for_the_team(client, our_team):
    response = client.post("/hjaelp/", filled())
    inquiry = Inquiry.objects.get()
    assert response.status_code == 200
    assert (inquiry.channel, inquiry.asker_kind, inquiry.organisation) == ("public", "neighbour", our_team)
    assert inquiry.text == "Han ligger på bænken med sin hund."
    assert inquiry.recorded_by is None


def test_the_code_is_shown_once_and_only_its_hash_is_kept(client, our_team):
    code = code_in(client.post("/hjaelp/", filled()))
    inquiry = Inquiry.objects.get()
    assert code.replace(" ", "") not in repr(inquiry.__dict__)
    assert inquiry.follow_up_hash == rules.hash_of(code.replace(" ", ""))
    assert code not in client.get("/hjaelp/").content.decode()


def test_the_code_opens_the_status_however_it_is_typed(client, our_team):
    code = code_in(client.post("/hjaelp/", filled()))
    for typed in (code, code.lower(), code.replace(" ", "-"), f"  {code} "):
        page = client.post("/hjaelp/svar/", {"code": typed}).content.decode()
        assert "Vi har modtaget den. Ingen har svaret endnu." in page


def test_the_code_lives_on_when_the_secret_key_is_replaced(client, our_team, settings):
    code = code_in(client.post("/hjaelp/", filled()))
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, and a long one, for the test alone"
    with as_owner():
        protect_claims()  # as `migrate` does
    page = client.post("/hjaelp/svar/", {"code": code}).content.decode()
    assert "Vi har modtaget den." in page


def test_the_status_page_shows_the_answer_and_what_is_asked_but_not_what_was_done(client, our_team, now):
    code = code_in(client.post("/hjaelp/", filled()))
    inquiry = Inquiry.objects.get()
    by = system("test")
    one_entry.remark(inquiry=inquiry, text="Kendt af os fra før", by=by, at=now)
    answering.ask_back(inquiry=inquiry, question="Hvilken bænk?", by=by, at=now)
    answering.answer_inquiry(inquiry=inquiry, answer="Vi har taget din henvendelse op.", by=by, at=now)
    page = client.post("/hjaelp/svar/", {"code": code}).content.decode()
    assert "Vi har taget din henvendelse op." in page
    assert "Hvilken bænk?" in page
    assert "Kendt af os fra før" not in page
    assert "FVL" not in page


def test_the_one_with_the_code_can_write_more(client, our_team):
    code = code_in(client.post("/hjaelp/", filled()))
    page = client.post("/hjaelp/svar/", {"code": code, "text": "Nu sidder han ved kiosken"}).content.decode()
    assert "Tak. Det er sendt til os." in page
    assert InquiryStep.objects.get().text == "Nu sidder han ved kiosken"


def test_an_unknown_code_is_told_in_words(client, our_team):
    page = client.post("/hjaelp/svar/", {"code": "BCDFG 23456"}).content.decode()
    assert "Vi kender ikke koden" in page


def test_no_place_tonight_is_told_to_ring_now(client, our_team):
    page = client.post("/hjaelp/", filled(tonight="no_place")).content.decode()
    assert "Vent ikke på svar" in page
    assert 'href="tel:0000' in page


def test_pressing_send_twice_makes_one_inquiry_and_the_same_code(client, our_team):
    answers = filled()
    assert code_in(client.post("/hjaelp/", answers)) == code_in(client.post("/hjaelp/", answers))
    assert Inquiry.objects.count() == 1


def test_going_back_and_writing_of_another_makes_another_inquiry(client, our_team):
    answers = filled()
    first = code_in(client.post("/hjaelp/", answers))
    second = code_in(client.post("/hjaelp/", {**answers, "text": "Og en til, ved havnen."}))
    assert first != second
    assert Inquiry.objects.count() == 2


@pytest.mark.parametrize(
    "answers",
    [
        {"stamp": ""},
        {"stamp": "made up"},
        {"stamp": "1.2.3"},
        {"stamp": rules.new_stamp(datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))},
        {"website": "http://example.org"},
    ],
)
def test_a_robot_is_held_back_and_a_person_only_presses_once_more(client, our_team, answers):
    response = client.post("/hjaelp/", filled(**answers))
    page = response.content.decode()
    assert Inquiry.objects.count() == 0
    assert "Han ligger på bænken med sin hund." in page
    assert "Tryk Send en gang til" in page
    assert "example.org" not in page.split("<form")[1]


def test_a_form_sent_at_once_is_held_back_and_its_stamp_works_a_little_later(client, our_team):
    quick = rules.new_stamp(timezone.now())
    page = client.post("/hjaelp/", filled(stamp=quick)).content.decode()
    assert Inquiry.objects.count() == 0
    assert quick in page
    rules.read_stamp(quick, timezone.now() + rules.TOO_QUICK + datetime.timedelta(seconds=1))


def test_a_flood_from_one_network_is_asked_to_ring_and_keeps_the_text(client, our_team):
    network = rules.network_of("127.0.0.1", timezone.now().date())
    use_up(rules.SENT_FROM_ONE_NETWORK, network)
    response = client.post("/hjaelp/", filled())
    page = response.content.decode()
    assert response.status_code == 429
    assert "Ring til os i stedet" in page
    assert "Han ligger på bænken med sin hund." in page
    assert Inquiry.objects.count() == 0
    elsewhere = client.post("/hjaelp/", filled(), REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 200
    assert Inquiry.objects.count() == 1


def test_a_flood_from_everywhere_is_asked_to_ring(client, our_team):
    use_up(rules.SENT_AT_ALL, rules.EVERYWHERE)
    assert client.post("/hjaelp/", filled()).status_code == 429


@pytest.mark.parametrize("more", [{}, {"text": "Er der nyt?"}], ids=["a code alone", "a text sent along"])
def test_guessing_codes_is_held_back(client, our_team, more):
    for _n in range(rules.CODES_FROM_ONE_NETWORK.at_most):
        client.post("/hjaelp/svar/", {"code": "BCDFG 23456", **more})
    tried: tuple[dict[str, str], ...] = ({}, more)
    for one in tried:
        page = client.post("/hjaelp/svar/", {"code": "BCDFG 23456", **one}).content.decode()
        assert "slået op for mange gange" in page


def test_a_reply_that_is_refused_has_counted(client, our_team):
    code = code_in(client.post("/hjaelp/", filled()))
    Inquiry.objects.update(status="closed", outcome="advised", closed_at=timezone.now())
    for _n in range(rules.CODES_FROM_ONE_NETWORK.at_most):
        client.post("/hjaelp/svar/", {"code": code, "text": "Er der nyt?"})
    page = client.post("/hjaelp/svar/", {"code": code, "text": "Er der nyt?"}).content.decode()
    assert "mange gange" in page


@pytest.mark.parametrize(
    ("limit", "ago"),
    [(rules.CODES_FROM_ONE_NETWORK, A_MINUTE), (rules.SENT_FROM_ONE_NETWORK, rules.AN_HOUR)],
    ids=["looking up", "an hour ago"],
)
def test_only_inquiries_of_the_last_hour_delay_a_sending(client, our_team, limit, ago):
    use_up(limit, rules.network_of("127.0.0.1", timezone.now().date()), ago)
    assert client.post("/hjaelp/", filled()).status_code == 200
    assert Inquiry.objects.count() == 1


def test_a_form_is_valid_for_exactly_a_day():
    opened_at = timezone.now().replace(microsecond=0)
    stamp = rules.new_stamp(opened_at)
    assert rules.read_stamp(stamp, opened_at + rules.TOO_OLD).made_at == opened_at
    with pytest.raises(rules.StampWorn):
        rules.read_stamp(stamp, opened_at + rules.TOO_OLD + A_MINUTE)
    assert rules.read_stamp(stamp, opened_at + rules.TOO_QUICK).made_at == opened_at


def test_the_status_page_shows_no_error_before_words_are_sent(client, our_team):
    code = code_in(client.post("/hjaelp/", filled()))
    page = client.post("/hjaelp/svar/", {"code": code}).content.decode()
    assert "Vi har modtaget den" in page
    assert "aria-invalid" not in page


def test_a_sender_cannot_choose_their_network_with_a_header(client, our_team, settings):
    settings.PROXIES_IN_FRONT = 1
    client.post("/hjaelp/", filled(), HTTP_X_FORWARDED_FOR="203.0.113.1, 192.0.2.7")
    assert has_knocked("192.0.2.7")
    assert not has_knocked("203.0.113.1")


@pytest.mark.parametrize(("hops", "sender"), [("192.0.2.7", "192.0.2.7"), ("", "127.0.0.1")])
def test_the_network_is_read_from_the_proxy_or_else_from_the_connection(client, our_team, settings, hops, sender):
    settings.PROXIES_IN_FRONT = 1
    assert client.post("/hjaelp/", filled(), HTTP_X_FORWARDED_FOR=hops).status_code == 200
    assert has_knocked(sender)


def test_neighbours_share_a_network_and_its_mark_needs_our_key(settings):
    day = datetime.date(2026, 11, 20)
    same, other = ("2001:db8:1::1", "2001:db8:1:ffff::1"), "2001:db8:2::1"
    assert rules.network_of(same[0], day) == rules.network_of(same[1], day) != rules.network_of(other, day)
    assert rules.network_of("192.0.2.7", day) == rules.network_of("192.0.2.8", day)
    assert rules.network_of("192.0.2.7", day) != rules.network_of("192.0.3.7", day)
    stamp = rules.Stamp("1", timezone.now())
    before = rules.network_of(other, day), rules.code_for(stamp, "ord")
    settings.SECRET_KEY = "another key"
    after = rules.network_of(other, day), rules.code_for(stamp, "ord")
    assert not set(before) & set(after)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["", "svar/", "was/", "dine-oplysninger/"])
def test_every_page_stands_in_five_languages_without_script_or_cookie(client, our_team, language, page):
    response = client.get(f"/hjaelp/{language}{page}")
    text = response.content.decode()
    code = language.strip("/") or "da"
    assert response.status_code == 200
    assert f'<html lang="{code}" dir="{"rtl" if code == "ar" else "ltr"}">' in text
    assert "<script" not in text
    assert "style=" not in text
    assert not response.cookies
    assert response["Content-Language"] == code


@pytest.mark.parametrize("language", LANGUAGES)
def test_danger_comes_before_every_question(client, our_team, language):
    text = client.get(f"/hjaelp/{language}").content.decode()
    questions = text.split('class="question"')[1:]
    assert len(questions) == len(QUESTIONS)
    for question in questions:
        assert question.index("tel:112") < question.index("name=")


def test_every_field_is_in_one_question():
    asked = [name for names in QUESTIONS for name in names]
    assert sorted([*asked, "stamp", "website"]) == sorted(GetHelp.base_fields)


def test_what_is_sent_is_read_through_first_and_each_answer_can_be_changed(client, our_team):
    answers = filled(tonight="no_place", asker_contact="Café Prøve om morgenen")
    del answers["send"]
    page = client.post("/hjaelp/", answers).content.decode()
    shown = page.split('class="answers"')[1].split("</dl>")[0]
    for said in ("En, jeg har set eller bor nær", "Nej", "Sover udenfor", "Han ligger på bænken med sin hund.",
                 "Bænken bag stationen", "Café Prøve om morgenen"):  # fmt: skip
        assert said in shown
    assert shown.count("Ikke besvaret") == 3
    assert {f'href="#q{number}"' in shown for number in range(1, len(QUESTIONS) + 1)} == {True}
    assert Inquiry.objects.count() == 0
    assert not counting.is_used_up(replace(rules.SENT_AT_ALL, at_most=1), rules.EVERYWHERE, at=timezone.now())


def test_who_knows_little_comes_through(client, our_team):
    answers = {"asker_kind": "neighbour", "where": "Bag stationen", "send": "1", "stamp": filled()["stamp"]}
    assert "Tak. Vi har fået det" in client.post("/hjaelp/", answers).content.decode()
    inquiry = Inquiry.objects.get()
    assert (inquiry.tonight, inquiry.is_threatened, inquiry.text) == ("unknown", False, "")


def test_a_sending_that_says_nothing_is_asked_for_a_few_words_once(client, our_team):
    said = "Skriv et par ord her, hvor det er, eller hvordan vi får fat i dig."
    page = client.post("/hjaelp/", filled(text="", where="")).content.decode()
    assert page.split('class="between"')[1].count(said) == 1
    assert f'<a href="#q4">Fortæl kort, hvad der sker</a>: {said}' in page
    assert 'name="send"' not in page
    too_long = client.post("/hjaelp/", filled(text="x" * 4001, where="")).content.decode()
    assert said not in too_long, "it has its own error already"


@pytest.mark.parametrize(("answer", "is_threatened"), [("yes", True), ("no", False), ("unknown", False)])
def test_danger_is_told_on_and_to_ring_112(client, our_team, answer, is_threatened):
    page = client.post("/hjaelp/", filled(is_threatened=answer)).content.decode()
    assert Inquiry.objects.get().is_threatened == is_threatened
    assert ("Vent ikke på svar, hvis nogen er i fare. Ring 112." in page) == is_threatened


@pytest.mark.parametrize("language", LANGUAGES)
def test_hours_are_one_word_from_left_to_right(client, our_team, language, settings):
    settings.TEAM_HOURS = "8-15"
    assert '<bdi dir="ltr">8-15</bdi>' in client.get(f"/hjaelp/{language}").content.decode()


def test_the_inquiry_remembers_the_language_it_was_sent_in(client, our_team):
    page = client.post("/hjaelp/ar/", filled()).content.decode()
    assert Inquiry.objects.get().language == "ar"
    assert "Tak. Vi har fået det" not in page


def test_it_needs_no_csrf_cookie(our_team, client):
    client.handler.enforce_csrf_checks = True
    assert client.post("/hjaelp/", filled()).status_code == 200
    assert Inquiry.objects.count() == 1


def test_a_signed_in_worker_may_send_too(client_of, coordinator):
    client_of(coordinator).post("/hjaelp/", filled())
    assert Inquiry.objects.get().recorded_by is None


def test_missing_answers_are_named_and_nothing_is_lost(client, our_team):
    page = client.post(
        "/hjaelp/", {"where": "Bag stationen", "stamp": rules.new_stamp(timezone.now())}
    ).content.decode()
    assert "Vi mangler lidt" in page
    assert "Bag stationen" in page
    assert Inquiry.objects.count() == 0


def test_without_a_team_the_page_says_ring(client, db):
    response = client.post("/hjaelp/", filled())
    assert response.status_code == 503
    assert "Ring til os i stedet" in response.content.decode()


@pytest.mark.parametrize("address", ["/hjaelp/", "/hjaelp/svar/"])
def test_opening_a_page_shows_no_error(client, our_team, address):
    answer = client.get(address)
    assert answer.context["form"].errors == {}
    assert "aria-invalid" not in answer.content.decode()
    assert "aria-invalid" in client.post(address, {"text": ""}).content.decode()

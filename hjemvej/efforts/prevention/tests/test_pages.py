"""Do the pages say what waits, in the order of days left and law, to the team that has it and nobody else?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.conftest import NOTICE
from hjemvej.efforts.prevention.helping.actions import Answered, Sought, answer_help, seek_help
from hjemvej.efforts.prevention.models import HelpKind, HelpSought, PreventionCase, Signal
from hjemvej.efforts.prevention.nights_after.actions import answer_night
from hjemvej.efforts.prevention.tests.test_receiving import rows_with
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Look

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def words_on(page, name, *ids):
    answer = page.get(reverse(f"prevention:{name}", args=ids))
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_list_says_what_will_come(page):
    assert "Ingen signaler venter." in words_on(page, "signals")


def test_what_is_due_first_stands_first_whenever_it_was_typed_in(page, typed, now):
    typed(name="Anden Prøve", received_at=now - DAY, children="yes", address="a")
    typed(name="Tredje Prøve", received_at=now, address="b")
    typed(name="Første Prøve", received_at=now - 2 * DAY, children="yes", address="c")
    words = words_on(page, "signals")
    assert [words.index(name) for name in ("Første", "Anden", "Tredje")] == sorted(
        words.index(name) for name in ("Første", "Anden", "Tredje")
    )
    assert "2 dage for sent" in words


def test_a_look_at_a_signal_of_somebody_is_logged(page, typed, act, testa):
    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    assert "Testa Prøvesen" in words_on(page, "signal", signal.pk)
    assert Look.objects.get(person_id=testa.pk).page == "prevention.signal"


def test_the_name_as_it_was_written_stands_where_the_citizens_is_another(page, typed, act, testa, freja):
    signal = act(actions.settle_person, signal=typed(name="Thesta Prøvsen"), person_id=testa.pk)
    words = words_on(page, "signal", signal.pk)
    assert "Navn, som det blev skrevet</dt><dd>Thesta Prøvsen" in words
    same = act(actions.settle_person, signal=typed(name="TESTA  Prøvesen", address="b"), person_id=testa.pk)
    assert "Navn, som det blev skrevet" not in words_on(page, "signal", same.pk)
    act(people.protect, person=testa, kind="address", why="Prøve")
    assert "Thesta Prøvsen" not in words_on(page, "signal", signal.pk)


def test_another_team_and_the_sender_itself_get_404(send, client_of, colleague_in_other_team, landlord):
    signal = send()
    for stranger in (colleague_in_other_team, landlord):
        address = reverse("prevention:signal", args=[signal.pk])
        assert client_of(stranger).get(address).status_code in (403, 404)


def send_to(page, to, /, *ids, **typed):
    return page.post(reverse(f"prevention:{to}", args=ids), typed)


LETTER = {
    "sender_name": "Retten", "channel": "letter",
    "received_on": "18. november 2026", "name": "Lea Lejer", "happens_on": "8/12 2026", "children": "yes",
    "amount": "14.250,00",
}  # fmt: skip


def test_a_letter_typed_in_is_received_from_the_day_it_came(page):
    answer = page.post(f"{reverse('prevention:receive_signal')}?slags=bailiff_notice", LETTER)
    signal = Signal.objects.get()
    assert answer.url == reverse("prevention:signal", args=[signal.pk])
    assert (signal.due_on, signal.due_by) == (datetime.date(2026, 11, 18), "eviction_take_up")


def test_what_has_no_basis_stays_on_the_screen_and_nowhere_else(page):
    typed = {**LETTER, "name": "Quxibald Zwölfmann", "words": "Larmer om natten"}
    answer = page.post(f"{reverse('prevention:receive_signal')}?slags=bailiff_notice", typed)
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Tag dette ud: ord fra afsenderen" in words
    assert "Quxibald" in words
    assert not rows_with("Quxibald")


def test_a_signal_is_settled_taken_up_answered_and_its_case_closed(page, typed, testa):
    signal = typed(name="Testa Prøvesen")
    assert "Testa Prøvesen" in words_on(page, "signal", signal.pk)
    assert send_to(page, "take_up", signal.pk).url == reverse("prevention:signal", args=[signal.pk])
    assert send_to(page, "settle_person", signal.pk, person=str(testa.pk)).status_code == 302
    assert "Tag det op" in words_on(page, "signal", signal.pk)
    send_to(page, "take_up", signal.pk)
    case = PreventionCase.objects.get(person=testa)
    assert "næste frist" in words_on(page, "case", case.pk)
    assert "Testa" in words_on(page, "cases")
    assert send_to(page, "note_answer", case.pk, answer="", on="i dag").status_code == 422
    send_to(page, "note_answer", case.pk, answer="help", on="i dag")
    assert send_to(page, "close_case", case.pk, outcome="").status_code == 422
    send_to(page, "close_case", case.pk, outcome="kept", words="Betalt")
    assert "beholdt hjemmet" in words_on(page, "case", case.pk)


def test_somebody_new_is_none_of_those_who_are_listed_where_some_are(page, typed, testa):
    alone, beside = typed(name="Quxibald Zwölfmann"), typed(name="Testa Prøvesen", address="b")
    assert "En ny borger, som ingen af dem er" not in words_on(page, "signal", alone.pk)
    assert "En ny borger" in words_on(page, "signal", alone.pk)
    assert "En ny borger, som ingen af dem er" in words_on(page, "signal", beside.pk)


def test_somebody_new_is_made_where_nobody_known_is_meant(page, typed):
    signal = typed()
    assert send_to(page, "settle_person", signal.pk, person="").status_code == 422
    send_to(page, "settle_person", signal.pk, person="new")
    assert Signal.objects.get().has_made_person


def test_what_leads_nowhere_is_ended_with_a_reason(page, typed):
    signal = typed()
    assert send_to(page, "end_signal", signal.pk, ended="").status_code == 422
    send_to(page, "end_signal", signal.pk, ended="wrong", words="")
    assert Signal.objects.get().ended == "wrong"
    assert "Signalet var forkert" in words_on(page, "signal", signal.pk)


def test_the_leader_sees_what_is_late_and_by_how_much(page, typed, now):
    typed(received_at=now - DAY, children="yes")
    assert "Ét er forsinket, med 1 dag." in words_on(page, "signals")
    typed(received_at=now - 3 * DAY, children="yes", address="b")
    assert "2 er forsinkede, det længste med 3 dage." in words_on(page, "signals")


def test_what_is_due_stands_on_the_days_page(page, typed, act, testa):
    act(actions.settle_person, signal=typed(children="yes"), person_id=testa.pk)
    assert "Straks: der er børn i hjemmet" in page.get(reverse("staff:today")).content.decode()


def test_a_protected_citizens_address_is_not_shown(page, typed, act, freja, now):
    with looking_as(freja):
        hidden = people.create_person(by=freja, at=now, given_names="Skjult", surname="Prøve", protection="address")
    signal = act(actions.settle_person, signal=typed(name="Skjult Prøve"), person_id=hidden.pk)
    assert "Prøvevej" not in words_on(page, "signal", signal.pk)


def test_the_list_asks_as_many_questions_of_many_as_of_one(page, typed, django_assert_max_num_queries):
    for number in range(3):
        typed(address=f"Prøvevej {number}")
    with django_assert_max_num_queries(20):
        words_on(page, "signals")


def test_a_day_of_the_tenant_or_the_court_that_is_over_is_not_our_lateness(page, send, now):
    signal = send(demand_reached_on=datetime.date(2026, 11, 4), happens_on=datetime.date(2026, 11, 19))
    words = words_on(page, "signals")
    assert "for sent" not in words
    assert "forsinket" not in words
    assert Signal.objects.get().due_on == datetime.date(2026, 11, 18), "its place in the order stays"
    words = words_on(page, "signal", signal.pk)
    assert "Lejerens frist i påkravet er gået: spørg, om der er betalt" in words
    assert "Fogedens dag er gået" in words
    assert "om 4 dage" in words


def test_what_we_are_late_with_is_counted_though_a_day_of_others_is_over_too(page, typed, now):
    typed(received_at=now - 3 * DAY, children="yes", happens_on=datetime.date(2026, 11, 1))
    assert "Ét er forsinket, med 3 dage." in words_on(page, "signals")


def test_an_ended_signal_shows_no_clock(page, typed, act):
    signal = act(actions.end_signal, signal=typed(children="yes"), ended="solved", words="")
    words = words_on(page, "signal", signal.pk)
    assert "Straks: der er børn" not in words
    assert "Hvornår, og hvorfor" not in words


def test_a_case_says_who_has_it(page, case, prevention_worker):
    assert f"{prevention_worker.name} har sagen." in words_on(page, "case", case.pk)


def test_a_signal_that_joins_a_colleagues_case_says_whose_it_is(page, case, typed, act, testa):
    PreventionCase.objects.update(responsible=None)
    signal = act(actions.settle_person, signal=typed(address="b"), person_id=testa.pk)
    answer = page.post(reverse("prevention:take_up", args=[signal.pk]), follow=True)
    assert "Taget op i den sag, der er åben. Ingen har sagen." in answer.content.decode()
    assert "Sagen er din" not in answer.content.decode()


def test_what_a_second_tab_sends_too_late_is_refused_in_words(page, case, act):
    act(actions.close_case, case=case, outcome="kept", words="")
    for name, typed in (("close_case", {"outcome": "kept"}), ("note_answer", {"answer": "help", "on": "i dag"})):
        answer = page.post(reverse(f"prevention:{name}", args=[case.pk]), typed, follow=True)
        assert "Sagen er allerede afsluttet." in answer.content.decode(), name
    signal = Signal.objects.get()
    for name, typed in (("end_signal", {"ended": "wrong"}), ("settle_person", {"person": "new"})):
        answer = page.post(reverse(f"prevention:{name}", args=[signal.pk]), typed, follow=True)
        assert "i en sag" in answer.content.decode() or "allerede afgjort" in answer.content.decode(), name


def test_a_closed_case_says_at_once_that_nothing_is_written_in_it(page, case, act):
    act(actions.close_case, case=case, outcome="kept", words="")
    for name in ("tonight", "log_attempt", "plan_attempt", "seek_help"):
        words = words_on(page, name, case.pk)
        assert "Sagen blev afsluttet" in words, name
        assert "pr-save" not in words, name
        assert 'name="words"' not in words, name


SENT_TOO_LATE = {
    "tonight": {"answer": "friends"}, "log_attempt": {"kind": "call", "outcome": "missed", "day": "i dag"},
    "plan_attempt": {"kind": "visit", "day": "i dag"}, "close_case": {"outcome": "kept"}, "call_off": {},
    "seek_help": {"kind": "rent_help", "sought_at": "Ydelsescenteret", "sought_on": "i dag"},
}  # fmt: skip


@pytest.mark.parametrize("name", SENT_TOO_LATE)
def test_what_was_typed_for_a_case_that_was_closed_meanwhile_stays_on_the_screen(page, case, act, name):
    act(actions.close_case, case=case, outcome="kept", words="")
    answer = page.post(
        reverse(f"prevention:{name}", args=[case.pk]), {**SENT_TOO_LATE[name], "words": "Hun bor hos Ea"}
    )
    assert answer.status_code == 422
    assert "Hun bor hos Ea" in answer.content.decode()
    assert "pr-save" not in answer.content.decode()


def test_what_was_typed_of_a_signal_that_was_taken_up_meanwhile_stays_on_the_screen(page, case):
    (signal,) = Signal.objects.all()
    answer = page.post(
        reverse("prevention:end_signal", args=[signal.pk]), {"ended": "wrong", "words": "Hun bor hos Ea"}
    )
    assert answer.status_code == 422
    assert "Hun bor hos Ea</textarea>" in answer.content.decode()


def test_what_was_typed_of_help_that_was_answered_meanwhile_stays_on_the_screen(page, case, act):
    said = Sought(sought_at="Ydelsescenteret", sought_on=datetime.date(2026, 11, 20))
    sought = act(seek_help, case=case, kind=HelpKind.objects.get(key="rent_help", valid_to=None), said=said)
    act(answer_help, sought=sought, said=Answered(answer="refused", answered_on=said.sought_on))
    answer = page.post(
        reverse("prevention:answer_help", args=[sought.pk]),
        {"answer": "granted", "answered_on": "i dag", "words": "Hun bor hos Ea"},
    )
    assert answer.status_code == 422
    assert "Hun bor hos Ea</textarea>" in answer.content.decode()


def test_an_objection_to_an_ended_signal_may_still_be_made_against_keeping_it(page, typed, act, testa):
    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    act(actions.end_signal, signal=signal, ended="solved", words="")
    words = words_on(page, "object_to", signal.pk)
    assert "stadig gøre indsigelse mod, at vi gemmer det" in words
    assert "Skriv indsigelsen ned" in words


def test_of_two_due_on_a_day_the_laws_stands_first(page, typed, now):
    typed(name="Egen Prøve", received_at=now - DAY, address="a", happens_on=datetime.date(2026, 11, 20))
    typed(name="Lov Prøve", received_at=now, children="yes", address="b")
    Signal.objects.filter(name="Egen Prøve").update(due_on=datetime.date(2026, 11, 20), due_by="signal_in_crisis")
    words = words_on(page, "signals")
    assert words.index("Lov Prøve") < words.index("Egen Prøve")


def test_the_case_says_what_is_next_of_all_that_is_due(page, send, act, testa, freja, now):
    """The letter of today stands before the bailiff in 18 days; an answered day asks for nothing more."""
    signal = act(actions.settle_person, signal=send(children="unknown", is_warm=False), person_id=testa.pk)
    case = act(actions.take_up, signal=signal)
    act(actions.note_answer, case=case, answer="help", on=now.date())
    words = words_on(page, "case", case.pk)
    assert "Fogedens dag.</strong>" in words
    assert "næste frist om 18 dage" in words
    kind = HelpKind.objects.get(key="rent_help", valid_to=None)
    act(seek_help, case=case, kind=kind, said=Sought("Ydelsen", now.date()))
    assert "Spørg om svar: Midlertidig huslejehjælp" in words_on(page, "case", case.pk).split("kort-signaler")[0]
    act(answer_night, case=case, night=NOTICE["happens_on"], answer="home", words="Fogeden er aflyst")
    HelpSought.objects.all().delete()
    words = words_on(page, "case", case.pk)
    assert "Fogeden er aflyst" in words
    assert "Fogedens dag.</strong>" not in words


def test_a_reason_is_said_once_on_a_signals_page(page, typed, act, testa):
    signal = act(actions.settle_person, signal=typed(children="yes"), person_id=testa.pk)
    assert words_on(page, "signal", signal.pk).count("Straks: der er børn i hjemmet") == 1


def test_what_was_tried_is_said_as_done_and_what_is_next_as_to_do(page, case):
    form = words_on(page, "log_attempt", case.pk)
    assert "Hvordan prøvede I?" in form
    assert "Bankede på" in form
    assert "Bank på, og læg et kort" in words_on(page, "plan_attempt", case.pk)
    typed = {"outcome": "missed", "kind": "call", "part": "morning", "words": "", "day": "i dag"}
    assert page.post(reverse("prevention:log_attempt", args=[case.pk]), typed).status_code == 302
    assert "formiddag · Ringede" in words_on(page, "attempts", case.pk)

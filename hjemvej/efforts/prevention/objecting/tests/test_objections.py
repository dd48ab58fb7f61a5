"""Does a citizen's no to a signal stop its use, get its answer in time, and end it when the answer is yes?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.efforts.prevention import actions as prevention
from hjemvej.efforts.prevention.models import SentSignal, Signal, SignalTrace
from hjemvej.efforts.prevention.objecting import actions, queries
from hjemvej.ground.requests import actions as requests
from hjemvej.ground.requests.models import CitizenRequest
from hjemvej.ground.retention.actions import erase_due
from hjemvej.platform.access.viewer import looking_as, system

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
CONCERN = {"kind": "landlord_concern", "consent_on": TODAY, "consent_words": "På sms"}


@pytest.fixture
def about_testa(act, testa):
    """Give `about_testa(signal)`: it is settled to be about Testa."""

    def settle(signal):
        act(prevention.settle_person, signal=signal, person_id=testa.pk)
        return again(signal)

    return settle


def again(signal):
    return Signal.objects.select_related("kind", "case", "person", "sent_by").get(pk=signal.pk)


@pytest.fixture
def objects(act):
    def write(signal, **more):
        said = {"words": "Brug det ikke: gælden er betalt", "how": "spoken", "received_on": TODAY, **more}
        return act(actions.object_to, signal=signal, **said)

    return write


@pytest.fixture
def answer(act):
    def write(request, outcome):
        act(
            requests.answer_request, request=request, outcome=outcome, answer="Svar", reasons="Fordi", reached_by="oral"
        )

    return write


def standing(signal, freja):
    with looking_as(freja):
        found = queries.objection_to(again(signal), viewer=freja)
    assert found
    return found.standing


def test_an_objection_is_a_request_with_the_laws_clock(about_testa, send, objects, freja):
    found = objects(about_testa(send()))
    assert (found.kind, found.task.law_key, found.closed_at) == ("object", "data_rights", None)
    assert standing(Signal.objects.get(), freja).words == (
        "Borgeren gjorde indsigelse 20. november 2026. Svar senest 18. december 2026."
    )


def test_meanwhile_a_signal_without_a_duty_is_not_taken_up(about_testa, send, objects, act, answer, freja):
    signal = about_testa(send(**CONCERN, happens_on=None))
    found = objects(signal)
    with pytest.raises(prevention.UnderObjection):
        act(prevention.take_up, signal=signal)
    assert "GDPR art. 18" in standing(signal, freja).meaning
    answer(found, "refused")
    assert act(prevention.take_up, signal=signal)
    assert "klage til Datatilsynet" in standing(signal, freja).meaning
    assert "Datatilsynet" in CitizenRequest.objects.get().complaint_text


def test_what_the_law_asks_of_us_goes_on_and_the_page_says_by_which_paragraph(about_testa, send, objects, act, freja):
    signal = about_testa(send())
    objects(signal)
    assert act(prevention.take_up, signal=signal)
    assert "RSL § 5 a" in standing(signal, freja).meaning


def test_a_yes_ends_the_signal_in_its_case_and_it_goes_the_next_night(
    about_testa, send, typed, objects, act, answer, now, settings, tmp_path
):
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path), str(tmp_path / "erased")
    signal, other = about_testa(send()), about_testa(typed())
    for one in (signal, other):
        act(prevention.take_up, signal=one)
    answer(objects(signal), "granted")
    ended = again(signal)
    assert (ended.ended, ended.case, ended.kept_as) == ("objected", None, "keep_signal_objected")
    assert again(other).case is not None
    assert SentSignal.objects.get().state == "closed"
    assert SignalTrace.objects.get(signal=signal).came_to == "objected"
    erase_due(by=system("Sletter"), at=now + DAY)
    assert list(Signal.objects.all()) == [other]
    assert CitizenRequest.objects.get().outcome == "granted"


def test_a_no_and_a_withdrawal_change_nothing_of_the_signal(about_testa, send, objects, act, answer, freja):
    signal = about_testa(send())
    answer(objects(signal), "refused")
    act(requests.withdraw_request, request=objects(signal), words="Det er i orden alligevel")
    assert again(signal).ended_at is None
    assert standing(signal, freja).is_open is False


def test_an_answer_to_something_else_ends_no_signal(about_testa, send, act, answer, testa):
    signal = about_testa(send())
    said = {"person_id": testa.pk, "words": "Vis mig det", "how": "spoken", "received_on": TODAY}
    answer(act(requests.receive_request, kind="correct", about_id=signal.pk, **said), "granted")
    assert again(signal).ended_at is None


def test_a_second_objection_while_one_waits_and_one_of_nobody_are_refused(about_testa, send, objects):
    signal = about_testa(send())
    objects(signal)
    with pytest.raises(actions.AlreadyObjected):
        objects(signal)
    with pytest.raises(actions.NobodyObjects):
        objects(send(name="En anden"))


def test_the_page_takes_own_words_and_loses_none(page, about_testa, send):
    signal = about_testa(send())
    address = reverse("prevention:object_to", args=[signal.pk])
    answer = page.post(address, {"words": "Brug det ikke", "how": "", "received_on": "i dag"})
    assert (answer.status_code, "Brug det ikke" in answer.content.decode()) == (422, True)
    answer = page.post(address, {"words": "Brug det ikke", "how": "spoken", "received_on": "i dag"})
    assert answer.url == reverse("requests:request", args=[CitizenRequest.objects.get().pk])
    shown = page.get(reverse("prevention:signal", args=[signal.pk])).content.decode()
    assert "Borgeren gjorde indsigelse" in shown


def test_another_team_and_the_sender_get_404(about_testa, send, client_of, colleague_in_other_team, landlord):
    signal = about_testa(send())
    for stranger in (colleague_in_other_team, landlord):
        answer = client_of(stranger).get(reverse("prevention:object_to", args=[signal.pk]))
        assert answer.status_code in (403, 404)


def test_an_ended_signal_is_kept_and_may_be_objected_to_until_the_answer_is_yes(
    page, about_testa, send, typed, objects, act, answer
):
    signal, other = about_testa(send()), about_testa(typed())
    act(prevention.end_signal, signal=signal, ended="no_risk", words="")
    where = reverse("prevention:object_to", args=[signal.pk])
    shown = page.get(reverse("prevention:signal", args=[signal.pk])).content.decode()
    assert where in shown
    assert "vil ikke have, at vi gemmer det" in shown
    assert "stadig gøre indsigelse mod, at vi gemmer det" in page.get(where).content.decode()
    said = {"words": "Slet det", "how": "spoken", "received_on": "i dag"}
    assert page.post(where, said).status_code == 302
    answer(CitizenRequest.objects.get(), "granted")
    assert (again(signal).ended, again(signal).kept_as) == ("objected", "keep_signal_objected")
    assert again(other).ended_at is None
    with pytest.raises(actions.IsGoing):
        objects(signal)
    assert "signalet slettes" in page.get(where).content.decode()
    refused = page.post(where, said)
    assert (refused.status_code, CitizenRequest.objects.count()) == (422, 1)
    assert "Det skal ikke siges igen" in refused.content.decode()


def test_what_is_gone_meanwhile_is_refused_in_words(about_testa, send, objects):
    signal = about_testa(send())
    Signal.objects.filter(pk=signal.pk).delete()
    with pytest.raises(actions.IsGoing):
        objects(signal)

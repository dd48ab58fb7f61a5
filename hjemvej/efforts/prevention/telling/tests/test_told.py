"""Is every citizen told of what others have told us: what, by whom, why, until when, and how to say no?"""

import datetime
import re

import pytest
from django.urls import reverse

from conftest import Visitor
from hjemvej.efforts.prevention import actions as prevention
from hjemvej.efforts.prevention.keeping.actions import erase_who_is_alone
from hjemvej.efforts.prevention.models import Signal, SignalNotice
from hjemvej.efforts.prevention.telling import actions, queries, rules
from hjemvej.efforts.prevention.telling.steps import steps
from hjemvej.ground.correspondence.letters import actions as letters
from hjemvej.ground.correspondence.models import Letter
from hjemvej.ground.documents.models import Document
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.people import actions as people
from hjemvej.ground.retention.actions import erase_due
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 20)  # a Friday
DAY = datetime.timedelta(days=1)


def told(**facts):
    """How telling stands, with the law as it is."""
    came = facts.pop("came", TODAY)
    on = facts.pop("on", came)
    said = {"sender_kind": "landlord", "has_person": True, **facts}
    first, latest = provision_on(rules.AT_FIRST_CONTACT, on), provision_on(rules.AT_LATEST, on)
    return rules.state(rules.Facts(received_on=came, **said), on, at_first_contact=first, at_latest=latest)


D = datetime.date


@pytest.mark.parametrize(
    ("came", "met", "due"),
    [
        (D(2026, 11, 20), None, D(2026, 12, 18)),  # a month ends on a Sunday: the working day before
        (D(2026, 11, 20), D(2026, 11, 25), D(2026, 11, 25)),  # we talked before that
        (D(2026, 11, 24), None, D(2026, 12, 23)),  # ends on Christmas Eve
        (D(2027, 2, 26), None, D(2027, 3, 24)),  # ends on Good Friday; Maundy Thursday is a day off too
        (D(2028, 1, 31), None, D(2028, 2, 29)),  # a leap day
        (D(2026, 11, 20), D(2026, 11, 20), D(2026, 11, 20)),  # handed over warm
    ],
)
def test_told_at_the_first_contact_and_at_the_latest_within_a_month(came, met, due):
    assert told(came=came, met_on=met).due_on == due


def test_what_the_citizen_told_us_is_no_news_and_the_rule_says_why():
    state = told(sender_kind="citizen")
    assert (state.kind, state.due_on) == ("own_word", None)
    assert "GDPR art. 14" in state.words


def test_it_waits_while_nobody_knows_whom_it_is_about_and_the_month_runs_all_the_same():
    assert told(has_person=False).kind == "nobody"
    assert told(on=TODAY + 60 * DAY).due_on == D(2026, 12, 18)  # settled late, and late it is


def test_a_letter_that_is_ready_has_told_nobody_yet():
    for sheet, kind in (
        (rules.Sheet(), "draft"),
        (rules.Sheet(sent_on=TODAY), "ready"),
        (rules.Sheet(sent_on=TODAY, posted_on=TODAY, how="letter"), "told"),
        (rules.Sheet(sent_on=TODAY, received_on=TODAY, how="handed_over"), "told"),
        (rules.Sheet(sent_on=TODAY, posted_on=TODAY, is_dropped=True), "owed"),
    ):
        assert told(notice=sheet).kind == kind


def test_an_exception_has_a_paragraph_a_reason_and_a_day_to_look_again():
    waits = rules.Excepted("Fare (§ 22)", "Manden åbner posten", TODAY + 10 * DAY)
    assert (told(notice=waits).kind, told(notice=waits).due_on) == ("excepted", None)
    later = told(notice=waits, on=TODAY + 10 * DAY)
    assert (later.kind, "Manden åbner posten" in later.words) == ("look_again", True)
    assert told(notice=rules.Excepted("Har det", "Fik kopi"), on=TODAY + 400 * DAY).kind == "excepted"


@pytest.fixture
def settled(act, testa):
    """Give `settled(signal)`: it is about Testa."""

    def settle(signal):
        return Signal.objects.select_related("kind", "sent_by", "case", "person").get(
            pk=act(prevention.settle_person, signal=signal, person_id=testa.pk).pk
        )

    return settle


@pytest.fixture
def give(act, now):
    """Give `give(letter)`: it is written to the end and handed over."""

    def given(letter, at=now):
        act(letters.send_letter, letter=letter, channel="handed_over", at=at)
        act(letters.record_receipt, letter=letter, on=at.date(), reached_by="handed_over", at=at)

    return given


def state_of(signal, freja, on=TODAY):
    with looking_as(freja):
        found = Signal.objects.select_related("kind", "case", "person", "sent_by").get(pk=signal.pk)
        return queries.state_of(found, viewer=freja, on=on).state


def test_the_letter_says_what_whom_from_why_how_long_and_how_to_say_no(act, send, settled, housing_association):
    letter = act(actions.write_notice, signal=settled(send(phone="", is_warm=True)))
    words = letter.text
    for said in (
        f"- 20. november 2026 fra {housing_association.name}: underretning om udsættelse. "
        "De har skrevet: dit navn, adresse, beløb, hvilken dag det sker, om der er børn i hjemmet.",
        "almenlejelov § 92 stk. 2", "så vi kan tage spørgsmålet om hjælp op", "sletter vi det 90 dage efter",
        "sletter vi det 30 dage efter, at vi har set efter", "aldrig senere end 15 måneder efter sagen",
        "indsigelse, GDPR art. 21", "Du får svar senest 1 måned efter", "datatilsynet.dk", "databeskyttelsesrådgiver",
    ):  # fmt: skip
        assert said in words, said
    assert "Prøvevej 1" not in words  # what a field says is not in it, so that no protected address is
    assert "14.250" not in words


def test_a_number_is_named_though_it_is_on_the_citizen_by_now(act, typed):
    signal = act(prevention.settle_person, signal=typed(cpr="010280-1234"), person_id=None, is_new=True)
    assert "CPR-nummer" in act(actions.write_notice, signal=Signal.objects.get(pk=signal.pk)).text


def test_signals_of_a_case_are_told_in_one_letter_and_one_that_came_later_in_its_own(act, send, typed, settled, give):
    signals = [settled(send()), settled(typed())]
    for one in signals:
        act(prevention.take_up, signal=one)
    first = act(actions.write_notice, signal=Signal.objects.select_related("case__responsible").get(pk=signals[0].pk))
    assert first.text.count("20. november 2026 fra") == 2
    give(first)
    later = settled(typed(address="Prøvevej 3"))
    act(prevention.take_up, signal=later)
    own = act(actions.write_notice, signal=Signal.objects.select_related("case__responsible").get(pk=later.pk))
    assert own.text.count("20. november 2026 fra") == 1
    assert SignalNotice.objects.count() == 3


def test_told_is_the_day_the_letter_reached_the_citizen_and_how(act, send, settled, give, freja, testa):
    signal = settled(send())
    letter = act(actions.write_notice, signal=signal)
    assert state_of(signal, freja).kind == "draft"
    give(letter)
    state = state_of(signal, freja)
    assert (state.kind, state.told_on) == ("told", TODAY)
    assert "20. november 2026" in state.words
    assert set(Event.objects.filter(person_id=testa.pk).values_list("name", flat=True)) >= {"prevention.notice_written"}


def test_a_draft_thrown_away_and_a_letter_given_to_nobody_tell_nothing(act, send, settled, freja):
    signal = settled(send())
    act(letters.drop_draft, letter=act(actions.write_notice, signal=signal))
    assert state_of(signal, freja).kind == "owed"
    letter = act(actions.write_notice, signal=signal)
    act(letters.send_letter, letter=letter, channel="letter")
    act(letters.drop_letter, letter=letter)
    assert state_of(signal, freja).kind == "owed"


def test_a_second_letter_about_the_same_is_refused(act, send, settled):
    signal = settled(send())
    act(actions.write_notice, signal=signal)
    with pytest.raises(actions.NothingToTell):
        act(actions.write_notice, signal=signal)
    with pytest.raises(actions.NobodyToTell):
        act(actions.write_notice, signal=send(name="En helt anden"))


def test_not_telling_needs_a_paragraph_of_today_and_a_day(act, send, settled, freja):
    signal = settled(send())
    later = {"signal": signal, "why": "Manden åbner posten"}
    with pytest.raises(actions.NoSuchParagraph):
        act(actions.tell_later, basis="because", look_again_on=TODAY + DAY, **later)
    for day in (None, TODAY, TODAY + 60 * DAY):
        with pytest.raises(actions.LooksAgainTooLate):
            act(actions.tell_later, basis="inform_endangers", look_again_on=day, **later)
    notice = act(actions.tell_later, basis="inform_endangers", look_again_on=TODAY + 10 * DAY, **later)
    assert "databeskyttelsesloven § 22 stk. 1" in notice.basis
    assert state_of(signal, freja).kind == "excepted"
    assert state_of(signal, freja, on=TODAY + 10 * DAY).kind == "look_again"


def test_who_has_it_all_is_not_told_again_and_needs_no_day(act, send, settled, freja):
    signal = settled(send())
    act(actions.tell_later, signal=signal, basis=rules.HAS_IT, why="Fik kopi af udlejer", look_again_on=None)
    assert state_of(signal, freja, on=TODAY + 300 * DAY).kind == "excepted"


def test_the_day_says_whom_to_tell_once_a_citizen_and_not_what_they_said_themselves(
    act, send, typed, settled, freja, now
):
    signals = [settled(send()), settled(typed())]
    settled(typed(kind="own_word", sender_kind="citizen", sender_name="", address="Et andet sted"))
    with looking_as(freja):
        assert list(steps(freja, now)) == []  # the month has only begun
        (step,) = steps(freja, now + 24 * DAY)
        assert (step.action, step.due_at.date() if step.due_at else None) == ("Fortæl det", D(2026, 12, 18))
    for one in signals:
        act(prevention.take_up, signal=one)
    act(actions.write_notice, signal=Signal.objects.select_related("case__responsible").get(pk=signals[0].pk))
    with looking_as(freja):
        assert len(list(steps(freja, now + 24 * DAY))) == 1  # a draft has told nobody


def test_who_is_protected_is_told_without_an_address(act, send, settled, testa, now):
    act(people.set_protection, person=testa, protection="address", why="Trusler")
    letter = act(actions.write_notice, signal=settled(send()))
    act(letters.send_letter, letter=letter, channel="letter")
    letter.refresh_from_db()
    assert letter.address == ""
    assert "Prøvevej" not in letter.text


def test_the_letter_goes_with_the_last_signal_it_tells_of_and_nothing_else_does(
    act, send, settled, give, now, settings, tmp_path
):
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path), str(tmp_path / "erased")
    signal = settled(send())
    give(act(actions.write_notice, signal=signal))
    kept = act(letters.begin_letter, person_id=signal.person_id, kind="free")
    act(prevention.end_signal, signal=signal, ended="solved", words="")
    job = system("Sletter")
    erase_due(by=job, at=now + 60 * DAY)
    assert Letter.objects.count() == 2
    erase_due(by=job, at=now + 92 * DAY)
    erase_due(by=job, at=now + 93 * DAY)
    with looking_as(job):
        assert not Signal.objects.exists()
        assert list(Letter.objects.all()) == [kept]
        assert not Document.objects.exists()
    with looking_as(job):
        assert not [row for row in Event.objects.all() if "Solbakken" in str(row.details)]


def test_a_citizen_known_by_a_signal_alone_goes_with_it_though_a_letter_told_of_it(
    act, send, give, now, settings, tmp_path
):
    settings.ARCHIVE_DIR, settings.ERASED_FILE = str(tmp_path), str(tmp_path / "erased")
    signal = act(prevention.settle_person, signal=send(), person_id=None, is_new=True)
    person_id = signal.person_id
    give(act(actions.write_notice, signal=Signal.objects.get(pk=signal.pk)))
    act(prevention.end_signal, signal=Signal.objects.get(pk=signal.pk), ended="solved", words="")
    job = system("Sletter")
    assert erase_who_is_alone(by=job, at=now + 92 * DAY) == 1
    with looking_as(job):
        assert not Letter.objects.filter(person_id=person_id).exists()


def test_the_pages_say_what_lacks_begin_the_letter_and_lose_nothing_typed(page, act, send, settled):
    signal = settled(send())
    shown = page.get(reverse("prevention:signal", args=[signal.pk])).content.decode()
    assert "Borgeren har ikke fået besked." in shown
    assert "Senest 18. december 2026." in shown
    address = reverse("prevention:tell_later", args=[signal.pk])
    answer = page.post(address, {"basis": "inform_endangers", "why": "Manden åbner posten", "look_again_on": ""})
    assert answer.status_code == 422
    assert "Manden åbner posten" in answer.content.decode()
    answer = page.post(reverse("prevention:write_notice", args=[signal.pk]))
    assert answer.url == reverse("correspondence:letter", args=[Letter.objects.get().pk])
    act(prevention.take_up, signal=signal)
    shown = page.get(reverse("prevention:case", args=[Signal.objects.get(pk=signal.pk).case_id])).content.decode()
    assert "Der er begyndt på brevet." in shown


def test_another_team_and_the_sender_get_404(act, send, settled, client_of, colleague_in_other_team, landlord):
    signal = settled(send())
    for stranger in (colleague_in_other_team, landlord):
        for name in ("write_notice", "tell_later"):
            answer = client_of(stranger).post(reverse(f"prevention:{name}", args=[signal.pk]))
            assert answer.status_code in (403, 404)
    assert not SignalNotice.objects.exists()


def test_the_letter_is_begun_from_a_real_browsers_press(prevention_worker, settled, send, now):
    """With the token that a browser must bring: the part of the page once had none."""
    signal = settled(send(is_warm=True))
    browser = Visitor(enforce_csrf_checks=True)
    browser.force_login(prevention_worker)
    page = browser.get(f"/forebyggelse/{signal.pk}/").content.decode()
    form = page.split(f"/forebyggelse/{signal.pk}/fortael/", 1)[1].split("</form>")[0]
    token = re.findall('name="csrfmiddlewaretoken" value="([^"]+)"', form)
    pressed = browser.post(f"/forebyggelse/{signal.pk}/fortael/", {"csrfmiddlewaretoken": (token or [""])[0]})
    assert pressed.status_code == 302

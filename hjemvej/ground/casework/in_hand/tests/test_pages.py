"""Do the pages of following up say the answer first, ask only for what is lacking, and stay fast with many?"""

import datetime

import pytest
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from conftest import membership_of, tight
from hjemvej.ground.casework.models import Coordination, HandOver, Task
from hjemvej.platform.audit.models import Listed

DAY = datetime.timedelta(days=1)
LIST = reverse_lazy("casework:unheld")


@pytest.fixture
def page(coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def now():
    return timezone.now()


def text(answer):
    return tight(answer.content.decode())


def test_the_page_says_that_everybody_is_in_hand(page, ib):
    answer = page.get(LIST)
    assert "Alle har en, der følger op, og en dag" in text(answer)
    assert "1 borger har én, der følger op" in text(answer)


def test_one_press_takes_whom_only_an_owner_is_lacking(page, sleeps_out, ib, coordinator):
    person = sleeps_out("Per")
    shown = text(page.get(LIST))
    assert "1 borger har ingen, der følger op" in shown
    assert "Ingen er koordinator" in shown
    assert Listed.objects.filter(page="casework.unheld", person_id=person.pk).exists()
    answer = page.post(reverse("casework:take_citizen", args=[person.pk]), follow=True)
    assert "Du følger op på borgeren nu." in text(answer)
    assert "Alle har en, der følger op, og en dag" in text(answer)
    assert Coordination.objects.get(person=person).coordinator == coordinator


def test_the_form_asks_what_comes_next_where_nobody_has_said(page, sleeps_out, coordinator):
    person = sleeps_out("Per", step=False)
    address = reverse("casework:take_citizen", args=[person.pk])
    assert "Hvad er det næste?" in text(page.get(address))
    wrong = page.post(address, {"title": "Ring", "due_on": "i går", "kind": "own"})
    assert wrong.status_code == 422
    assert "Ring" in text(wrong)
    assert not Coordination.objects.filter(person=person).exists()
    page.post(address, {"title": "Led ved stationen", "due_on": "i morgen", "kind": "unreachable"})
    assert Task.objects.get(person=person).kind == "unreachable"
    assert Coordination.objects.get(person=person).coordinator == coordinator


def test_who_comes_second_hears_who_follows_up(page, ib):
    answer = page.post(reverse("casework:take_citizen", args=[ib.pk]))
    assert answer.status_code == 422
    assert "Karen Koordinator Prøve følger allerede op." in text(answer)


def test_a_day_long_gone_stands_first_of_the_late(page, ib, now):
    Task.objects.filter(person=ib).update(due_at=now - 9 * DAY)
    assert "9 dage for sent" in text(page.get(LIST))
    Task.objects.filter(person=ib).update(due_at=now - 2 * DAY)
    assert "for sent" not in text(page.get(LIST))


def test_a_hand_over_is_asked_on_the_day_and_answered(page, ib, omar, client_of, now):
    give = reverse("casework:give_citizen", args=[ib.pk])
    assert "Indtil da ændres intet" in text(page.get(give))
    assert page.post(give, {"to": "", "why": "Ferie"}).status_code == 422
    page.post(give, {"to": f"user:{omar.pk}", "why": "Ferie"})
    given = HandOver.objects.get()
    his = client_of(omar)
    assert "Karen Koordinator Prøve vil give borgeren videre: Ferie" in text(his.get("/i-dag/"))
    shown = text(his.get(reverse("casework:hand_over", args=[given.pk])))
    assert "Karen Koordinator Prøve spørger, om du vil følge op" in shown
    his.post(reverse("casework:receive_citizen", args=[given.pk]))
    assert Coordination.objects.get(person=ib, until_on=None).coordinator == omar
    assert "Taget imod" in text(his.get(reverse("casework:hand_over", args=[given.pk])))


def test_a_no_needs_a_reason_and_the_sender_may_regret(page, ib, omar, client_of):
    for answer in ("no", "regret"):
        page.post(reverse("casework:give_citizen", args=[ib.pk]), {"to": f"user:{omar.pk}", "why": "Ferie"})
        given = HandOver.objects.get(settled_at=None)
        if answer == "no":
            no = reverse("casework:decline_citizen", args=[given.pk])
            assert client_of(omar).post(no, {"answer": ""}).status_code == 422
            client_of(omar).post(no, {"answer": "For mange"})
        else:
            page.post(reverse("casework:withdraw_hand_over", args=[given.pk]))
    assert set(HandOver.objects.values_list("outcome", flat=True)) == {"declined", "withdrawn"}


def test_the_day_and_the_person_page_say_that_nobody_follows_up(page, sleeps_out, ib):
    person = sleeps_out("Per")
    assert "1 borger har ingen, der følger op" in text(page.get(reverse("staff:own_goals")))
    assert "ingen følger op" in text(page.get(reverse("staff:person", args=[person.pk])))
    assert "ingen følger op" not in text(page.get(reverse("staff:person", args=[ib.pk])))


def test_who_leaves_fills_the_page(page, sleeps_out, omar, now):
    for number in range(60):
        sleeps_out(f"Per{number}", omar)
    assert "Alle har en" in text(page.get(LIST))
    place = membership_of(omar)
    place.last_on = timezone.localdate(now) - DAY
    place.save()
    shown = text(page.get(LIST))
    assert "60 borgere har ingen, der følger op" in shown
    assert shown.count("Omar Prøve Ny er ikke længere i teamet") == 50
    assert text(page.get(f"{LIST}?side=2")).count("Omar Prøve Ny er ikke længere i teamet") == 10


def test_fifty_on_a_page_take_no_more_questions_than_one(page, sleeps_out, django_assert_max_num_queries):
    for number in range(55):
        sleeps_out(f"Per{number}")
    with django_assert_max_num_queries(20):
        page.get(LIST)


def test_another_teams_citizen_is_not_to_be_taken_given_or_answered(ib, omar, page, client_of, colleague_in_other_team):
    page.post(reverse("casework:give_citizen", args=[ib.pk]), {"to": f"user:{omar.pk}", "why": "Ferie"})
    given = HandOver.objects.get()
    otto = client_of(colleague_in_other_team)
    assert "Alle har en, der følger op" in text(otto.get(LIST))
    assert otto.get(reverse("casework:take_citizen", args=[ib.pk])).status_code == 404
    assert otto.get(reverse("casework:give_citizen", args=[ib.pk])).status_code == 404
    assert otto.post(reverse("casework:receive_citizen", args=[given.pk])).status_code == 404

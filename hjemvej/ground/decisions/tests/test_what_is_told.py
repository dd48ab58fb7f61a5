"""Is the citizen told to whom to complain, and does the team see which decision asks for what?"""

import datetime

import pytest
from django.urls import reverse

from hjemvej.ground.decisions import actions, queries
from hjemvej.ground.law.models import DecisionBasis
from hjemvej.ground.people.merging.actions.merging import merge_people
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
TODAY, DAY = datetime.date(2026, 11, 20), datetime.timedelta(days=1)


@pytest.mark.parametrize("text", ["x", "Klag til Ankestyrelsen.", "Klag inden 4 uger."])
def test_a_guidance_that_says_not_to_whom_or_until_when_is_none(karen, drafted, now, text):
    decision = drafted(complaint_text=text)
    with looking_as(karen), pytest.raises(actions.DecisionLacksParts) as refused:
        actions.send_decision(decision=decision, by=karen, at=now)
    assert refused.value.field_name == "complaint_text"
    ours = drafted(complaint_text="Klag til os inden 4 uger. Vi sender klagen videre til Ankestyrelsen.")
    with looking_as(karen):
        assert actions.send_decision(decision=ours, by=karen, at=now).sent_at


def test_the_guidance_of_the_paragraph_is_enough_as_it_stands(karen, drafted, now):
    DecisionBasis.objects.filter(key="support_85a").update(complaint_text="Du kan gå til retten.")
    with looking_as(karen):
        assert actions.send_decision(decision=drafted(), by=karen, at=now).sent_at


def test_the_list_counts_what_is_sent_and_says_what_is_corrected_and_asks_what_was_received_first(
    page, sent, drafted, testa
):
    old = sent(days=3)
    sent(days=2, corrects=old, title="Ny")
    drafted(title="Kladde")
    sent(days=20, received=False, title="Ukendt")
    shown = page.get(reverse("decisions:decisions", args=[testa.pk]))
    assert "Der er sendt 3 afgørelser til borgeren." in shown.content.decode()
    rows = [(row.decision.title, row.state) for row in shown.context["rows"]]
    assert [title for title, _state in rows] == ["Ukendt", "Kladde", "Ny", "Bostøtte i egen bolig"]
    assert rows[-1][1] == "rettet med en ny afgørelse"


def test_a_sent_letter_keeps_its_name_when_two_records_become_one(page, sent, testa, bystander, karen, now):
    decision = sent()
    with looking_as(karen):
        merge_people(keep=bystander, merge=testa, by=karen, at=now)
    shown = page.get(reverse("decisions:letter", args=[decision.pk])).content.decode()
    assert "Til Testa Prøvesen" in shown
    assert "Til Berta" not in shown


def test_a_step_says_what_is_to_be_done(karen, sent, drafted):
    waits = sent(received=False, title="Sendt")
    heard = {"hearing_about": "At", "hearing_sent_on": TODAY - 20 * DAY, "hearing_until_on": TODAY - DAY}
    drafted(title="Hørt", no_hearing_because="", **heard)
    with looking_as(karen):
        steps = {step.action: step for step in queries.steps(karen, waits.sent_at)}
    assert set(steps) == {"Skriv hvornår", "Åbn"}
    assert (steps["Skriv hvornår"].chip, steps["Skriv hvornår"].due_at) == ("sendt", waits.sent_at)
    assert (steps["Åbn"].chip, steps["Åbn"].due_at.date()) == ("hørt", TODAY - DAY)

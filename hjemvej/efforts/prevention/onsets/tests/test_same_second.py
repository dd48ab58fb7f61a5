"""Do two colleagues who write what we learn in the same second lose nothing, and do two clocks decide once?"""

import datetime

import pytest

from hjemvej.efforts.prevention.models import Onset, OnsetTrace
from hjemvej.efforts.prevention.onsets import actions
from hjemvej.efforts.prevention.onsets.rules import Began
from tests.rows import AT, saved
from tests.test_row_locks import outcome_of_the_second

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bystanders_stay_away")]
LATER = AT + datetime.timedelta(minutes=1)


def test_what_a_colleague_wrote_first_stands(raced_case, freja):
    onset = saved(Onset, person=raced_case.person, words="", read_at=None, read_by=None)
    learns = [
        lambda told=told, at=at: actions.learn(onset=onset, could_tell=told, words=told, seen="", by=freja, at=at)
        for told, at in (("landlord", AT), ("nobody", LATER))
    ]
    assert outcome_of_the_second(*learns) == "ReadMeanwhile"
    assert (Onset.objects.get().words, OnsetTrace.objects.get().could_tell) == ("landlord", "landlord")


def test_a_homelessness_is_decided_once(raced_case, freja):
    began = Began(AT.date(), "egen_bolig", "gade")
    decide = lambda: actions.decide_onset(raced_case.person_id, began, by=freja, at=AT)  # noqa: E731
    outcome_of_the_second(decide, decide)
    assert (Onset.objects.count(), OnsetTrace.objects.count()) == (1, 1)

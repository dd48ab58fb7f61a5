"""Do two colleagues who seek or answer the same help in the same second do it once?"""

import datetime

import pytest

from hjemvej.efforts.prevention.helping import actions
from hjemvej.efforts.prevention.helping.actions import Answered, Sought
from hjemvej.efforts.prevention.models import HelpKind, HelpSought
from tests.rows import AT
from tests.test_row_locks import outcome_of_the_second

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("bystanders_stay_away")]
LATER = AT + datetime.timedelta(minutes=1)


@pytest.fixture
def seek(raced_case, freja):
    kind = HelpKind.objects.get(key="rent_help")
    return lambda: actions.seek_help(case=raced_case, kind=kind, said=Sought("Ydelsen", AT.date()), by=freja, at=AT)


def test_the_same_help_is_sought_once(seek):
    assert outcome_of_the_second(seek, seek) == "WaitsAlready"
    assert HelpSought.objects.count() == 1


def test_a_help_is_answered_once(seek, freja):
    sought = seek()
    answers = [
        lambda said=said: actions.answer_help(sought=sought, said=Answered(said, AT.date()), by=freja, at=LATER)
        for said in ("granted", "refused")
    ]
    assert outcome_of_the_second(*answers) == "AnsweredAlready"
    assert HelpSought.objects.get().answer == "granted"

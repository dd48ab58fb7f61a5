"""Does the citizen's own paper say which unit has been asked, and by when it answers?"""

from hjemvej.ground.referrals import actions, queries
from hjemvej.platform.access.viewer import looking_as

from .conftest import DUE


def test_a_question_that_waits_is_a_line_of_the_paper_until_it_is_answered(ask, act, karen, testa, matter, now):
    asked = ask()
    with looking_as(karen):
        (line,) = queries.paper(testa.pk, karen, now)
    assert (line.whose, line.due_on) == (matter().unit, DUE)
    assert matter().title in line.what
    act(actions.withdraw_referral, asked, why="Har fået det af sin søster")
    with looking_as(karen):
        assert queries.paper(testa.pk, karen, now) == []

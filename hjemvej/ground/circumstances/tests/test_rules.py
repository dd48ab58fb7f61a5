"""Which answer holds, as known when; what is asked now and what rests; what goes together; how is it said? Pure."""

import datetime
import itertools

import pytest

from hjemvej.ground.circumstances import rules
from hjemvej.ground.circumstances.models import Circumstance
from hjemvej.ground.circumstances.questions import (
    ALONE,
    ANSWERS,
    FORMS,
    NO_ANSWER,
    QUESTIONS,
    Form,
    form_on,
    question_of,
)

DAY = datetime.date
NEW = itertools.count()


def fact(question: str, *answers: str, told: DAY, since: DAY | None = None, **more) -> Circumstance:
    """Make an answer, written at noon of the day it was told."""
    at = datetime.datetime.combine(more.pop("written", told), datetime.time(12, next(NEW) % 60), datetime.UTC)
    return Circumstance(
        question=question, answers=list(answers), told_on=told, from_on=since or told,
        precision="year" if since else "", recorded_at=at, **{"source": "citizen", **more},
    )  # fmt: skip


MARCH, MAY, JUNE = DAY(2026, 3, 1), DAY(2026, 5, 1), DAY(2026, 6, 1)
NONE_SAID = fact("substances", "none", told=MARCH)
HASH_SAID = fact("substances", "hash", told=MAY, since=DAY(2019, 1, 1))


def moment(day: DAY) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(20), datetime.UTC)


@pytest.mark.parametrize(
    ("on", "known_at", "answers"),
    [
        (MARCH, None, ["hash"]),  # as known now: it was so since 2019
        (MARCH, moment(DAY(2026, 4, 1)), ["none"]),  # as known in April
        (JUNE, None, ["hash"]),
        (DAY(2020, 1, 1), None, ["hash"]),
        (DAY(2020, 1, 1), moment(DAY(2026, 4, 1)), None),
        (DAY(2018, 1, 1), None, None),
    ],
)
def test_the_answer_told_last_holds_and_what_was_known_then_can_still_be_told(on, known_at, answers):
    found = rules.known_on([HASH_SAID, NONE_SAID], on, known_at).get("substances")
    assert (found.answers if found else None) == answers


def test_an_answer_that_begins_later_leaves_the_days_before_it_to_the_one_before():
    before = fact("mental_illness", "no", told=MARCH)
    after = fact("mental_illness", "yes", told=MAY, since=DAY(2026, 4, 1))
    assert rules.known_on([after, before], DAY(2026, 3, 31))["mental_illness"] is before
    assert rules.known_on([after, before], DAY(2026, 4, 1))["mental_illness"] is after


def test_an_older_telling_that_is_written_later_does_not_hold():
    late = fact("mental_illness", "no", told=MARCH, written=JUNE)
    newer = fact("mental_illness", "yes", told=MAY)
    assert rules.known_on([late, newer], JUNE)["mental_illness"] is newer


def test_what_is_withdrawn_held_until_then():
    wrong = fact("care", "yes", told=MARCH)
    wrong.withdrawn_at = moment(MAY)
    assert rules.known_on([wrong], JUNE) == {}
    assert rules.known_on([wrong], JUNE, moment(DAY(2026, 4, 1))) == {"care": wrong}
    assert rules.known_on([wrong], JUNE, moment(JUNE)) == {}


def asked(known, resting=(), **around) -> list[str]:
    found = rules.to_ask({one.question: one for one in known}, rules.Around(**around), resting=resting)
    return [one.question.key for one in found]


def test_nothing_is_asked_where_nothing_makes_it_matter():
    assert asked([]) == []
    assert asked([fact("substances", "none", told=MAY), fact("mental_illness", "no", told=MAY)]) == []


def test_what_matters_now_is_asked_with_when_and_why():
    assert asked([], is_homeless=True) == ["reasons"]
    assert asked([], plan_in_writing=True) == ["mental_illness", "substances", "physical_illness"]
    (one,) = rules.to_ask({}, rules.Around(is_homeless=True), resting=())
    assert one.when == "Spørges, mens borgeren ikke har et hjem"
    assert one.why == f"{one.when}. {QUESTIONS['reasons'].why}"


def test_at_most_three_are_asked_and_one_answer_can_lead_to_the_next():
    known = [fact("substances", "alcohol", told=MAY)]
    assert asked(known) == ["treatment"]
    assert asked(known, is_homeless=True, plan_in_writing=True) == ["treatment", "reasons", "mental_illness"]
    assert asked([fact("reasons", "evicted", "money", told=MAY)], is_homeless=True) == ["eviction"]


@pytest.mark.parametrize("answer", sorted(NO_ANSWER))
def test_who_would_not_answer_is_left_in_peace_until_it_no_longer_rests(answer):
    known = [fact("reasons", answer, told=MAY)]
    assert asked(known, resting={"reasons"}, is_homeless=True) == []
    assert asked(known, resting=(), is_homeless=True) == ["reasons"]


@pytest.mark.parametrize(
    ("answers", "given", "fields"),
    [
        (["alcohol", "hash"], {}, []),
        (["alcohol", "none"], {}, ["answers"]),
        (["alcohol", "refused"], {}, ["answers"]),
        (["refused"], {"source": "papers"}, ["source"]),
        (["refused"], {}, []),
        (["unknown"], {"source": "colleague"}, []),
        (["unknown"], {"has_since": True}, ["since"]),
        (["other"], {}, ["words"]),
        (["other"], {"words": "Vi gik fra hinanden"}, []),
    ],
)
def test_what_goes_together(answers, given, fields):
    found = rules.faults(answers, **{"source": "citizen", "has_since": False, "words": "", **given})
    assert [fault.field for fault in found] == fields
    assert all(fault.words.endswith(".") for fault in found)


def test_an_answer_is_said_in_one_line():
    one = fact("substances", "alcohol", "hash", "hard_drugs", told=DAY(2026, 3, 12), since=DAY(2019, 1, 1))
    assert rules.in_words(one) == "Alkohol, hash og andre stoffer, siden 2019"
    assert rules.said(one, DAY(2026, 11, 20)) == "borgeren selv, sagt 12. marts"
    assert rules.said(one, DAY(2027, 1, 2)) == "borgeren selv, sagt 12. marts 2026"
    assert rules.in_words(fact("care", "refused", told=MAY)) == "Vil ikke svare"
    assert rules.said(fact("care", "no", told=MAY, source="partner"), MAY) == ("fortalt af en samarbejdspartner 1. maj")


def test_each_years_form_has_its_own_questions(monkeypatch):
    newer = Form(2026, DAY(2026, 2, 2), (QUESTIONS["care"],))
    monkeypatch.setattr("hjemvej.ground.circumstances.questions.FORMS", (*FORMS, newer))
    assert form_on(DAY(2026, 2, 1)).year == 2024
    assert form_on(DAY(2026, 2, 2)).year == 2026
    assert form_on(DAY(2007, 1, 1)).year == 2024, "before the first form we know, that one"
    assert question_of("reasons", 2026) is QUESTIONS["reasons"], "as it was asked last"


def test_every_answer_has_words_and_every_question_says_why():
    for question in QUESTIONS.values():
        assert set(question.answers) <= set(ANSWERS)
        assert str(question.asks).endswith("?")
        assert str(question.why).endswith(".")
        assert question.certainty in "DA?"
        assert [key for key, _words in question.choices[-2:]] == ["unknown", "refused"]
        assert question.is_many or set(question.answers) <= ALONE

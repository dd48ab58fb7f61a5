"""How does the offer stand, and in which words? Values in, sentences out."""

import datetime
from decimal import Decimal

import pytest

from hjemvej.efforts.housing_first import rules
from hjemvej.efforts.housing_first.rules import Facts, Offered, PutOff
from hjemvej.ground.law.rules import ProvisionInForce

TODAY = datetime.date(2026, 11, 20)
DAY = datetime.timedelta(days=1)
SINCE = TODAY - 43 * DAY


def goal(days: int) -> ProvisionInForce:
    return ProvisionInForce(
        "x", "x", "SEL § 85 a", "x", Decimal(days), "days", "L", True, TODAY - 999 * DAY, None, binds="us"
    )


def stands(*facts) -> rules.State | None:
    return rules.state(Facts(*facts), TODAY, offered_within=goal(14), answered_within=goal(14))


def asked(answer="", words="", again=None, on=TODAY - 17 * DAY, **more) -> Offered:
    return Offered(on, "Mette", answer, words, on if answer else None, again, **more)


@pytest.mark.parametrize(
    ("facts", "kind", "words"),
    [
        ((SINCE,), "not_offered", "Ikke tilbudt. Borgeren har været i hjemløshed i 43 dage."),
        ((TODAY,), "not_offered", "Ikke tilbudt. Borgeren er i hjemløshed fra i dag."),
        ((TODAY - DAY,), "not_offered", "Ikke tilbudt. Borgeren har været i hjemløshed i 1 dag."),
        (
            (SINCE, asked("yes", "En dør, jeg selv kan låse")), "yes",
            "Tilbudt 3. november af Mette. Ja: ”En dør, jeg selv kan låse”",
        ),
        (
            (SINCE, asked()), "unanswered",
            "Tilbudt 3. november af Mette. Borgeren tænker over det. Hør om et svar 17. november.",
        ),
        (
            (SINCE, asked("no", "Ikke nu", TODAY + DAY)), "asked_later",
            "Tilbudt 3. november af Mette. Nej: ”Ikke nu” Spørges igen 21. november.",
        ),
        (
            (SINCE, asked("no", "Ikke nu", TODAY)), "ask_again",
            "Tilbudt 3. november af Mette. Nej: ”Ikke nu” Skulle spørges igen 20. november.",
        ),
        (
            (SINCE, asked("other_form", "Med folk om mig", TODAY + DAY, other_form="unconventional")), "asked_later",
            "Tilbudt 3. november af Mette. Vil først have: skæv bolig (ABL § 149 a): ”Med folk om mig” "
            "Spørges igen 21. november.",
        ),
        (
            (SINCE, None, PutOff("Indlagt", "udskrivning", TODAY, TODAY + DAY)), "put_off",
            "Ikke tilbudt endnu: venter på udskrivning. Ses på igen 21. november.",
        ),
        (
            (SINCE, None, PutOff("Indlagt", "udskrivning", SINCE, TODAY)), "look_again",
            "Ikke tilbudt endnu: ventede på udskrivning. Skulle ses på igen 20. november.",
        ),
    ],
)  # fmt: skip
def test_the_answer_is_said_in_words(facts, kind, words):
    found = stands(*facts)
    assert found
    assert (found.kind, rules.in_words(found, TODAY)) == (kind, words)


def test_what_was_said_before_this_homelessness_was_about_another():
    found = stands(SINCE, asked("yes", "Ja tak", on=SINCE - DAY), PutOff("x", "y", SINCE - DAY, TODAY))
    assert found
    assert (found.kind, found.facts) == ("not_offered", Facts(SINCE))


def test_with_a_home_the_last_answer_stands_and_who_was_never_asked_needs_nothing():
    found = stands(None, asked("yes", "Ja tak"))
    assert found
    assert found.kind == "yes"
    assert stands(None) is None
    assert stands(None, None, PutOff("x", "y", SINCE, TODAY)) is None


def test_each_has_a_day_for_the_next_thing_but_who_said_yes():
    assert [
        found and found.due_on
        for found in (
            stands(SINCE), stands(SINCE, asked()), stands(SINCE, asked("no", "x", TODAY + 9 * DAY)),
            stands(SINCE, asked("yes", "x")),
        )
    ] == [SINCE + 14 * DAY, TODAY - 3 * DAY, TODAY + 9 * DAY, None]  # fmt: skip


@pytest.mark.parametrize(
    ("now", "later", "words"),
    [
        (0, 0, "Alle borgere i hjemløshed"),
        (0, 2, "Ingen borgere i hjemløshed skal"),
        (1, 2, "Én borger i hjemløshed skal have Housing First tilbudt nu."),
        (13, 0, "13 borgere i hjemløshed skal"),
    ],
)
def test_the_heading_is_the_answer(now, later, words):
    assert rules.headline(now, later).startswith(words)


def test_who_is_left_out_of_the_number_is_said():
    late, new = stands(SINCE), stands(TODAY - 3 * DAY)
    assert late
    assert new
    put_off = stands(SINCE, None, PutOff("Syg", "lægen", SINCE, TODAY + 9 * DAY))
    assert put_off
    assert rules.not_now([late], TODAY) == ""
    said = rules.not_now([late, new, new, put_off], TODAY)
    assert said == "Ikke med i tallet: én udsat til en aftalt dag med en grund og to inden for vores egen frist."

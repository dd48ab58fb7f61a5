"""What may the asker be told, and by which right? The rule alone; no database."""

import datetime
import uuid

import pytest

from hjemvej.efforts.one_entry.answering import rules

RIGHT_ID = uuid.UUID(int=7)
RIGHT = rules.law_ground("x", title="Loven", paragraph="§ 1")


@pytest.mark.parametrize(
    ("asker", "allowed", "everything"),
    [
        ("self", {}, True),
        ("neighbour", {}, False),
        ("professional", {}, False),
        ("professional", {"grounds": [RIGHT]}, False),
        ("relative", {"grounds": [RIGHT]}, False),
        ("anonymous", {}, False),
    ],
)
def test_only_the_citizen_hears_it_all_and_others_more_only_by_a_right(asker, allowed, everything):
    told = rules.what_may_be_told(asker, **allowed)
    assert told.everything is everything
    assert list(told.grounds) == allowed.get("grounds", [])
    assert told.reasons


def test_a_consent_and_a_paragraph_say_what_they_let_us_tell():
    day = datetime.date(2027, 5, 3)
    told = {"to": "min søster", "topics": "boligen"}
    consent = rules.consent_ground(RIGHT_ID, details="ikke adressen", last_on=day, is_the_asker=True, **told)
    assert consent.key == f"samtykke-{RIGHT_ID}"
    assert consent.label == "Borgeren har sagt ja: til min søster om boligen (ikke adressen), til og med 3. maj 2027"
    assert (consent.reason.mark, consent.reason.text) == ("holds", consent.label)
    whole = rules.consent_ground(RIGHT_ID, details="", last_on=day, is_the_asker=False, **told)
    assert whole.label.startswith(
        "Kun hvis den, der spurgte, er min søster: borgeren har sagt ja til at fortælle om boligen,"
    )
    assert whole.reason.mark == "unknown"
    law = rules.law_ground("other_authority", title="Til en myndighed", paragraph="FVL § 28")
    assert (law.key, law.label) == ("lov-other_authority", "Til en myndighed (FVL § 28)")
    assert (law.reason.text, law.reason.law) == ("Til en myndighed", "FVL § 28")


def test_the_three_sentences_that_anybody_may_hear():
    assert rules.standard_answers() == {
        "new": "Vi har fået din henvendelse.",
        "taken": "Vi har taget din henvendelse op.",
        "closed": "Vi har afsluttet din henvendelse.",
    }

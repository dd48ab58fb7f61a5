"""Are the fields of a text checked, and is what a value says never read as a mark? Without a database."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.correspondence.letters.rules import fields
from hjemvej.ground.correspondence.letters.rules.channels import suggested
from hjemvej.ground.correspondence.letters.rules.fields import TextIsWrong, check, fill, sections, unwritten
from hjemvej.ground.correspondence.letters.rules.ours import OURS
from hjemvej.ground.correspondence.models import LetterKind

TODAY = datetime.date(2026, 11, 20)


def test_each_kind_has_fields_and_words_of_ours():
    assert set(OURS) == set(fields.OWN) == set(LetterKind)
    for kind, (heading, text) in OURS.items():
        check(kind, heading=heading, text=text)


@pytest.mark.parametrize(
    ("heading", "text", "says"),
    [
        ("Svar", "Kære {fornavn}", "Feltet {fornavn} findes ikke"),
        ("{afgjort}", "Kære {navn}", "Feltet {afgjort} findes ikke"),
        ("Svar", "Kære {navn", "tuborgklamme"),
        ("Svar", "Kære {Navn}", "tuborgklamme"),
        ("Svar", "Kære }", "tuborgklamme"),
    ],
)
def test_an_unknown_field_and_a_lost_brace_are_refused_with_a_sentence(heading, text, says):
    with pytest.raises(TextIsWrong, match=says.replace("{", r"\{").replace("}", r"\}")):
        check("free", heading=heading, text=text)


@pytest.mark.parametrize("name", ["afgjort", "begrundelse", "paragraf", "klagevejledning"])
def test_a_decision_cannot_lose_what_the_law_asks_for(name):
    heading, text = OURS[LetterKind.DECISION]
    with pytest.raises(TextIsWrong, match=rf"Loven kræver.*\{{{name}\}}"):
        check("decision", heading=heading, text=text.replace(f"{{{name}}}", "noget"))


def test_a_paragraph_without_values_is_left_out_and_a_heading_with_nothing_below_it():
    text = "Kære {navn}\n\n# Bedt om\n{bedt_om}\n\n# Afgjort\n{afgjort}\n\nFordi {begrundelse}.\n# Sidst"
    assert fill(text, {"afgjort": "Ja."}, is_whole=True) == "Kære {navn}\n\n# Afgjort\n\nJa."
    assert unwritten(text) == ["{bedt_om}", "{afgjort}", "{begrundelse}"]
    assert "{bedt_om}" in fill(text, {"afgjort": "Ja."}, is_whole=False)


def test_any_brace_but_the_name_is_to_be_written_over():
    text = "Hej {Navn}, kom {svar senest} til { adresse }. {navn} {afgjort} {"
    assert unwritten(text, "}") == ["{Navn}", "{svar senest}", "{ adresse }", "{afgjort}", "{", "}"]
    assert unwritten("Kære {navn}") == []


def test_a_day_is_written_out_in_danish_and_a_list_is_points():
    text = "Senest {dato}.\n\n- {punkter}\n- sidst"
    filled = fill(text, {"dato": TODAY, "punkter": ["Nøgle", "- Seng", ""]}, is_whole=True)
    assert filled == "Senest 20. november 2026.\n\n- Nøgle\n- - Seng\n- sidst"
    (section,) = sections(filled)
    assert section.parts[1].lines == ("Nøgle", "- Seng", "sidst")
    assert section.parts[1].is_points


@given(st.text(max_size=80), st.text(alphabet="#- \n{}navx\r", max_size=40))
def test_what_a_value_says_is_never_a_heading_or_a_point(words, marks):
    for value in (words, marks, f"# {words}", f"- {words}\n# {marks}"):
        found = sections(fill("# Svar\n{tekst}", {"tekst": value}, is_whole=True))
        assert all(section.heading in ("", "Svar") for section in found)
        assert not any(part.is_points for section in found for part in section.parts)


def test_a_value_that_ends_in_a_dot_brings_no_second():
    assert fill("Indskud: {indskud}. Så.", {"indskud": "100 kr."}, is_whole=True) == "Indskud: 100 kr. Så."
    assert fill("Indskud: {indskud}", {"indskud": "100 kr."}, is_whole=True) == "Indskud: 100 kr."


AGREED = {"since_on": None, "exempt_until": None, "has_care_of": False, "is_protected": False, "on": TODAY}


@pytest.mark.parametrize(
    ("more", "channel", "because"),
    [
        ({"agreed": "oral"}, "oral", "aftalt med borgeren"),
        ({"agreed": "letter", "since_on": TODAY}, "letter", "siden 20. november 2026"),
        ({"agreed": "digital_post"}, "digital_post", "aftalt"),
        ({"agreed": "digital_post", "exempt_until": TODAY}, "handed_over", "fritaget for Digital Post til og med 20."),
        ({"agreed": "digital_post", "exempt_until": TODAY - datetime.timedelta(days=1)}, "digital_post", "aftalt"),
        ({"agreed": "unknown"}, "handed_over", "ikke aftalt"),
        ({"agreed": "unknown", "has_care_of": True}, "letter", "c/o-adresse"),
        ({"agreed": "unknown", "has_care_of": True, "is_protected": True}, "handed_over", "Giv det, når I ses"),
    ],
)
def test_the_channel_is_the_agreed_one_and_says_why(more, channel, because):
    found = suggested(**{**AGREED, **more})
    assert found.channel == channel
    assert because in found.because

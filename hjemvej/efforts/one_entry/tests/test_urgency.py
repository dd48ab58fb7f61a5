"""The rule of urgency: facts and law decide, each with its reason; no database."""

import datetime
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.one_entry import rules

CAME = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)  # 14.30 in Copenhagen
TODAY = datetime.date(2026, 11, 20)
HOUR = datetime.timedelta(hours=1)


def facts(**known):
    return rules.Facts(received_at=CAME, **{"first_answer_hours": 24, **known})


def urgency(**known):
    return rules.urgency(facts(**known), TODAY)


def words(found):
    return [reason.text for reason in found.reasons]


def test_without_a_place_tonight_it_is_now():
    found = urgency(tonight="no_place")
    assert (found.level, found.due_at) == ("now", CAME)
    assert words(found) == ["Har ikke et sted at sove i nat"]


@pytest.mark.parametrize(
    ("hours", "ended", "so_far", "now"),
    [
        (12, None, "", "no_place"),  # 02.30 is still the same night
        (14, None, "", "had_none"),
        (2, None, "Natcaféen holder en plads", "held"),
        (2, 1, "Er kommet til Natcaféen", "has_place"),
        (2, -1, "Er kommet til Natcaféen", "no_place"),  # of an earlier call
        (20, 14, "Natten er gjort op", "had_none"),
        (2, 0, "Er kommet til Natcaféen", "has_place"),  # in the same moment
        (2, 1, "", "has_place"),
    ],
)
def test_what_was_said_of_tonight_is_said_of_that_night_alone(hours, ended, so_far, now):
    ended_at = None if ended is None else CAME + ended * HOUR
    assert rules.tonight_now("no_place", CAME, CAME + hours * HOUR, ended_at=ended_at, so_far=so_far) == now


@pytest.mark.parametrize("said", ["has_place", "unknown"])
def test_who_was_not_without_a_place_is_as_was_said(said):
    later = CAME + 100 * HOUR
    assert rules.tonight_now(said, CAME, later, ended_at=later, so_far="Natcaféen holder en plads") == said


NOTHING: dict[str, Any] = {"where": "", "children": None, "animals": "", "danger": ""}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "har ikke et sted i nat"),
        ({"where": "foran Netto"}, "foran Netto"),
        ({"children": 1, "animals": "hund"}, "1 barn · hund"),
        ({"children": 0, "where": "foran Netto"}, "foran Netto"),
        ({"where": "foran Netto", "children": 2, "danger": "kniv"}, "foran Netto · 2 børn · Pas på: kniv"),
    ],
)
def test_who_finds_a_place_reads_what_the_caller_said(said, words):
    told = rules.summary_for_the_night(CAME, **{**NOTHING, **said})
    assert told == f"Henvendelse kl. 14.30: {words}"


def test_what_the_caller_said_is_cut_where_a_course_has_no_more_room():
    assert len(rules.summary_for_the_night(CAME, **{**NOTHING, "where": "x" * 500})) == 300


def test_a_place_found_is_told_and_hastens_no_more():
    found = urgency(tonight="has_place", place_found="Er kommet til Natcaféen", concerns=["seen_outside"])
    assert (found.level, words(found)) == ("ordinary", ["Er kommet til Natcaféen"])
    held = urgency(tonight="held", place_found="Natcaféen holder en plads")
    assert (held.level, held.needs_place) == ("today", False)
    over = urgency(tonight="had_none")
    assert (over.level, over.needs_place, over.reasons[0].mark) == ("today", False, "unknown")


def test_a_place_is_the_first_answer_to_the_citizen():
    placed = {"tonight": "has_place", "place_found": "Er kommet til Natcaféen", "has_come": True}
    assert urgency(**placed).due_at is None
    assert urgency(**placed | {"has_come": False}).due_at is not None, "found by the citizen alone"
    assert urgency(**placed, eviction_on=TODAY).due_at is not None, "the bailiff comes all the same"
    assert not urgency(**placed).is_answered  # who asked may still wait to hear
    assert urgency(tonight="has_place").due_at is not None, "said by the caller, not found by us"
    assert urgency(tonight="held", place_found="Natcaféen holder en plads").due_at is not None
    assert urgency(**placed, is_threatened=True).due_at == CAME


def test_a_threat_is_now_also_with_a_place():
    assert urgency(tonight="has_place", is_threatened=True).level == "now"


def test_eviction_with_children_is_taken_up_at_once_and_names_the_paragraph():
    found = urgency(eviction_on=TODAY + datetime.timedelta(days=20), children=2)
    assert found.level == "today"
    assert any(reason.law == "RSL § 5 a" for reason in found.reasons)
    assert "2 børn i husstanden" in words(found)


def test_eviction_without_children_comes_soon_until_the_day_is_near():
    assert urgency(eviction_on=TODAY + datetime.timedelta(days=20)).level == "soon"
    assert urgency(eviction_on=TODAY + datetime.timedelta(days=1)).level == "today"
    assert "Fogeden kommer i morgen" in words(urgency(eviction_on=TODAY + datetime.timedelta(days=1)))
    assert "Fogeden kom 1.11.2026" in words(urgency(eviction_on=datetime.date(2026, 11, 1)))


def test_seen_outside_and_not_knowing_about_tonight_is_today_with_a_question_mark():
    found = urgency(concerns=["seen_outside"])
    assert found.level == "today"
    assert "unknown" in {reason.mark for reason in found.reasons}


def test_a_quiet_inquiry_is_ordinary_with_our_own_goal_as_its_clock():
    found = urgency(concerns=["support"])
    assert (found.level, found.reasons) == ("ordinary", [])
    assert found.due_at == CAME + 24 * HOUR


def test_no_goal_in_force_means_no_clock():
    assert urgency(first_answer_hours=None).due_at is None
    assert rules.chip(urgency(first_answer_hours=None), CAME).text == "åben"


def test_today_is_due_before_midnight_even_when_our_goal_is_later():
    due = urgency(concerns=["no_home"]).due_at
    assert (due.hour, due.minute, due.date()) == (23, 59, TODAY)


def test_the_clock_stops_with_the_first_answer_and_the_level_does_not():
    found = urgency(tonight="no_place", answered_at=CAME)
    assert (found.level, found.due_at) == ("now", None)
    assert not found.is_late(CAME + 100 * HOUR)


@pytest.mark.parametrize(
    ("days", "level", "told"),
    [
        (-1, "today", ["Fogeden kom 19.11.2026"]),
        (0, "today", ["Fogeden kommer i dag", "Gives der ikke hjælp, skal det afgøres senest 27.11.2026"]),
        (1, "today", ["Fogeden kommer i morgen", "Gives der ikke hjælp, skal det afgøres senest 27.11.2026"]),
        (2, "soon", ["Fogeden kommer 22.11.2026, om 2 dage",
                     "Gives der ikke hjælp, skal det afgøres senest 27.11.2026"]),
    ],
)  # fmt: skip
def test_how_near_an_eviction_is_and_when_it_must_be_decided(days, level, told):
    eviction_on = TODAY + datetime.timedelta(days=days)
    found = urgency(eviction_on=eviction_on, eviction_decision_on=datetime.date(2026, 11, 27))
    assert (found.level, words(found)) == (level, told)


@pytest.mark.parametrize(
    ("known", "comes_first"),
    [
        ({}, False),
        ({"tonight": "had_none"}, True),
        ({"tonight": "no_place"}, True),
        ({"tonight": "held"}, False),
        ({"concerns": ["no_home"]}, True),
        ({"concerns": ["no_home"], "tonight": "has_place"}, False),
        ({"is_threatened": True, "tonight": "has_place"}, True),
    ],
)
def test_children_without_a_place_stand_before_an_eviction_to_come(known, comes_first):
    told = words(urgency(eviction_on=TODAY + datetime.timedelta(days=10), children=1, **known))
    child, eviction = told.index("Et barn i husstanden"), told.index("Fogeden kommer 30.11.2026, om 10 dage")
    assert (child < eviction) is comes_first
    assert "Et barn i husstanden" not in words(urgency(children=0, **known))


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({"concerns": ["losing_home"]}, ["Er ved at miste sit hjem – datoen kendes ikke"]),
        ({"concerns": ["losing_home"], "eviction_on": TODAY}, ["Fogeden kommer i dag"]),
        ({"concerns": ["discharge"], "animals": "hund"}, ["Udskrives eller løslades", "Har dyr med: hund"]),
        ({"concerns": ["seen_outside"], "tonight": "has_place"}, ["Er set sove ude"]),
        ({"concerns": ["seen_outside"], "tonight": "no_place"}, ["Har ikke et sted at sove i nat"]),
        ({"concerns": ["seen_outside"], "tonight": "held", "place_found": "Holdt"}, ["Holdt"]),
        ({"danger": "kniv"}, ["Pas på: kniv"]),
    ],
)
def test_each_fact_is_told_once(known, told):
    assert words(urgency(**known)) == told


def test_those_who_wait_longest_stand_first_within_a_level():
    def line(received_at=CAME, **known):
        found = rules.urgency(rules.Facts(received_at=received_at, first_answer_hours=24, **known), TODAY)
        return rules.place_in_line(found, received_at, known.get("eviction_on"))

    soon = {"concerns": ["discharge"]}
    ordered = [
        line(tonight="no_place"),
        line(concerns=["no_home"]),
        line(eviction_on=TODAY + datetime.timedelta(days=9)),
        line(eviction_on=TODAY + datetime.timedelta(days=10)),
        line(**soon),  # as late, without a day
        line(CAME + HOUR, **soon),
        line(CAME - 9 * HOUR, eviction_on=TODAY + datetime.timedelta(days=20), answered_at=CAME),  # waits no longer
        line(CAME - 8 * HOUR, eviction_on=TODAY + datetime.timedelta(days=10), answered_at=CAME),
        line(),
    ]
    assert ordered == sorted(ordered)


@pytest.mark.parametrize(
    ("hours", "due_at"),
    [(None, "2026-11-20T22:59"), (24, "2026-11-20T22:59"), (2, "2026-11-20T15:30")],
)
def test_today_ends_with_the_day_or_before_by_our_own_goal(hours, due_at):
    found = urgency(concerns=["no_home"], first_answer_hours=hours)
    assert found.due_at == datetime.datetime.fromisoformat(due_at).replace(tzinfo=datetime.UTC)


def test_an_answer_is_late_after_its_time_and_not_at_it():
    found = urgency()
    assert not found.is_late(found.due_at)
    assert found.is_late(found.due_at + datetime.timedelta(seconds=1))


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (-1, ""),
        (0, ""),
        (0.9, ""),
        (1, "svaret er 1 minut for sent"),
        (59, "svaret er 59 minutter for sent"),
        (60, "svaret er 1 time for sent"),
        (48 * 60 - 1, "svaret er 47 timer for sent"),
        (48 * 60, "svaret er 2 dage for sent"),
    ],
)
def test_how_late_an_answer_is_told(minutes, told):
    found = urgency()
    assert rules.late_in_words(found, found.due_at + datetime.timedelta(minutes=minutes)) == told


@pytest.mark.parametrize(
    ("known", "later", "chip", "late"),
    [
        ({"tonight": "no_place"}, 2 * HOUR, ("i nat", "late"), "har ventet i 2 timer"),
        ({"is_threatened": True}, 0 * HOUR, ("straks", "late"), ""),
        ({}, 1 * HOUR, ("i morgen", "neutral"), ""),
        ({}, 23 * HOUR, ("kl. 14.30", "soon"), ""),
        ({}, 25 * HOUR, ("overskredet", "late"), "svaret er 1 time for sent"),
        ({}, 100 * HOUR, ("overskredet", "late"), "svaret er 3 dage for sent"),
        ({"concerns": ["no_home"]}, 1 * HOUR, ("i dag", "soon"), ""),
        ({"answered_at": CAME}, 100 * HOUR, ("besvaret", "ok"), ""),
    ],
)
def test_the_chip_says_when_and_the_pill_how_late(known, later, chip, late):
    found = urgency(**known)
    shown = rules.chip(found, CAME + later)
    assert (shown.text, shown.kind) == chip
    assert rules.late_in_words(found, CAME + later) == late


FACTS = st.fixed_dictionaries({
    "tonight": st.sampled_from(["unknown", "has_place", "no_place"]),
    "concerns": st.lists(st.sampled_from(["no_home", "losing_home", "seen_outside", "discharge", "support", "other"])),
    "children": st.one_of(st.none(), st.integers(0, 30)),
    "is_threatened": st.booleans(),
    "danger": st.text(max_size=20),
    "animals": st.text(max_size=20),
    "eviction_on": st.one_of(st.none(), st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31))),
})  # fmt: skip


@given(known=FACTS)
def test_more_facts_never_make_it_less_urgent(known):
    before = urgency(**known)
    after = urgency(**{**known, "tonight": "no_place"})
    assert after.order <= before.order
    assert urgency(**{**known, "is_threatened": True}).order == 0


@given(known=FACTS)
def test_whatever_hastens_says_why(known):
    found = urgency(**known)
    assert found.level == "ordinary" or found.reasons


# --- a description ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sex", "year", "name"),
    [
        ("Ukendt mand, stationen, ca. 45", "man", 1981, ("", "")),
        ("ung kvinde omkring 20 ved havnen", "woman", 2006, ("", "")),
        ("mand og kvinde i telt", "unknown", None, ("", "")),
        ("Mona Mønster", "unknown", None, ("Mona", "Mønster")),
        ("hasan al-kajali", "unknown", None, ("Hasan", "Al-Kajali")),
        ("Jens-Ole Åkjær Prøve", "unknown", None, ("Jens-Ole Åkjær", "Prøve")),
        ("Ukendt", "unknown", None, ("", "")),
        ("en på 45 år ved åen", "unknown", 1981, ("", "")),
        ("ca. 10", "unknown", 2016, ("", "")),
        ("ca. 9", "unknown", None, ("", "")),
        ("99 år", "unknown", 1927, ("", "")),
        ("Ukendt Mand", "man", None, ("", "")),
        ("", "unknown", None, ("", "")),
        ("ca. 450", "unknown", None, ("", "")),
    ],
)
def test_a_description_is_read_only_as_far_as_it_is_said(text, sex, year, name):
    read = rules.read_description(text, TODAY)
    assert (read.sex, read.born_year, (read.given_names, read.surname)) == (sex, year, name)


def test_a_name_typed_in_haste_may_be_a_name_but_is_not_taken_to_be_one():
    assert rules.could_be_a_name("hasan kajali")
    assert not rules.reads_like_a_name("hasan kajali")
    assert not rules.could_be_a_name("ung mand ved stationen")


@given(st.text(max_size=200))
def test_any_description_can_be_read(text):
    rules.read_description(text, TODAY)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Hun hedder Testa, 010190-1234.", "Hun hedder Testa, 010190-••••."),
        ("0101901234", "010190-••••"),
        ("erstatningsnummer 610170 1234", "erstatningsnummer 610170-••••"),
        ("ring på 12345678", "ring på 12345678"),
        ("+4530112233 eller 9999991234", "+4530112233 eller 9999991234"),
    ],
)
def test_a_cpr_number_is_never_kept_in_free_text(typed, kept):
    assert rules.without_cpr(typed) == kept


# --- a home that may be lost, and a need that we know (RSL § 5 a) ----------------------------------------------------

IN_TEN_DAYS = TODAY + datetime.timedelta(days=10)
REASONS = {
    "course": "Truet bolig og et åbent forløb hos os tages op straks",
    "coordinator": "Truet bolig og en koordinator hos os tages op straks",
    "inquiry": "Truet bolig og en anden åben henvendelse tages op straks",
}


@pytest.mark.parametrize("need", REASONS)
@pytest.mark.parametrize("threat", [{"eviction_on": IN_TEN_DAYS}, {"concerns": ["losing_home"]}])
def test_a_known_need_takes_a_threatened_home_up_at_once_as_children_do(need, threat):
    assert urgency(**threat).level == "soon"
    found = urgency(**threat, known_needs=[need])
    assert found.level == "today"
    assert [(reason.text, reason.law) for reason in found.reasons if reason.law == "RSL § 5 a"] == [
        (REASONS[need], "RSL § 5 a")
    ]
    assert urgency(**threat, children=1).level == "today"


@pytest.mark.parametrize("known", [{}, {"concerns": ["support"]}, {"children": 2}])
def test_a_known_need_hastens_nothing_while_the_home_is_safe(known):
    before, after = urgency(**known), urgency(**known, known_needs=list(REASONS))
    assert (after.level, after.reasons) == (before.level, before.reasons)


def test_every_known_need_stands_among_the_reasons():
    assert set(REASONS.values()) <= set(words(urgency(eviction_on=IN_TEN_DAYS, known_needs=list(REASONS))))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("children", [1, 2])
def test_children_are_counted_in_every_language(language, children):
    with override(language):
        found = words(urgency(children=children))
    said = {("da", 1): "Et barn i", ("da", 2): "2 børn i", ("en", 1): "A child in", ("en", 2): "2 children in"}
    assert any(one.startswith(said[language, children]) for one in found)

"""Does a row add what we did not know, and keep all that we did?"""

import datetime
import uuid
from dataclasses import replace

import pytest

from hjemvej.ground.people.rules import Born
from hjemvej.ground.situations.rules import Certainty, Stay
from hjemvej.ground.spreadsheets.importing.rules import fates
from hjemvej.ground.spreadsheets.importing.rules.records import Fate, Line, fold
from hjemvej.ground.spreadsheets.rules.facts import Facts, Understood
from hjemvej.ground.spreadsheets.rules.names import Called

from .test_matching import DAY, NEXT_DAY, NO_BIRTH, TESTA, VIKING, line, outcome, planned, record


def stay(from_on: str, until_on: str = "", kind: str = "gade", house: int = 0) -> Stay:
    day = datetime.date.fromisoformat
    house_id = uuid.UUID(int=house) if house else None
    return Stay(kind, day(from_on), day(until_on) if until_on else None, "Prøve", Certainty.HEARD, house_id=house_id)


@pytest.mark.parametrize(
    ("known", "row", "fate"),
    [
        (stay("2026-05-01"), stay("2026-05-01", kind="hotel"), "doubt"),  # the first night told otherwise
        (stay("2026-05-01"), stay("2026-05-01"), "known"),
        (stay("2026-05-01", kind="ukendt"), stay("2026-05-01", kind="hotel"), "changed"),
        (stay("2026-05-01"), stay("2026-05-02", kind="hotel"), "changed"),
        (stay("2026-05-03"), stay("2026-05-01", "2026-05-03", kind="hotel"), "changed"),  # ends where ours begins
        (stay("2026-05-03"), stay("2026-05-01", "2026-05-04", kind="hotel"), "doubt"),
        (stay("2026-05-03"), stay("2026-05-01", kind="hotel"), "changed"),  # an open stay ends where ours begins
        (stay("2026-05-01"), stay("2026-05-03"), "known"),  # still there
        (stay("2026-05-01", "2026-05-09"), stay("2026-05-03", "2026-05-09"), "known"),  # covered by what we know
        (stay("2026-05-01", kind="herberg", house=1), stay("2026-05-03", kind="herberg", house=2), "changed"),
        (stay("2026-05-01", "2026-05-03"), stay("2026-05-01", "2026-05-04"), "changed"),
    ],
)
def test_a_stay_is_added_and_never_takes_a_night_we_know(known, row, fate):
    assert outcome(planned(line(cpr="a", stay=row), known=(record(cpr="a", stays=[known]),))) == [fate]
    answered = planned(line(cpr="a", stay=row, answer="same"), known=(record(cpr="a", stays=[known]),))
    assert outcome(answered) == ["changed" if fate == "doubt" else fate]


@pytest.mark.parametrize(
    ("until_on", "row", "fate"),
    [
        ("", stay("2026-05-03", kind="egen_bolig"), "doubt"),
        ("", stay("2026-05-03", kind="herberg"), "doubt"),  # in which house, the list does not say
        ("2026-05-09", stay("2026-05-03", kind="gade"), "doubt"),
        ("2026-05-03", stay("2026-05-03", kind="egen_bolig"), "changed"),  # the house has seen the guest off
        ("", stay("2026-05-03", kind="herberg", house=1), "known"),
    ],
)
def test_a_guest_whom_a_house_has_not_seen_off_is_asked_about(until_on, row, fate):
    guest = replace(stay("2026-05-01", until_on, kind="herberg", house=1), certainty=Certainty.SEEN)
    found = planned(line(cpr="a", stay=row), known=(record(cpr="a", stays=[guest]),))
    assert outcome(found) == [fate]
    if fate == "doubt":
        assert "Borgeren er gæst fra 01.05.2026 og står ikke som rejst" in str(found)


@pytest.mark.parametrize(
    ("known", "until_on"),
    [
        ([], None),
        ([stay("2026-06-01", "2026-06-02")], "2026-06-01"),
        ([stay("2026-07-01", "2026-07-02", kind="hotel"), stay("2026-06-01", "2026-06-02")], "2026-06-01"),
        ([stay("2026-06-01", "2026-06-02", kind="ukendt")], None),
        ([stay("2026-05-01", kind="ukendt")], None),  # of the very day: nothing later
        ([stay("2026-04-01", "2026-05-01", kind="hotel")], None),
    ],
)
def test_an_open_stay_ends_where_a_later_is_known(known, until_on):
    citizen = record(cpr="a", stays=known)
    planned(line(cpr="a", stay=stay("2026-05-01", kind="andet")), known=(citizen,))
    [added] = [one for one in citizen.stays if one.kind == "andet"]
    assert added.until_on == (datetime.date.fromisoformat(until_on) if until_on else None)
    planned_with_end = record(cpr="a", stays=[stay("2026-06-01", "2026-06-02")])
    planned(line(cpr="a", stay=stay("2026-05-01", "2026-05-09", kind="andet")), known=(planned_with_end,))
    assert datetime.date(2026, 5, 9) in {one.until_on for one in planned_with_end.stays}


@pytest.mark.parametrize(
    ("known", "row", "field", "kept"),
    [
        ({"born": NO_BIRTH}, {"born": Born(year=1970)}, "born", Born(year=1970)),
        ({"born": Born(year=1970)}, {"born": Born(on=DAY)}, "born", Born(on=DAY)),
        ({"born": Born(year=1970)}, {"born": Born(year=1971)}, "born", Born(year=1970)),
        ({"born": Born(on=DAY)}, {"born": Born(year=1971)}, "born", Born(on=DAY)),
        ({"born": Born(on=DAY)}, {"born": NO_BIRTH}, "born", Born(on=DAY)),
        ({"born": Born(on=DAY)}, {"born": Born(on=NEXT_DAY)}, "born", Born(on=DAY)),
        ({"sex": "unknown"}, {"sex": "man"}, "sex", "man"),
        ({"sex": "woman"}, {"sex": "man"}, "sex", "woman"),
        ({"sex": "woman"}, {"sex": "unknown"}, "sex", "woman"),
        ({"language": ""}, {"language": "polsk"}, "language", "polsk"),
        ({"language": "dansk"}, {"language": "polsk"}, "language", "dansk"),
        ({"language": ""}, {"language": ""}, "language", ""),
    ],
)
def test_an_empty_field_is_filled_and_a_filled_one_kept(known, row, field, kept):
    citizen = record(cpr="a", **known)
    plan = planned(line(cpr="a", **row), known=(citizen,))
    assert getattr(citizen, field) == kept
    is_changed = known[field] != kept
    assert outcome(plan) == ["changed" if is_changed else "known"]
    assert [one.fields for one in plan.people] == ([{field}] if is_changed else [])


@pytest.mark.parametrize(
    ("known", "row", "name", "aliases", "was_called"),
    [
        (TESTA, TESTA, "Testa Prøvesen", [], ""),
        (TESTA, Called("Tessa", "Prøvesen"), "Testa Prøvesen", ["Tessa Prøvesen"], ""),
        (TESTA, Called("Testa", "Prøvesen", "Tes"), "Testa Prøvesen", ["Tes"], ""),
        (VIKING, TESTA, "Testa Prøvesen", [], "Viking"),
        (Called("", "Testas"), TESTA, "Testas", ["Testa Prøvesen"], ""),
        (Called("Testa"), TESTA, "Testa", ["Testa Prøvesen"], ""),
        (TESTA, VIKING, "Testa Prøvesen", ["Viking"], ""),
        (VIKING, Called(description="Ulv"), "Viking", ["Ulv"], ""),
    ],
)
def test_a_name_we_know_is_kept_and_another_is_an_alias(known, row, name, aliases, was_called):
    citizen = record(called=known, cpr="a")
    citizen.names = {fold(known.full)} - {""}
    if known == VIKING:
        citizen.names = set()
    changed = planned(line(called=row, cpr="a"), known=(citizen,)).people
    assert citizen.name == name
    assert [(one.aliases, one.was_called, one.learned_name) for one in changed] == (
        [(aliases, was_called, bool(was_called))] if aliases or was_called else []
    )


def test_a_new_citizen_is_called_what_the_first_row_says_and_also_what_the_next_says():
    plan = planned(line(2, cpr="a"), line(3, Called("Tessa", "Prøvesen"), cpr="a"))
    assert outcome(plan) == ["new", "changed"]
    [citizen] = plan.people
    assert (citizen.record.name, citizen.aliases, citizen.record.names) == (
        "Testa Prøvesen", ["Tessa Prøvesen"], {"testa proevesen", "tessa proevesen"},
    )  # fmt: skip


@pytest.mark.parametrize(("number_known", "news"), [("", ("Tilføjer: CPR-nummer",)), ("a", ())])
def test_a_number_is_added_where_none_is_known(number_known, news):
    citizen = record(cpr=number_known, born=Born(on=DAY))
    row = planned(line(cpr="a", born=Born(on=DAY)), known=(citizen,)).rows[0]
    assert (row.reasons, citizen.cpr) == (news, "a")


def test_all_ways_and_values_that_are_new_are_told_together():
    citizen = record(cpr="a", ways={("phone", "1")})
    ways = (("phone", "1"), ("email", "testa@example.org"))
    row = planned(line(cpr="a", ways=ways, animals="hund", citizenship="polsk"), known=(citizen,)).rows[0]
    assert row.reasons == ("Tilføjer: statsborgerskab, dyr, testa@example.org",)
    assert row.fate is Fate.CHANGED


def test_a_row_without_a_stay_says_nothing_against_the_stays_we_know():
    citizen = record(cpr="a", stays=[stay("2026-05-01")])
    assert outcome(planned(line(cpr="a"), known=(citizen,))) == ["known"]


def test_a_stay_that_is_answered_for_stays_open_from_the_very_day_we_knew_another():
    citizen = record(cpr="a", stays=[stay("2026-05-01")])
    planned(line(cpr="a", stay=stay("2026-05-01", kind="hotel"), answer="same"), known=(citizen,))
    assert [(one.kind, one.until_on) for one in citizen.stays] == [("hotel", None)]


def test_a_row_about_nobody_is_skipped_with_its_reason():
    [row] = planned(Line(2, ("", ""), Understood(Facts(), skipped="Tom række"), "m")).rows
    assert (row.fate, row.reasons) == (Fate.SKIPPED, ("Tom række",))


def test_a_row_with_a_fault_tells_its_doubts_too_and_a_row_with_doubts_waits():
    wrong = Line(2, ("Testa",), Understood(Facts(TESTA), wrong=["Fra dag: nej"], doubts=["Køn: hvad?"]), "a")
    doubtful = Line(3, ("Testa",), Understood(Facts(TESTA), doubts=["Køn: hvad?"]), "b")
    assert [(row.fate, row.reasons) for row in planned(wrong, doubtful).rows] == [
        (Fate.WRONG, ("Fra dag: nej", "Køn: hvad?")),
        (Fate.DOUBT, ("Køn: hvad?",)),
    ]


def test_the_titles_over_the_header_are_told_from_empty_rows():
    assert [row.reasons for row in fates.above([("Vores liste", ""), ("", "")])] == [
        ("Titel eller note",),
        ("Tom række",),
    ]


def test_a_row_without_a_name_is_shown_by_its_cells_and_no_number():
    understood = Understood(Facts(), wrong=["Navn: i stykker"], who="Testa 010170-0000")
    plan = planned(Line(2, ("Testa 010170-0000",), understood, "m"))
    assert "0000" not in plan.rows[0].name
    assert plan.rows[0].name.startswith("Testa")

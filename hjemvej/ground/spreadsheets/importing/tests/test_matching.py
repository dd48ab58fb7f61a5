"""Is each row taken for the right person, on both sides of every limit?"""

import datetime
import uuid
from typing import Any

import pytest

from hjemvej.ground.people.rules import Born
from hjemvej.ground.situations.rules import Kind, Stay
from hjemvej.ground.spreadsheets.importing.rules import fates, records
from hjemvej.ground.spreadsheets.importing.rules.choices import in_the_sheet
from hjemvej.ground.spreadsheets.importing.rules.records import Known, Line, Plan, Record, fold
from hjemvej.ground.spreadsheets.rules.facts import Facts, Understood
from hjemvej.ground.spreadsheets.rules.names import Called

ON = datetime.date(2026, 11, 20)
DAY, NEXT_DAY = datetime.date(1970, 1, 1), datetime.date(1970, 1, 2)
TESTA = Called("Testa", "Prøvesen")
VIKING = Called(description="Viking")
NO_BIRTH = Born()


def line(
    number: int = 2, called: Called = TESTA, *, cpr: str = "", mark: str = "", who: str = "", **facts: Any
) -> Line:
    understood = Understood(Facts(called=called, cpr=cpr, **facts))
    return Line(number, (called.full,), understood, mark or f"row {number}", who or f"who {number}", cpr)


def record(number: int = 7, called: Called = TESTA, **told: Any) -> Record:
    name = called.full or called.description
    told.setdefault("names", {fold(name)} - {""})
    return Record(uuid.UUID(int=number), called.given_names, called.surname, called.description, **told)


def planned(
    *lines: Line,
    known: tuple[Record, ...] = (),
    imported: dict[str, uuid.UUID] | None = None,
    undated: tuple[str, ...] = (),
) -> Plan:
    return fates.plan(list(lines), Known(known, imported or {}, undated), ON)


def outcome(plan: Plan) -> list[str]:
    return [row.fate.value for row in plan.rows]


@pytest.mark.parametrize(
    ("known", "row", "fate"),
    [
        (Born(on=DAY), Born(on=DAY), "known"),
        (Born(on=DAY), Born(on=NEXT_DAY), "new"),
        (Born(on=DAY), Born(year=1970), "doubt"),
        (Born(on=DAY), Born(year=1971), "doubt"),
        (Born(on=DAY), Born(year=1972), "new"),
        (Born(on=DAY), NO_BIRTH, "doubt"),
        (NO_BIRTH, Born(on=DAY), "doubt"),
        (Born(year=1970), Born(on=DAY), "doubt"),
        (Born(year=1971), Born(on=DAY), "doubt"),
        (Born(year=1972), Born(on=DAY), "new"),
        (Born(year=1975, is_guess=True), Born(on=DAY), "doubt"),
        (Born(year=1976, is_guess=True), Born(on=DAY), "new"),
        (Born(year=1970), Born(year=1975, is_guess=True), "doubt"),
        (Born(year=1970), Born(year=1976, is_guess=True), "new"),
        (Born(year=1970), NO_BIRTH, "doubt"),
        (NO_BIRTH, Born(year=1970), "doubt"),
        (NO_BIRTH, NO_BIRTH, "doubt"),
    ],
)
def test_a_namesake_is_the_person_by_the_day_and_a_doubt_while_nothing_speaks_against_it(known, row, fate):
    assert outcome(planned(line(born=row), known=(record(born=known),))) == [fate]


@pytest.mark.parametrize(
    ("called", "known", "row", "fate"),
    [
        (Called("Testa", "Prøvsen"), Born(on=DAY), Born(on=DAY), "doubt"),  # born the same day, nearly the name
        (Called("Bo", "Fiktiv"), Born(on=DAY), Born(on=DAY), "new"),
        (Called("Testa", "Prøvsen"), NO_BIRTH, NO_BIRTH, "doubt"),  # a typing error away
        (Called("Testa", "Prøvsen"), Born(year=1970), Born(year=1972), "new"),
        (Called("Testa", "Prøvsen"), Born(year=1970), Born(year=1971), "doubt"),
        (Called("Prøvesen", "Testa"), NO_BIRTH, NO_BIRTH, "doubt"),  # the words in another order
        (Called("Testa", "Fiktiv"), NO_BIRTH, NO_BIRTH, "new"),
    ],
)
def test_a_misspelt_name_is_a_doubt_while_the_birth_allows_it(called, known, row, fate):
    assert outcome(planned(line(called=called, born=row), known=(record(born=known),))) == [fate]


@pytest.mark.parametrize(("undated", "fate"), [((), "new"), (("Testa Prøvesem",), "doubt")])
def test_somebody_whose_day_we_know_is_found_misspelt_where_the_row_tells_no_day(undated, fate):
    """With a day in the row the day finds them; typing errors are kept for names that the file dates nowhere."""
    folded = tuple(fold(name) for name in undated)
    plan = planned(line(called=Called("Testa", "Prøvesem")), known=(record(born=Born(on=DAY)),), undated=folded)
    assert outcome(plan) == [fate]


@pytest.mark.parametrize(
    ("known_number", "row_number", "fate"),
    [("a", "a", "known"), ("b", "a", "new"), ("", "a", "doubt"), ("b", "", "doubt"), ("", "", "doubt")],
)
@pytest.mark.parametrize("called", [TESTA, Called("Testa", "Prøvsen")], ids=["namesake", "misspelt"])
def test_another_number_is_another_person_and_a_missing_number_is_a_doubt(known_number, row_number, fate, called):
    known = record(cpr=known_number)
    row = line(called=called, cpr=row_number)
    if known_number == row_number == "a" and called != TESTA:
        fate = "changed"  # the other spelling is kept
    assert outcome(planned(row, known=(known,))) == [fate]


@pytest.mark.parametrize(("known_number", "fate"), [("", "doubt"), ("b", "new")])
def test_born_the_same_day_with_nearly_the_name_another_number_still_tells(known_number, fate):
    known = record(cpr=known_number, born=Born(on=DAY))
    row = line(called=Called("Testa", "Prøvsen"), cpr="a", born=Born(on=DAY))
    assert outcome(planned(row, known=(known,))) == [fate]


def test_the_one_born_the_same_day_is_offered_before_the_one_spelled_alike():
    born_alike = record(7, Called("Tessa", "Prøvesen"), born=Born(on=DAY))
    spelled_alike = record(8, Called("Testa", "Prøvsen"))
    plan = planned(line(born=Born(on=DAY)), known=(born_alike, spelled_alike))
    assert outcome(plan) == ["doubt"]
    assert "Tessa Prøvesen" in plan.rows[0].reasons[0]
    assert "Testa Prøvsen" not in plan.rows[0].reasons[0]


@pytest.mark.parametrize(
    ("other", "is_alike"), [("Mesto", True), ("Lasto", False)]
)  # four letters of five are alike in "Mesta" and "Mesto"
def test_a_name_is_nearly_the_same_from_four_fifths(other, is_alike):
    plan = planned(
        line(called=Called(other), born=Born(on=DAY)), known=(record(called=Called("Mesta"), born=Born(on=DAY)),)
    )
    assert outcome(plan) == ["doubt" if is_alike else "new"]


@pytest.mark.parametrize(
    ("called", "names", "fate"),
    [
        (TESTA, {"testa proevesen"}, "known"),
        (Called("Testa", "Fiktiv"), {"testa proevesen"}, "changed"),  # the first name is enough
        (Called("Tessa", "Fiktiv"), {"testa proevesen"}, "changed"),
        (Called("Mona", "Fiktiv"), {"testa proevesen"}, "doubt"),
        (Called("Mona", "Fiktiv"), {"testa proevesen", "mona fiktiv"}, "known"),
        (Called("Mona", "Fiktiv"), set(), "changed"),  # nobody knows what the number's owner is called
        (VIKING, {"testa proevesen"}, "changed"),  # a description contradicts no name
    ],
)
def test_a_number_with_quite_another_name_is_a_doubt(called, names, fate):
    assert outcome(planned(line(called=called, cpr="a"), known=(record(cpr="a", names=names),))) == [fate]


def test_a_nameless_person_is_found_again_by_the_description():
    known = record(called=VIKING)
    assert outcome(planned(line(called=VIKING), known=(known,))) == ["known"]
    assert outcome(planned(line(called=VIKING, answer="new"), known=(known,))) == ["new"]
    born = Born(year=1970)
    assert outcome(planned(line(called=VIKING, born=born), known=(record(called=VIKING, born=born),))) == ["known"]
    assert outcome(planned(line(called=VIKING, born=Born(year=1971)), known=(record(called=VIKING, born=born),))) == [
        "doubt"
    ]
    dated = record(8, VIKING, born=Born(on=DAY))
    assert outcome(planned(line(called=VIKING, born=Born(on=DAY)), known=(known, dated))) == ["known"]


@pytest.mark.parametrize(
    ("told", "row", "fate"),
    [
        ({}, {}, "known"),
        ({"cpr": "b"}, {"cpr": "a"}, "new"),  # the number has been corrected since
        ({"cpr": ""}, {"cpr": "a"}, "changed"),
        ({"cpr": "b"}, {}, "known"),
        ({}, {"answer": "new"}, "new"),
    ],
)
def test_whom_an_imported_row_was_about_is_remembered_until_a_number_or_an_answer_tells_otherwise(told, row, fate):
    known = record(**told)
    row_again = line(who="imported", **row)
    assert outcome(planned(row_again, known=(known,), imported={"imported": known.id})) == [fate]
    assert outcome(planned(row_again, imported={"imported": known.id})) == ["new"]  # gone from our records since


def test_the_candidates_of_a_doubt_are_told_with_their_birth_but_for_a_protected_citizens():
    one = planned(line(), known=(record(born=Born(on=DAY)),)).rows[0].reasons[0]
    assert "Er det Testa Prøvesen (født 1.1.1970" in one
    assert "Skriv ”samme”" in in_the_sheet(planned(line(), known=(record(born=Born(on=DAY)),)).rows[0])
    protected = planned(line(), known=(record(born=Born(on=DAY), is_protected=True),)).rows[0].reasons[0]
    assert "Er det en beskyttet borger?" in protected
    without = planned(line(), known=(record(),)).rows[0].reasons[0]
    assert "Er det Testa Prøvesen?" in without
    two = planned(line(), known=(record(7), record(8))).rows[0].reasons[0]
    assert two.count("Testa Prøvesen") == 2


def test_an_answer_settles_a_doubt_of_one_and_not_of_two():
    same, new = line(answer="same"), line(answer="new")
    assert outcome(planned(same, known=(record(),))) == ["known"]
    assert outcome(planned(same, known=(record(7), record(8)))) == ["doubt"]
    assert outcome(planned(line(), known=(record(),))) == ["doubt"]
    assert outcome(planned(new, known=(record(),))) == ["new"]
    assert outcome(planned(new, known=(record(7), record(8)))) == ["new"]
    assert outcome(planned(same)) == ["new"]


@pytest.mark.parametrize(
    ("first", "second", "outcomes"),
    [
        ({}, {}, ["new", "doubt"]),
        ({"born": Born(on=DAY)}, {"born": Born(on=DAY)}, ["new", "known"]),
        ({"born": Born(on=DAY), "answer": "new"}, {"born": Born(on=DAY)}, ["new", "doubt"]),
        ({"born": Born(on=DAY)}, {"born": Born(on=NEXT_DAY)}, ["new", "new"]),
        ({"born": Born(on=DAY)}, {}, ["new", "doubt"]),
        ({}, {"born": Born(on=DAY)}, ["doubt", "new"]),
        ({"born": Born(year=1970)}, {"born": Born(year=1970)}, ["new", "doubt"]),
        ({"born": Born(on=DAY)}, {"born": Born(year=1971)}, ["new", "doubt"]),
        ({"born": Born(on=DAY)}, {"born": Born(year=1972)}, ["new", "new"]),
        ({"cpr": "a"}, {"cpr": "b"}, ["new", "new"]),
        ({"cpr": "a", "born": Born(on=DAY)}, {"cpr": "b", "born": Born(on=DAY)}, ["new", "doubt"]),  # figures swapped?
        ({"cpr": "a", "born": Born(on=DAY)}, {"cpr": "b", "born": Born(on=NEXT_DAY)}, ["new", "new"]),
        ({"cpr": "a", "born": Born(on=DAY)}, {"born": Born(on=DAY)}, ["new", "known"]),
    ],
)
def test_two_rows_of_one_name_in_the_file_are_told_apart_as_they_are_from_people_we_know(first, second, outcomes):
    assert outcome(planned(line(2, **first), line(3, **second))) == outcomes


def test_a_description_twice_in_the_file_is_a_doubt_until_it_is_answered():
    assert outcome(planned(line(2, VIKING), line(3, VIKING))) == ["new", "doubt"]
    assert outcome(planned(line(2, VIKING), line(3, VIKING, answer="same"))) == ["new", "known"]


@pytest.mark.parametrize("called", [TESTA, VIKING])
def test_a_row_answered_new_is_another_person_than_the_rows_beside_it(called):
    """Else the row above would be taken for the answered one, and two people become one."""
    assert outcome(planned(line(2, called), line(3, called, answer="new"))) == ["new", "new"]
    assert outcome(planned(line(2, called, answer="new"), line(3, called))) == ["new", "doubt"]


@pytest.mark.parametrize(
    ("is_imported", "row", "fate", "reason"),
    [
        (True, {}, "known", "Indlæst før"),
        (True, {"called": VIKING}, "known", "Indlæst før"),
        (False, {"called": TESTA}, "known", "Står også i række 2."),
        (False, {"called": VIKING}, "doubt", "Er det Viking (række 2)?"),
    ],
)
def test_a_row_alike_is_known_and_says_from_where(is_imported, row, fate, reason):
    if is_imported:
        plan = planned(line(2, mark="m", **row), known=(record(),), imported={"m": uuid.UUID(int=7)})
    else:
        plan = planned(line(2, mark="m", **row), line(3, mark="m", **row))
    last = plan.rows[-1]
    assert (last.fate.value, reason in last.reasons[0]) == (fate, True)


@pytest.mark.parametrize(
    ("called", "answer", "fate"), [(VIKING, "", "doubt"), (VIKING, "same", "known"), (TESTA, "", "known")]
)
def test_two_nameless_rows_alike_may_be_two_though_both_came_in_before(called, answer, fate):
    known = record(called=called)
    rows = [line(number, called, mark="m", answer=answer) for number in (2, 3)]
    assert outcome(planned(*rows, known=(known,), imported={"m": known.id})) == ["known", fate]


def test_a_known_person_is_named_when_the_row_has_another_name():
    same = planned(line(cpr="a"), known=(record(cpr="a"),)).rows[0]
    assert same.reasons == ()
    other = planned(line(called=Called("Tessa", "Prøvesen"), cpr="a"), known=(record(cpr="a"),)).rows[0]
    assert other.reasons[0] == "Vi kender borgeren som Testa Prøvesen."
    second = planned(line(2, cpr="a"), line(3, Called("Tessa", "Prøvesen"), cpr="a"), known=(record(cpr="a"),)).rows[1]
    assert second.reasons[0] == "Samme borger som række 2."


# --- how much is compared -----------------------------------------------------------------------------------------

MANY = 3004


def work_of(*lines: Line, known: tuple[Record, ...] = ()) -> int:
    undated = {fold(one.understood.facts.name) for one in lines if one.understood.facts.born.on is None}
    read = Known(known, {}, undated)
    fates.plan(list(lines), read, ON)
    return read.work.done


def one_night(number: int) -> Stay:
    night = DAY + datetime.timedelta(days=3 * number)
    return Stay(Kind.STREET, night, night + datetime.timedelta(days=1), "liste", "certain")


def test_rows_of_one_name_with_different_numbers_are_not_compared_pair_by_pair():
    once = work_of(*(line(number, cpr=f"{number}") for number in range(100)))
    assert work_of(*(line(number, cpr=f"{number}") for number in range(100, 100 + MANY))) <= once * MANY / 100 + once


def test_rows_of_one_name_with_and_without_numbers_name_some_of_the_others():
    rows = [line(number, cpr=f"{number}") for number in range(2, 52)] + [line(52)]
    reason = fates.plan(rows, Known((), {}, ["testa prøvesen"]), ON).rows[-1].reasons[0]
    assert reason.count("række") == 3


@pytest.mark.parametrize(
    "rows",
    [
        [line(number, Called(f"Prøve {number}", f"Testesen {number * 7}"), born=Born(on=DAY)) for number in range(60)],
        [line(number, born=Born(on=DAY + datetime.timedelta(days=number))) for number in range(60)] + [line(99)] * 60,
        [line(number, cpr="1", mark=f"{number}", stay=one_night(number)) for number in range(80)],
        [line(number, cpr=f"{number}") for number in range(60)] + [line(99 + number) for number in range(60)],
    ],
    ids=["one birthday", "one name, other births", "one person", "one name, with and without numbers"],
)  # fmt: skip
def test_more_that_is_alike_than_the_site_can_compare_is_refused_in_words(monkeypatch, rows):
    assert work_of(*rows) > len(rows)
    monkeypatch.setattr(records, "MOST_WORK", work_of(*rows))
    assert work_of(*rows)
    monkeypatch.setattr(records, "MOST_WORK", work_of(*rows) - 1)
    with pytest.raises(records.TooMuchAlike, match="Del filen"):
        work_of(*rows)


@pytest.mark.parametrize(
    ("known", "row", "fate"),
    [
        (("Юлия", "Смирнова"), ("Julia", "Smirnova"), "doubt"),
        (("Mohammed", "Ahmed"), ("محمد", "أحمد"), "doubt"),
        (("李小明", ""), ("Xiaoming", "Li"), "doubt"),
        (("Γιώργος", "Παπαδόπουλος"), ("Giorgos", "Papadopoulos"), "doubt"),
        (("Hassan", "Prøvesen"), ("Hussein", "Opdigtet"), "new"),
        (("Юлия", "Смирнова"), ("Sergej", "Smirnov"), "new"),
    ],
)
def test_a_name_in_another_script_is_asked_about_as_at_any_other_door(known, row, fate):
    met = record(called=Called(*known))
    bystander = record(8, Called("Cilla", "Bystander"))
    undated = (" ".join(row),)
    assert outcome(planned(line(called=Called(*row)), known=(met, bystander), undated=undated)) == [fate]

"""Does a real-life list come in as it should, once, with every row accounted for?"""

import datetime
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import ContactWay, Person, PersonName
from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.spreadsheets.importing import queries
from hjemvej.ground.spreadsheets.importing.actions import importing, planning
from hjemvej.ground.spreadsheets.importing.rules.records import Fate, Plan, Planned
from hjemvej.ground.spreadsheets.models import ImportedRow
from hjemvej.ground.spreadsheets.reading.rules import files
from hjemvej.ground.spreadsheets.rules import columns
from hjemvej.platform.access.models import NeedToKnow, Organisation
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.audit.models import Event
from hjemvej.platform.identity.models import User

ON = datetime.date(2026, 11, 20)
LIST = """Hjemløse i Prøve Kommune;;;;;;;
Opgjort 1. november;;;;;;;
;;;;;;;
Navn;CPR-nr.;Født;Køn;Tlf.;Sover;Sted;Fra dato
Testa Prøvesen;610170-0000;;K;00 00 00 01;herberg;Forsorgshjemmet Fiktiv;1/9-2026
Prøvesen, Testa;6101700000;1. januar 1970;kvinde;;;;
Mohammed "Momo" Eksempel;;03.04.1985;M;;gade;;15. oktober 2026
Sørine Opdigtet;;ca. 1970;K;;hos en veninde;;
Ukendt mand, stationen;ukendt;ca 45 år;M;;gade;;
Prøve og Testa Hansen;;;;;;;
Zara Fiktiv;310299-0000;;;;;;
;;;;;;;
* tal fra forsorgshjemmene, uden gengangere;;;;;;;
"""


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer]) -> Viewer:
    return viewer_for(coordinator)


@pytest.fixture
def house(other_shelter: Organisation) -> House:
    return House.objects.create(
        name="Forsorgshjemmet Fiktiv",
        kind="shelter",
        organisation=other_shelter,
        municipality_code="265",
        municipality_name="Roskilde",
    )


Run = Callable[..., Plan]


@pytest.fixture
def run(by: Viewer, now: datetime.datetime) -> Run:
    def imported(content: str | bytes, *, dry: bool = False, listed_on: datetime.date = ON) -> Plan:
        raw = content.encode() if isinstance(content, str) else content
        sheet = files.read(raw)[0]
        header = columns.find_header(sheet)
        fields = columns.guess(header, sheet.rows[header.row + 1 :])
        source = {"sheet": sheet, "header": header, "fields": fields, "listed_on": listed_on, "by": by, "at": now}
        with looking_as(by):
            plan: Plan = planning.make_plan(**source) if dry else importing.import_rows(**source)  # type: ignore[arg-type]
        return plan

    return imported


def body(plan: Plan) -> list[Planned]:
    return [row for row in plan.rows if row.reasons != ("Titel eller note",)]


def fates(plan: Plan) -> list[str]:
    return [row.fate.value for row in body(plan)]


def test_the_command_knows_of_whom_its_organisation_needs_to_know_now(by, now, our_team, other_team, coordinator):
    """As every other door says it: a need that ends later is one, a need that is over or of another is none."""
    hour = datetime.timedelta(hours=1)
    spans: dict[str, dict[str, Any]] = {
        "Open": {"organisation": our_team, "from_at": now - hour},
        "Ends later": {"organisation": our_team, "from_at": now - hour, "until_at": now + hour},
        "Over": {"organisation": our_team, "from_at": now - hour, "until_at": now},
        "Not begun": {"organisation": our_team, "from_at": now + hour},
        "Another's": {"organisation": other_team, "from_at": now - hour},
        "One user's": {"organisation": our_team, "from_at": now - hour, "user": coordinator},
    }
    for surname, span in spans.items():
        person = Person.objects.create(given_names="Testa", surname=surname, created_at=now)
        NeedToKnow.objects.create(person_id=person.pk, basis="case", **span)
    command = Viewer(None, "import_people", our_team.pk, our_team.name, our_team.kind, None, scope="system")
    with looking_as(command):
        found = queries.known([], viewer=command, at=now)
    surnames = dict(Person.objects.values_list("pk", "surname"))
    assert sorted(surnames[person_id] for person_id in found.by_id) == ["Ends later", "Open"]


def test_a_real_list_comes_in(run, house):
    plan = run(LIST)
    assert fates(plan) == ["skipped", "new", "known", "new", "new", "new", "doubt", "new", "skipped", "skipped"]
    testa = Person.objects.get(given_names="Testa")
    assert (testa.surname, testa.sex, testa.born_on) == ("Prøvesen", "woman", datetime.date(1970, 1, 1))
    assert testa.cpr_lookup
    stay = Situation.objects.get(person=testa)
    assert (stay.kind, stay.house, stay.from_on, stay.until_on) == ("herberg", house, datetime.date(2026, 9, 1), None)
    assert ContactWay.objects.get().value == "00 00 00 01"
    assert PersonName.objects.get().name == "Momo"
    nameless = Person.objects.get(given_names="")
    assert (nameless.description, nameless.born_year, nameless.born_year_is_guess) == (
        "Ukendt mand, stationen",
        1981,
        True,
    )
    assert NeedToKnow.objects.count() == 5
    assert Event.objects.filter(name="people.person_created").count() == 5
    assert Event.objects.get(name="spreadsheets.rows_imported").details["new"] == 5


def test_a_dry_run_changes_nothing(run, house):
    assert run(LIST, dry=True).counts[Fate.NEW] == 5
    assert not Person.objects.exists()
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        ("Navn;Sover\nTesta Prøve;gade\nMona Fiktiv;gade\n", [2, 3]),
        ("Vores liste;\n;\nNavn;Sover\nTesta Prøve;gade\nMona Fiktiv;gade\n", [1, 2, 4, 5]),
        ("Testa Prøve;41\nMona Fiktiv;52\n", [1, 2]),
    ],
    ids=["header first", "titles over the header", "no header"],
)
def test_a_dry_run_counts_every_row_but_the_header(run, house, content, numbers):
    plan = run(content, dry=True)
    assert [row.number for row in plan.rows] == numbers
    assert sum(plan.counts.values()) == len(numbers)


def test_the_same_file_again_changes_nothing(run, house):
    run(LIST)
    before = list(Person.objects.values().order_by("id")), list(Situation.objects.values().order_by("id"))
    again = run(LIST)
    assert fates(again) == ["skipped"] + ["known"] * 5 + ["doubt", "known", "skipped", "skipped"]
    assert run(LIST, listed_on=ON + datetime.timedelta(days=1)).counts[Fate.NEW] == 0
    assert before == (list(Person.objects.values().order_by("id")), list(Situation.objects.values().order_by("id")))


def test_the_reasons_are_told_in_words(run, house):
    plan = run(LIST, dry=True)
    reasons = {row.number: " ".join(row.reasons) for row in plan.rows}
    assert "to mennesker i samme felt" in reasons[10]
    assert "CPR-nummer:" in " ".join(plan.rows[9].unread)
    assert "310299" not in " ".join(plan.rows[9].unread)
    assert reasons[13] == "Ligner en fodnote"


def test_doubtful_rows_are_mended_and_sent_again(run, by, now):
    with looking_as(by):
        known = people.create_person(
            by=by, at=now, given_names="Sørine", surname="Opdigtet", born_on=datetime.date(1970, 2, 2)
        )
    listed = "Navn;Født;Sover\nSørine Opdigtet;ca. 1970;gade\nMand =Fiktiv;;telt\nTesta Prøve;;på månen\n"
    plan = run(listed)
    assert fates(plan) == ["doubt", "new", "new"]
    assert "Sørine Opdigtet (født 2.2.1970, 56 år)" in body(plan)[0].reasons[0]
    header = columns.find_header(files.read(listed.encode())[0])
    book = openpyxl.load_workbook(io.BytesIO(planning.leftover_file(header=header, plan=plan)))
    sheet = book.active
    assert [cell.value for cell in sheet[1]] == ["Navn", "Født", "Sover", "Hjemvej: hvorfor", "Hjemvej: svar"]
    sheet["E2"], sheet["C3"] = "samme", "gade"
    mended = io.BytesIO()
    book.save(mended)
    assert fates(run(mended.getvalue())) == ["changed", "changed"]
    assert Situation.objects.get(person=known).kind == "gade"


def test_nothing_we_know_is_overwritten(run, by, now):
    with looking_as(by):
        known = people.create_person(
            by=by, at=now, given_names="Testa", surname="Prøvesen", cpr="610170-0000", language="polsk"
        )
    plan = run("Navn;CPR;Sprog;Dyr\nTessa Prøvesen;610170-0000;dansk;hunden Fiktiv\n")
    assert body(plan)[0].reasons[0] == "Vi kender borgeren som Testa Prøvesen."
    known.refresh_from_db()
    assert fates(plan) == ["changed"]
    assert (known.given_names, known.language, known.animals) == ("Testa", "polsk", "hunden Fiktiv")
    assert PersonName.objects.get().name == "Tessa Prøvesen"


def test_stays_of_one_person_follow_each_other_whatever_their_order(run):
    run(
        "Navn;Født;Sover;Fra;Til\nTesta Prøvesen;1/1-1970;egen lejlighed;1/10-2026;\n"
        "Testa Prøvesen;1/1-1970;gade;1/5-2026;\nTesta Prøvesen;1/1-1970;herberg;1/7-2026;1/8-2026\n"
    )
    told = [(row.kind, row.from_on.month) for row in Situation.objects.order_by("from_on")]
    assert told == [("gade", 5), ("herberg", 7), ("gade", 8), ("egen_bolig", 10)]


def test_a_protected_person_is_not_named_in_a_doubt(run, by, now):
    with looking_as(by):
        people.create_person(
            by=by, at=now, given_names="Hemmelia", surname="Fiktiv", protection="address", born_year=1980
        )
    plan = run("Navn\nHemmelia Fiktiv\nAnden Prøve\n", dry=True)
    assert body(plan)[0].fate is Fate.DOUBT
    assert "en beskyttet borger" in body(plan)[0].reasons[0]


def test_the_header_once_more_in_the_middle_is_no_person(run):
    plan = run("Navn;Født\nTesta Prøve;1/1-1970\nNavn;Født\nI alt;1\n")
    assert [row.reasons for row in body(plan)[1:]] == [("Overskriften en gang til",), ("Ligner en sum",)]


def test_two_of_a_name_in_the_file_are_a_doubt_for_the_third(run):
    plan = run("Navn;Født\nTesta Prøve;1/1-1970\nTesta Prøve;1/1-1980\nTesta Prøve;\n")
    assert fates(plan) == ["new", "new", "doubt"]


def test_the_same_person_misspelt_in_the_file_is_a_doubt_until_a_human_answers(run):
    listed = "Navn;Født;Hjemvej: svar\nTesta Prøvesen;1/1-1970;\nTesta Prøvsen;;{0}\nPrøvesen Testa;1970;{0}\n"
    plan = run(listed.format(""))
    assert fates(plan) == ["new", "doubt", "doubt"]
    assert "Er det Testa Prøvesen" in body(plan)[1].reasons[0]
    assert fates(run(listed.format(""))) == ["known", "doubt", "doubt"]
    assert fates(run(listed.format("samme"))) == ["known", "changed", "changed"]
    assert Person.objects.count() == 1
    assert fates(run("Navn;Født\nTesta Prøvsen;2/2-1980\n")) == ["new"]


def test_one_number_with_two_names_is_a_doubt(run):
    """A number pasted into the wrong row would else make one person of two."""
    listed = (
        "Navn;CPR;Hjemvej: svar\nTesta Prøvesen;610170-0000;\nBo Fiktiv;610170-0000;{}\nTesta Fiktiv;610170-0000;\n"
    )
    plan = run(listed.format(""))
    assert fates(plan) == ["new", "doubt", "changed"]
    assert "hører til Testa Prøvesen" in body(plan)[1].reasons[0]
    assert fates(run(listed.format("ny")))[1] == "doubt"
    assert fates(run(listed.format("samme")))[1] == "changed"


def test_two_nameless_people_described_alike_are_not_made_one(run):
    listed = "Navn;Sover;Hjemvej: svar\nUkendt mand;gade;\nUkendt mand;gade;{}\n"
    assert fates(run(listed.format(""))) == ["new", "doubt"]
    assert fates(run(listed.format("") + "Ukendt mand;hotel;\n")) == ["known", "doubt", "doubt"]
    mended = listed.format("ny")
    assert fates(run(mended)) == ["known", "new"]
    assert fates(run(mended)) == ["known", "known"]
    assert Person.objects.count() == 2
    both = "Navn;Sover;Hjemvej: svar\nUkendt kvinde;gade;ny\nUkendt kvinde;gade;ny\n"
    assert (fates(run(both)), fates(run(both))) == (["new", "new"], ["known", "known"])


def test_a_row_never_overwrites_where_somebody_slept(run):
    listed = (
        "Navn;Født;Sover;Fra;Til\nTesta Prøve;1970-01-01;herberg;1/7-2026;1/8-2026\n"
        "Testa Prøve;1970-01-01;gade;1/7-2026;\n"
    )
    assert fates(run(listed)) == ["new", "doubt"]
    assert fates(run(listed)) == ["known", "doubt"]
    around = run("Navn;Født;Sover;Fra;Til\nTesta Prøve;1970-01-01;hotel;1/5-2026;1/9-2026\n")
    assert "natten 01.07.2026: Forsorgshjem" in body(around)[0].reasons[0]


def test_what_a_colleague_writes_meanwhile_is_never_lost(run, by, now, monkeypatch):
    with looking_as(by):
        known = people.create_person(by=by, at=now, given_names="Testa", born_on=datetime.date(1970, 1, 1))

    def meanwhile(*_told: object) -> None:
        told: dict[str, Any] = {"kind": "hotel", "from_on": ON, "source": "Prøve", "certainty": "seen"}
        record_situation(person_id=known.pk, by=by, at=now, **told)

    monkeypatch.setattr(importing, "_save_people", meanwhile)
    with pytest.raises(importing.ImportMeanwhileChanged, match="Prøv igen"):
        run("Navn;Født;Sover;Fra\nTesta;1/1-1970;gade;1/11-2026\n")


def test_a_death_in_a_list_is_a_death_on_the_record(run):
    run("Navn;Født;Sover;Fra\nTesta Prøve;1970-01-01;gade;1/5-2026\nTesta Prøve;1970-01-01;død;1/11-2026\n")
    assert Person.objects.get().died_on == datetime.date(2026, 11, 1)


def test_a_new_one_of_a_name_settles_no_other_rows_doubt(run):
    rows = "Navn;Født;Hjemvej: svar\nTesta Prøve;;\nTesta Prøve;;ny\nTesta Prøve;1/1-1970;\n"
    assert fates(run(rows)) == ["doubt", "new", "new"]
    assert fates(run(rows)) == ["doubt", "known", "known"]


def test_one_name_with_two_births_is_two_people(run):
    rows = "Navn;Født;CPR\nTesta Prøve;;\nTesta Prøve;1970;\nTesta Prøve;;101010001.0\n"
    assert fates(run(rows)) == ["doubt", "new", "new"]
    assert fates(run(rows)) == ["doubt", "known", "known"]


ROWS = st.tuples(
    st.sampled_from(["Testa Prøve", "Prøve, Testa", "Testa Prøv", "Bo Fiktiv", "Ukendt mand", "Momo", ""]),
    st.sampled_from(["", "", "610170-0000", "101010001.0", "forkert"]),
    st.sampled_from(["", "", "1/1-1970", "1970", "ca. 1971"]),
    st.sampled_from(["", "gade", "herberg", "på månen", "død"]),
    st.sampled_from(["", "1/5-2026", "1/9-2026"]),
    st.sampled_from(["", "1/8-2026"]),
    st.sampled_from(["", "", "samme", "ny"]),
)


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_whatever_the_rows_a_dry_run_tells_the_truth_and_the_same_again_changes_nothing(run, rows):
    listed = "\n".join(["Navn;CPR;Født;Sover;Fra;Til;Hjemvej: svar", *map(";".join, rows)])
    with transaction.atomic():
        told, one, again = run(listed, dry=True), run(listed), run(listed)
        assert fates(told) == fates(one)
        assert (again.counts[Fate.NEW], again.counts[Fate.CHANGED]) == (0, 0)
        transaction.set_rollback(True)


def test_an_import_that_fails_leaves_nothing_behind(run, monkeypatch):
    def broken(**_told: object) -> None:
        raise RuntimeError("the log is full")

    monkeypatch.setattr("hjemvej.ground.spreadsheets.importing.actions.importing.record", lambda *_a, **_k: broken())
    with pytest.raises(RuntimeError):
        run(LIST)
    assert not Person.objects.exists()
    assert not ImportedRow.objects.exists()

"""Is a protected person's name masked on every page? Only the room of people reads unmasked names."""

import ast
import re

from django.db import connection
from django.template import Context, Template

from hjemvej.ground.people.models import IS_PROTECTED, Person
from hjemvej.ground.people.queries import is_protected_sql

from .house import HOUSE, name_of, own_code

PEOPLE = HOUSE / "ground" / "people"
IN_FULL = {"given_names", "surname", "full_name", "PersonName"}
PROTECTION = re.compile(r"\bprotection(?:_id)?['\"]?\s*(?:!=|==|<>|=|\bIN\b|\bin\b)", re.IGNORECASE)
# Other files that read or write unmasked names, and why. None of them shows a person's name from a row.
NOT_SHOWN = {
    "hjemvej/efforts/one_entry/actions/receiving.py": "a name from a caller, for a new person",
    "hjemvej/efforts/one_entry/rules/receiving.py": "reads a name out of a caller's words",
    "hjemvej/efforts/prevention/actions/settling.py": "a name from a signal, for a new person",
    "hjemvej/efforts/prevention/sending/rules/columns.py": "headers of a file",
    "hjemvej/efforts/prevention/receiving/demo.py": "what an invented sender writes; not of a protected citizen",
    "hjemvej/efforts/safe_night/staying/actions/walking_in.py": "a name that a house typed, for a new person",
    "hjemvej/ground/documents/access.py": "a letter bears it, by a press that is logged",
    "hjemvej/ground/casework/informing/queries.py": "asks when somebody nameless was given a name",
    "hjemvej/ground/correspondence/letters/actions.py": "keeps the name that a letter bears; the page masks it",
    "hjemvej/ground/decisions/actions/decisions.py": "keeps the name that a letter bears; the page masks it",
    "hjemvej/efforts/housing_first/offering/demo.py": "tells an invented landlord; not of a protected citizen",
    "hjemvej/efforts/housing_first/offering/views.py": "suggests what a landlord is told; not of a protected citizen",
    "hjemvej/ground/requests/actions.py": "keeps the name that a letter bears; the page masks it",
    "hjemvej/ground/needs/queries.py": "makes a `Person` of a former citizen, whose `name` is masked",
    "hjemvej/ground/spreadsheets/importing/actions/importing.py": "writes what a file says",
    "hjemvej/ground/spreadsheets/importing/queries.py": "compares rows with people",
    "hjemvej/ground/spreadsheets/importing/actions/withdrawing.py": "takes names back that an import wrote",
    "hjemvej/ground/spreadsheets/importing/rules/read.py": "says in words which tables an import wrote in",
    "hjemvej/ground/spreadsheets/importing/rules/fates.py": "compares; a dry run says `Record.shown`",
    "hjemvej/ground/spreadsheets/importing/rules/records.py": "holds names to compare with; `Record.shown` masks",
    "hjemvej/ground/spreadsheets/rules/columns.py": "headers of a file",
    "hjemvej/ground/spreadsheets/rules/facts.py": "names in a file",
    "hjemvej/ground/spreadsheets/rules/names.py": "names in a file",
    "hjemvej/invented/chronicle.py": "makes invented people",
    "hjemvej/invented/names.py": "makes invented names",
    "hjemvej/invented/second_team.py": "makes invented people",
    "hjemvej/invented/story.py": "makes invented people",
    "hjemvej/platform/audit/logs.py": "keeps them out of the log",
    "hjemvej/portals/partner/forms/guests.py": "a name that a house types",
}


def names_in_full(source: str) -> list[str]:
    """List reads of a person's unmasked name, also inside SQL."""
    reads = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Attribute(attr=word) | ast.Name(id=word) | ast.arg(arg=word) | ast.alias(name=word):
                words = {word}
            case ast.keyword(arg=str(word)):
                words = {word}
            case ast.Constant(value=str(text)):
                words = set(re.findall(r"\w+", text))
            case _:
                continue
        if {part for word in words for part in word.split("__")} & (IN_FULL | {"people_personname"}):
            reads.append(ast.unparse(node))
    return reads


def names_in_template(source: str) -> list[str]:
    """List unmasked names in a template; a form's field of that name is typed text, and not counted."""
    shown = re.findall(r"{[{%][^}]*\b(?:given_names|surname|full_name|description)\b[^}]*}+", source)
    return [tag for tag in shown if not re.search(r"\bform\.|\bone\.description\b", tag)]


def decisions_in(source: str) -> list[str]:
    """List own decisions on protection: comparisons with `protection`, in Python or SQL."""
    comparisons = []
    for node in ast.walk(ast.parse(source)):
        compares = isinstance(node, ast.Compare) and "protection" in re.findall(r"\w+", ast.unparse(node.left))
        asks = isinstance(node, ast.keyword) and (node.arg or "").split("__")[0] == "protection"
        says = isinstance(node, ast.Constant) and isinstance(node.value, str) and PROTECTION.search(node.value)
        if compares or asks or says:
            comparisons.append(ast.unparse(node))
    return comparisons


def test_only_the_room_of_people_reads_unmasked_names():
    reaching = {
        name_of(file)
        for file in own_code(HOUSE)
        if "tests" not in file.parts and file.name != "conftest.py" and PEOPLE not in file.parents
        if names_in_full(file.read_text())
    }
    assert reaching == set(NOT_SHOWN), "show `person.name`, which is masked already"


def test_templates_show_no_unmasked_name_but_the_revealed_name():
    templates = [file for file in HOUSE.glob("**/templates/**/*.html") if "identity" not in file.parts]
    unmasked = {name_of(file): shown for file in templates if (shown := names_in_template(file.read_text()))}
    assert unmasked == {"hjemvej/ground/people/templates/people/_protected.html": ["{{ shown.full_name }}"]}


def test_only_the_room_of_people_decides_who_is_protected():
    decisions = {
        name_of(file): decided
        for file in own_code(HOUSE)
        if not {"tests", "invented"} & set(file.parts) and PEOPLE not in file.parents
        if (decided := decisions_in(file.read_text()))
    }
    assert decisions == {}, "ask `person.is_protected`, `IS_PROTECTED` or `is_protected_sql`"


def test_the_readers_see_a_planted_breach():
    assert names_in_full("title = task.person.given_names") != []
    assert names_in_full('Person.objects.values_list("pk", "surname")') != []
    assert names_in_full('Task.objects.filter(person__surname="x")') != []
    assert names_in_full('cursor.execute("SELECT given_names FROM people_person")') != []
    assert names_in_full("title = task.person.name") == []
    assert names_in_template("<p>{{ person.full_name }}</p>") != []
    assert names_in_template("{% card person.description %}") != []
    assert names_in_template("{% person_name person %}{{ form.surname.as_field_group }}") == []
    assert decisions_in("masked = person.protection != 'none'") != []
    assert decisions_in('rows.exclude(protection="none")') != []
    assert decisions_in("sql = \"SELECT person.protection <> 'none'\"") != []
    assert decisions_in("masked = person.is_protected") == []


def test_a_masked_name_does_not_hold_the_name_it_hides(db):
    known = Person(given_names="Testa", surname="Prøvesen")
    masked = Person(given_names="Hemmelia", surname="Fiktiv", protection=Person.Protection.THREATENED)
    drawn = "{{ person }} {{ person.name }} {{ person.name.with_code }} {% person_name person %}"
    assert Template(drawn).render(Context({"person": known})) == " ".join(["Testa Prøvesen"] * 4)
    shown = Template(drawn).render(Context({"person": masked}))
    for words in (shown, repr(masked), repr(masked.name), str(vars(masked.name)), f"{masked}", masked.name + ""):
        assert "Hemmelia" not in words
        assert "Fiktiv" not in words
    assert str(masked.pk)[:4].upper() in masked.name.with_code


def test_rows_sql_and_values_agree_on_who_is_protected(db, now):
    for protection in Person.Protection:
        person = Person.objects.create(given_names="Testa", created_at=now, protection=protection)
        rows = Person.objects.filter(IS_PROTECTED, pk=person.pk)
        with connection.cursor() as cursor:
            sql = f"SELECT {is_protected_sql('person')} FROM people_person person WHERE id = %s"
            cursor.execute(sql, [person.pk])
            assert cursor.fetchone()[0] == person.is_protected == rows.exists() == (protection != "none")

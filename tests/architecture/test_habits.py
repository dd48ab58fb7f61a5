"""Is the code written the way the house agreed? Read from its syntax; each reader is tried on a planted breach."""

import ast
import pathlib
import re
import subprocess

import pytest

from . import house
from .house import (
    CHECKOUT,
    HOUSE,
    ROOMS,
    code_named,
    functions,
    lines_of_room,
    name_of,
    own_code,
    personal_models,
    plain_packages,
    sub_rooms,
)

WRITES = {"save", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "asave", "adelete"}
WRITES_OF_A_QUERY = {"create", "update", "acreate", "aupdate"}
KEPT_BY_THE_SESSION = {"session", "response"}  # these have a `delete` or a `save` of their own
CLOCKS = {"now", "today", "localdate", "localtime", "utcnow"}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
THE_SAME_FOR_EVERY_VIEWER = {  # SQL with the same answer for every viewer, and why
    "_one_id": "the id behind a CPR number or a merged record, for actions and for the door",
    "ids_of_cprs": "the ids behind CPR numbers, for an import",
    "one_at_a_time": "a lock, no rows",
}
UNSAYING = {"utils", "helpers", "common", "core", "misc", "services", "manager", "managers", "base"}
REGISTRIES = ("files.pyth" + "onhosted", "pypi" + ".org", "registry" + ".npmjs", "deb" + ".debian.org")
INLINE = re.compile(r"<style\b|\sstyle\s*=|\son[a-z]+\s*=|\shx-on|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE)
FORM = re.compile(r"(?P<opening><form\b[^>]*>)(?P<inside>.*?)</form>", re.DOTALL)
TICKED = re.compile(r"type=.(hidden|checkbox|radio|date|submit)\b")
DAYS_AND_CHOICES = {"dag", "kendt"}  # fields of forms that ask in their address: days only
MAP = (CHECKOUT / "docs" / "map.md").read_text()
TEMPLATES = sorted(HOUSE.glob("**/templates/**/*.html"))
LONGEST = {"module": 400, "function": 60, "template": 150, "readme": 40, "room": 2500}
# Ratchet: what was too long when the limit came. Entries only ever shrink or go.
TOO_LONG: dict[str, int] = {}


def is_write(call: ast.Call) -> bool:
    """Does the call change a table? `update` and `create` count on a query only: a dictionary has an `update` too."""
    if not isinstance(call.func, ast.Attribute):
        return False
    on = call.func.value
    of_query = isinstance(on, ast.Call) or (isinstance(on, ast.Attribute) and on.attr == "objects")
    last = on.attr if isinstance(on, ast.Attribute) else on.id if isinstance(on, ast.Name) else ""
    always = call.func.attr in WRITES and last not in KEPT_BY_THE_SESSION
    return always or (call.func.attr in WRITES_OF_A_QUERY and of_query)


def writes_in(source: str) -> list[str]:
    """List calls that change a table."""
    return [
        f"line {node.lineno}: {ast.unparse(node.func)}()"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and is_write(node)
    ]


def clocks_in(source: str) -> list[str]:
    """Calls that ask what time it is; `localdate(at)` only says which day a moment falls on."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
        if not node.args or node.func.attr == "now"
        if re.search(r"timezone|date|time", ast.unparse(node.func.value))
    ]


def unseeing_queries_in(source: str, personal: set[str]) -> list[str]:
    """List reads of personal rows and SQL that use neither `viewer.rows_of(Case)` nor `viewer.cursor()`."""
    breaches = []
    personal = personal - {"NeedToKnow"}  # asked for to answer who may see, not what there is to see
    for function in functions(ast.parse(source)):
        for node in ast.walk(function):
            base = node.value.id if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) else ""
            if not isinstance(node, ast.Attribute) or function.name in THE_SAME_FOR_EVERY_VIEWER:
                continue
            if (node.attr in MANAGERS and base in personal) or (node.attr == "cursor" and base == "connection"):
                breaches.append(f"line {node.lineno}: {function.name} asks {base}.{node.attr}")
    return breaches


def typed_into_an_address(template: str) -> list[str]:
    """Free text that a form sends in its address, where it would stand in logs: it may be a name or a CPR number."""
    found = []
    for form in FORM.finditer(template):
        if "post" in form["opening"].lower():
            continue
        fields = re.findall(r"<textarea\b|<input\b[^>]*>", form["inside"])
        found += [one for one in fields if not TICKED.search(one)]
        said = re.findall(r"{{ *form(?:\.(?:fields\.)?(\w+))?[^}]*}}", form["inside"])
        found += [f"form.{name}" for name in said if name not in DAYS_AND_CHOICES]
    return found


def lengths_in(name: str, source: str) -> dict[str, tuple[str, int]]:
    """How long a module and each of its functions are."""
    lengths = {name: ("module", source.count("\n"))}
    for function in functions(ast.parse(source)):
        lengths[f"{name}:{function.name}"] = ("function", (function.end_lineno or 0) - function.lineno + 1)
    return lengths


def too_long_among(lengths: dict[str, tuple[str, int]]) -> dict[str, int]:
    return {name: size for name, (kind, size) in lengths.items() if size > LONGEST[kind]}


def says_nothing(file: pathlib.Path) -> bool:
    return file.stem in UNSAYING or file.parent.name in UNSAYING


def answers_no_question(source: str) -> bool:
    return not ast.get_docstring(ast.parse(source))


def names_a_registry(content: bytes) -> bool:
    return any(registry.encode() in content for registry in REGISTRIES)


def forgotten_papers(room: pathlib.Path, on_the_map: str) -> list[str]:
    """What a newcomer looks for and would not find: the room's README, and its line on the map with its sub-rooms."""
    name = name_of(room).removeprefix("hjemvej/")
    readme = room / "README.md"
    sentences = (
        [] if readme.exists() else [f"{name_of(readme)} is missing: what is this room, its words, where to start?"]
    )
    row = next((line for line in on_the_map.splitlines() if f"| `{name}` |" in line), "")
    if not row:
        sentences.append(
            f"The room {name} is not on the map: give it a line among the floors in docs/map.md,"
            f" | | `{name}` | what it is for |."
        )
    return sentences + [
        f"The sub-room {folder.name} is not on the map: name it as `{folder.name}` in the line of `{name}` in"
        " docs/map.md."
        for folder in sub_rooms(room)
        if row and f"`{folder.name}`" not in row
    ]


def test_pages_never_write():
    found = [
        f"{name_of(file)} {write}"
        for file in code_named("views", "forms", "templatetags")
        for write in writes_in(file.read_text())
    ]
    assert found == []


def test_domain_code_has_no_clock():
    found = [
        f"{name_of(file)} {clock}"
        for file in code_named("rules", "queries", "actions", "access", "models")
        if "platform/ui" not in name_of(file)
        for clock in clocks_in(file.read_text())
    ]
    assert found == []


def test_queries_ask_for_personal_rows_through_their_viewer():
    personal = {model.__name__ for model in personal_models()}
    found = [
        f"{name_of(file)} {query}"
        for file in code_named("queries", "access")
        if "platform" not in file.parts
        for query in unseeing_queries_in(file.read_text(), personal)
    ]
    assert found == []


def test_the_readers_see_a_planted_breach():
    assert writes_in("def view(request, case):\n    case.save()") != []
    assert writes_in("Case.objects.create()") != []
    assert writes_in("cases.filter(a=1).update(b=2)") != []
    assert writes_in("context.update(b=2)\nrequest.session.save()") == []
    assert clocks_in("at = timezone.now()") != []
    assert clocks_in("on = datetime.date.today()") != []
    assert clocks_in("on = timezone.localdate(at)") == []
    for unseeing in ("Case.objects.all()", "Case._default_manager.first()", "connection.cursor()"):
        assert unseeing_queries_in(f"def open_cases(*, viewer):\n    return {unseeing}", {"Case"}) != []
    assert unseeing_queries_in("def open_cases(*, viewer):\n    return viewer.rows_of(Case)", {"Case"}) == []
    assert unseeing_queries_in("def houses():\n    return House.objects.all()", {"Case"}) == []
    for breach in ('<p style="x">', '<a onclick="x">', "<script>x</script>", '<p hx-on:click="x">', "<style>"):
        assert INLINE.search(breach)
    assert typed_into_an_address('<form><input name="q" type="search"></form>') != []
    assert typed_into_an_address('<form method="get">{{ form }}</form>') != []
    assert typed_into_an_address('<form method="get">{{ form.tekst }}<textarea></textarea></form>') != []
    assert typed_into_an_address('<form method="get">{{ form.dag }}<select></select></form>') == []
    assert typed_into_an_address('<form method="post"><input name="q"></form>') == []
    assert not INLINE.search('<script src="/x.js" defer></script><p class="style" data-on="1">')
    assert too_long_among(lengths_in("planted.py", "def long():\n" + "    pass\n" * 60)) == {"planted.py:long": 61}
    assert too_long_among(lengths_in("planted.py", "x = 1\n" * 401)) == {"planted.py": 401}
    assert says_nothing(HOUSE / "ground" / "people" / "utils.py")
    assert says_nothing(HOUSE / "helpers" / "names.py")
    assert answers_no_question("import os\n")
    assert names_a_registry(f"see https://{REGISTRIES[1]}/simple".encode())


def test_names_say_what_is_inside():
    found = [name_of(file) for file in own_code(HOUSE) if says_nothing(file)]
    assert found == []


def test_templates_have_no_style_script_or_handler_of_their_own():
    for template in TEMPLATES:
        source = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template.read_text(), flags=re.DOTALL)
        assert [line.strip() for line in source.splitlines() if INLINE.search(line)] == [], name_of(template)


def test_nothing_that_is_typed_about_people_stands_in_an_address():
    for template in TEMPLATES:
        assert typed_into_an_address(template.read_text()) == [], name_of(template)


def test_nothing_is_longer_than_one_can_read():
    lengths: dict[str, tuple[str, int]] = {}
    for file in [*own_code(HOUSE), *own_code(CHECKOUT / "tests"), *own_code(CHECKOUT / "launch")]:
        lengths |= lengths_in(name_of(file), file.read_text())
    for file in TEMPLATES:
        lengths[name_of(file)] = ("template", file.read_text().count("\n"))
    for room in ROOMS:
        if (room / "README.md").exists():
            lengths[name_of(room / "README.md")] = ("readme", (room / "README.md").read_text().count("\n"))
    too_long = too_long_among(lengths)
    assert {name: size for name, size in too_long.items() if size > TOO_LONG.get(name, 0)} == {}
    assert set(TOO_LONG) - set(too_long) == set(), "shorter now: take it out of the ratchet"


def test_no_room_is_over_the_limit():
    parts = [*plain_packages(), *(part for room in ROOMS for part in [room, *sub_rooms(room)])]
    sizes = {name_of(part): ("room", lines_of_room(part)) for part in parts}
    assert too_long_among(sizes) == {}, "give it sub-rooms with the same file names"
    assert all(sizes[name_of(package)][1] > 0 for package in plain_packages())


def test_a_sub_room_is_counted_apart_and_its_tests_and_migrations_not_at_all(tmp_path):
    lines = {
        "apps.py": 1, "views/forms.py": 2, "queries.py": 4, "tests/test_planted.py": 100, "conftest.py": 100,
        "migrations/0001_initial.py": 100, "planted/rules.py": 8, "planted/tests/test_planted.py": 100,
        "planted_words/words.py": 16,
    }  # fmt: skip
    for name, number in lines.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text("x = 1\n" * number)
    assert sub_rooms(tmp_path) == [tmp_path / "planted"]
    assert (lines_of_room(tmp_path), lines_of_room(tmp_path / "planted")) == (1 + 2 + 4 + 16, 8)
    assert too_long_among({"planted": ("room", 2501), "just": ("room", 2500)}) == {"planted": 2501}


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_every_room_has_a_readme_and_a_line_on_the_map_with_its_sub_rooms(room):
    assert forgotten_papers(room, MAP) == []


def test_a_planted_room_that_a_newcomer_would_not_find_is_found_out(monkeypatch, tmp_path):
    monkeypatch.setattr(house, "CHECKOUT", tmp_path)
    room = tmp_path / "hjemvej" / "efforts" / "planted"
    (room / "inner").mkdir(parents=True)
    for file in ("__init__.py", "views.py"):
        (room / "inner" / file).touch()
    readme, line = forgotten_papers(room, "| | `efforts/planted_too` | another |")
    assert readme == "hjemvej/efforts/planted/README.md is missing: what is this room, its words, where to start?"
    assert line == (
        "The room efforts/planted is not on the map: give it a line among the floors in docs/map.md,"
        " | | `efforts/planted` | what it is for |."
    )
    (room / "README.md").touch()
    assert forgotten_papers(room, "| | `efforts/planted` | what it is for |") == [
        "The sub-room inner is not on the map: name it as `inner` in the line of `efforts/planted` in docs/map.md."
    ]
    assert forgotten_papers(room, "| | `efforts/planted` | what it is for; sub-room `inner` |") == []


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_the_first_line_of_every_file_says_which_question_it_answers(room):
    files = [file for file in own_code(room) if file.name != "__init__.py"]
    assert [name_of(file) for file in files if answers_no_question(file.read_text())] == []


def test_no_file_names_a_package_registry():
    """Where packages come from is the machine's own affair."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    found = []
    for name in filter(None, listed.stdout.split("\0")):
        file = CHECKOUT / name
        if file.is_file() and names_a_registry(file.read_bytes()):
            found.append(name)
    assert found == []

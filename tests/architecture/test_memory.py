"""Does a process keep no name in memory? This list names all that outlives a page, and what it holds."""

import ast

from .house import HOUSE, name_of, own_code

# What outlives a page, and why it can hold no name.
KEPT = {
    "hjemvej/efforts/safe_night/board/views.py:_drawn_houses": "houses and their free places",
    "hjemvej/ground/correspondence/typesetting/setting.py:_has_glyph": "single characters, and whether a font has each",
    "hjemvej/ground/law/rules.py:due_day": "days that follow from a rule and a day",
    "hjemvej/ground/reimbursement/queries/law.py:on": "prices of a house by day; goes with the page that asked",
    "hjemvej/ground/retention/queries/rows.py:links_to": "which tables point to which, read from the models",
    "hjemvej/platform/audit/queries.py:choices_of": "words of columns, read from the models",
    "hjemvej/platform/audit/words.py:_by_name": "the rooms' words for tables",
    "hjemvej/platform/offline/kept_files.py:_of_a_release": "a hash of the shell's files",
    "hjemvej/platform/offline/keys.py:_private": "a key made of the secret key, which the process holds anyway",
    "hjemvej/platform/operations/health.py:_applied": "names of migrations",
    "hjemvej/platform/rooms/house.py:_handed_over": "the rooms",
    "hjemvej/platform/ui/figures.py:_draw_once": "figures of counts: days, kinds and numbers",
}
CACHES = {"cache", "lru_cache", "cached", "TTLCache", "LRUCache", "memoize"}
GROWS = {"dict", "list", "set", "defaultdict", "OrderedDict", "Counter", "deque", "WeakValueDictionary", "local"}


def kept_in(source: str) -> list[str]:
    """List functions that remember answers, and values of a module or class that begin empty and so get filled."""
    tree = ast.parse(source)
    names = [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
        if any(_called(decorator) in CACHES for decorator in node.decorator_list)
    ]
    holders: list[ast.Module | ast.ClassDef] = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    for holder in holders:
        for node in holder.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _begins_empty(node.value):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                names += [ast.unparse(target) for target in targets]
    names += [name for node in ast.walk(tree) if isinstance(node, ast.Global) for name in node.names]
    return names


def _called(node: ast.expr) -> str:
    """Return the last name of a call: lru_cache for `functools.lru_cache(maxsize=9)`."""
    node = node.func if isinstance(node, ast.Call) else node
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _begins_empty(value: ast.expr) -> bool:
    if isinstance(value, ast.Dict):
        return not value.keys
    if isinstance(value, ast.List):
        return not value.elts
    return isinstance(value, ast.Call) and (
        _called(value) in CACHES
        or (_called(value) in GROWS and not value.args and not value.keywords)
        or _called(value) == "defaultdict"
    )


def test_whatever_outlives_a_page_is_listed_with_what_is_in_it():
    kept = {
        f"{name_of(file)}:{name}"
        for file in own_code(HOUSE)
        if "tests" not in file.parts and file.name != "settings.py"
        for name in kept_in(file.read_text())
    }
    assert kept == set(KEPT)


def test_the_reader_sees_a_planted_breach():
    assert kept_in("@lru_cache(maxsize=9)\ndef name_of(person_id):\n    return ''") == ["name_of"]
    assert kept_in("@functools.cache\ndef name_of(person_id):\n    return ''") == ["name_of"]
    assert kept_in("_names: dict[str, str] = {}") == ["_names"]
    assert kept_in("_names = defaultdict(list)") == ["_names"]
    assert kept_in("class Names:\n    known = []") == ["known"]
    assert kept_in("def f():\n    global _name\n    _name = 'x'") == ["_name"]
    assert kept_in("SIZES = {'a': 1}\nNAMES = dict(SIZES)") == []

"""Is every action whole, also where no page opened a transaction around it? Read from its syntax.

A function that writes more than once does so inside its own `with transaction.atomic()`. A part of an action may leave
that to the actions that call it; then no other code may call it.
"""

import ast
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .house import HOUSE, code_named, functions, name_of, own_code
from .test_habits import is_write

LOG = {"record", "record_many", "record_look", "record_names_shown"}
EACH_IS_WHOLE = {  # calls several writes that may succeed separately, and why
    "create_person": "either the citizen is known by the number or a new one is inserted",
    "set_cpr": "either the refusal is logged or the number is written",
    "end_needs": "a few citizens a step, and the next step asks anew",
    "count_days": "each day is counted on its own, and those merged before; what is left is counted the next hour",
    "settle_nights": "each night is made up on its own, and a night that fails does not stop the others",
    "import_file": "either all rows are imported, or it is noted why none is",
    "settle_person": "either the refusal of a number is logged or the signal is settled",
    "renew_due": "each signal is reckoned on its own",
    "decide_onsets": "each citizen is decided of on their own",
    "put_on_the_board": "each citizen comes on the board, or leaves it, on their own",
    "take_off_the_board": "each citizen leaves the board on their own",
    "erase_who_is_alone": "each citizen is erased on their own",
    "erase_due": "each citizen, and each some of old rows, is erased on its own",
    "erase_those_brought_back": "each citizen is erased on their own",
    "remember_erased": "what stands in the file twice says the same",
    "break_glass_for": "either the miss is logged or the glass is broken",
}


class Call(NamedTuple):
    """A call in a function, and whether that function's own transaction is around it."""

    name: str
    line: int
    is_write: bool
    is_whole: bool
    is_repeated: bool


def calls_in(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[Call]:
    decorated = any("atomic" in ast.unparse(decorator) for decorator in function.decorator_list)
    return list(_calls(function.body, is_whole=decorated, is_repeated=False))


def _calls(nodes: Iterable[ast.AST], *, is_whole: bool, is_repeated: bool) -> Iterator[Call]:
    for node in nodes:
        if isinstance(node, ast.FunctionDef):
            continue
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield Call(name, node.lineno, is_write(node) or name in LOG, is_whole, is_repeated)
        opens = isinstance(node, ast.With) and any("atomic" in ast.unparse(item) for item in node.items)
        repeats = isinstance(node, ast.For | ast.While | ast.comprehension)
        inside = {"is_whole": is_whole or opens, "is_repeated": is_repeated or repeats}
        yield from _calls(ast.iter_child_nodes(node), **inside)


def last_word(action: str) -> str:
    return action.split()[-1]


def parts_among(actions: dict[str, list[Call]]) -> dict[str, list[Call]]:
    """Return functions that write more than once, not all in their own transaction, with the writes outside it."""
    writing: set[str] = set()
    while True:
        writes = {
            action: [call for call in calls if call.is_write or call.name in writing]
            for action, calls in actions.items()
        }
        candidates = {last_word(action) for action, calls in writes.items() if calls}
        if candidates == writing:
            break
        writing = candidates
    bare = {action: [call for call in calls if not call.is_whole] for action, calls in writes.items()}
    parts: set[str] = set()
    while True:
        candidates = {
            action
            for action, calls in bare.items()
            if calls and (len(writes[action]) > 1 or any(call.is_repeated or call.name in parts for call in calls))
        }
        if set(map(last_word, candidates)) == parts:
            return {action: bare[action] for action in candidates}
        parts = set(map(last_word, candidates))


def half_actions(actions: dict[str, list[Call]], callers: dict[str, list[Call]]) -> list[str]:
    """List parts that other code than an action calls, or that no action calls: nothing makes them whole."""
    parts = parts_among(actions)
    called_by_actions = {call.name for calls in actions.values() for call in calls}
    sentences = []
    for action, bare in parts.items():
        name = last_word(action)
        outside = [caller for caller, calls in callers.items() if any(call.name == name for call in calls)]
        if name not in EACH_IS_WHOLE and (outside or name not in called_by_actions):
            lines = ", ".join(f"{call.name} in line {call.line}" for call in bare)
            sentences.append(f"{action} writes without a transaction: {lines}; called by {outside or 'no code'}")
    return sentences


def test_actions_write_in_a_transaction_of_their_own():
    acting = set(code_named("actions"))
    actions: dict[str, list[Call]] = {}
    callers: dict[str, list[Call]] = {}
    for file in own_code(HOUSE):
        if "tests" not in file.parts and "invented" not in file.parts:
            into = actions if file in acting else callers
            into |= {f"{name_of(file)} {fn.name}": calls_in(fn) for fn in functions(ast.parse(file.read_text()))}
    assert len(actions) > 100
    assert half_actions(actions, callers) == []


def planted(source: str, page: str = "") -> list[str]:
    actions, views = ({fn.name: calls_in(fn) for fn in functions(ast.parse(text))} for text in (source, page))
    return half_actions(actions, views)


def test_a_planted_half_action_is_found_out():
    two = "case.save()\n    record('a')"
    assert planted(f"def close():\n    {two}") != []
    assert planted("def close():\n    for case in cases:\n        case.save()") != []
    assert (
        planted("def close():\n    with transaction.atomic():\n        case.save()\n    record('a')\n    a.save()")
        != []
    )
    assert planted("def close():\n    with transaction.atomic():\n        case.save()\n    record('a')") != []
    assert planted("def close():\n    a()\n    a()\n\ndef a():\n    a.save()") != []
    assert planted(f"def close():\n    _part()\n\ndef _part():\n    {two}") != []
    part = f"def part():\n    {two}\n\ndef close():\n    with transaction.atomic():\n        part()"
    assert planted(part) == []
    assert planted(part, "def view(request):\n    part()") != []
    assert planted("def close():\n    with transaction.atomic():\n        case.save()\n        record('a')") == []
    assert planted("@transaction.atomic\ndef close():\n    case.save()\n    record('a')") == []
    assert planted("def keep():\n    draft.save()") == []

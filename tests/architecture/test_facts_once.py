"""Is each shared rule written in a single place? Read from the code; each reader is tried on a planted breach."""

import ast

from .house import HOUSE, name_of, own_code

SPANS = HOUSE / "platform" / "spans"
ENDS = ("until_on", "until_night", "until_at", "last_on")


def spans_in(source: str) -> list[str]:
    """List own versions of *lasts on this day*: conditions for no end or a later end."""
    return [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr)
        if any(f"{end}=None" in ast.unparse(node.left) for end in ENDS)
    ]


def alphabets_in(source: str) -> list[str]:
    """List orderings of names by the database's own alphabet, where æ, ø and å may come first."""
    return [
        f"line {node.lineno}: order_by({ast.unparse(argument)})"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by"
        for argument in node.args
        if isinstance(argument, ast.Constant) and str(argument.value).split("_")[-1].lstrip("-") in ("name", "label")
    ]


def test_lasts_on_this_day_is_written_in_a_single_place():
    breaches = [
        f"{name_of(file)} {breach}"
        for file in own_code(HOUSE)
        if "tests" not in file.parts
        and file.name != "conftest.py"
        and "models" not in (file.stem, file.parent.name)
        and SPANS not in file.parents
        for breach in spans_in(file.read_text())
    ]
    assert breaches == [], "ask platform/spans"


def test_lists_of_names_are_in_danish_order():
    breaches = [
        f"{name_of(file)} {breach}"
        for file in own_code(HOUSE)
        if "tests" not in file.parts and file.name != "conftest.py"
        for breach in alphabets_in(file.read_text())
    ]
    assert breaches == [], "order by platform/ui's DanishOrder"


def test_the_readers_see_a_planted_breach():
    assert spans_in("rows.filter(Q(until_on=None) | Q(until_on__gt=on))") != []
    assert spans_in("rows.filter(models.Q(last_on=None) | models.Q(last_on__gte=on))") != []
    assert spans_in("rows.filter(until_on=None)") == []
    assert alphabets_in('rows.order_by("kind", "-user__name")') != []
    assert alphabets_in('rows.order_by(DanishOrder("name"), "pk")') == []

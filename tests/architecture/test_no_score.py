"""Is anything a score of a person? No field is, and what may order people is named here, with the reason."""

import ast
import re

from .house import HOUSE, name_of, our_models, own_code

SCORE = re.compile(r"score|points?$|rank(ing)?$|priority|risk_|weighting")
# Every rule that puts people in an order of help, and why it is no score.
ORDERS_PEOPLE = {
    "hjemvej/efforts/housing_first/matching/rules/need.py": "class of need as facts in the set order, then time",
    "hjemvej/efforts/housing_first/rules.py": "the day of the next thing, then how long",
}


def test_no_field_is_a_score_of_a_person():
    named = {
        f"{model.__name__}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if SCORE.search(field.name)
    }
    assert named == set()


def places_in(source: str) -> bool:
    """Does a module define the place of a person in an order?"""
    tree = ast.parse(source)
    return any(isinstance(node, ast.FunctionDef) and node.name == "place" for node in tree.body)


def test_what_orders_people_is_named_with_its_reason():
    efforts = {name_of(file) for file in own_code(HOUSE / "efforts") if places_in(file.read_text())}
    assert efforts - {name for name in efforts if "/tests/" in name} >= set(ORDERS_PEOPLE)
    assert {name for name in efforts if "housing_first" in name and "/tests/" not in name} == set(ORDERS_PEOPLE)


def test_no_order_reads_an_answer_a_wish_or_a_figure_of_the_person():
    for name in ORDERS_PEOPLE:
        tree = ast.parse((HOUSE.parent / name).read_text())
        place = next(node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "place")
        read = {node.attr for node in ast.walk(place) if isinstance(node, ast.Attribute)}
        assert read <= {"get", "since", "due_on", "facts", "max", "date"}, (name, read)

"""In which order do Danes list names? æ, ø and å come last, and aa is an å, whatever the database's own alphabet."""

from django.db.models import Func, TextField

LETTERS = {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "é": "e", "ü": "y"}
EITHER_CASE = {letter: place for small, place in LETTERS.items() for letter in (small, small.upper())}
PLACES = str.maketrans(EITHER_CASE)


def danish_order(name: str) -> str:
    """A key to sort names by."""
    return name.lower().replace("aa", "å").translate(PLACES)


class DanishOrder(Func):
    """The same key in SQL: `order_by(DanishOrder("name"))`."""

    template = (
        "translate(replace(lower(%(expressions)s), 'aa', 'å'),"
        f" '{''.join(EITHER_CASE)}', '{''.join(EITHER_CASE.values())}') COLLATE \"C\""
    )
    arity = 1
    output_field = TextField()

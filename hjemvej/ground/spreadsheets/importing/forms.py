"""What did they answer of the doubtful rows? Who it is, or how a citizen is protected."""

from .rules.choices import read_choice


def read_answer(kind: str, typed: str) -> dict[str, str]:
    """An answer of a row as it is kept; empty where it is none of ours."""
    return {"svar": read_choice(typed, None), "beskyttet": read_choice("", typed)}.get(kind, {})

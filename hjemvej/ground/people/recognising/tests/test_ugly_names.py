"""Is each of fifteen hundred ugly names answered as a human would, with the true reason? The right answers are data.

`same`: it is them. `asked`: nobody new is made before a human has answered. `offered`: shown, or more. `weak`: at most
shown. `against`: shown with what contradicts it. `not`: nobody is shown.
"""

import csv
import datetime
import pathlib
import uuid
from collections import Counter

import pytest

from hjemvej.ground.people.recognising.rules.judging import Called, Fit, Judgement, Known, judge
from hjemvej.ground.people.recognising.rules.said import Said, said_in, said_names
from hjemvej.ground.people.rules import Born

ON = datetime.date(2026, 11, 20)
TABLE = pathlib.Path(__file__).with_name("ugly_names.tsv")
ROWS = [
    row
    for row in csv.reader(TABLE.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    if not row[0].startswith("#")
]
ENOUGH = {"same": (Fit.SAME,), "asked": (Fit.LIKELY, Fit.SAME), "offered": (Fit.FAINT, Fit.LIKELY, Fit.SAME),
          "weak": (Fit.NO, Fit.FAINT), "against": (Fit.FAINT, Fit.LIKELY), "not": (Fit.NO,)}  # fmt: skip


def born(text: str) -> Born:
    if len(text) > 4:
        return Born(on=datetime.date.fromisoformat(text))
    return Born(year=int(text)) if text else Born()


def judged(said: str, known: str, what: str, birth_said: str, birth_known: str) -> Judgement:
    heard: Said = said_names(said, born=born(birth_said)) if birth_said else said_in(said, ON)
    return judge(heard, Known(uuid.uuid4(), (Called(known, what),), born(birth_known)))  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", sorted({row[0] for row in ROWS}))
def test_every_ugly_name_has_its_right_answer(kind):
    wrong = []
    for _kind, said, known, what, birth_said, birth_known, answer, reason in (row for row in ROWS if row[0] == kind):
        found = judged(said, known, what, birth_said, birth_known)
        if found.fit not in ENOUGH[answer] or reason not in found.words or bool(found.against) != (answer == "against"):
            wrong.append(f"{said!r} and {known!r}: {answer} ({reason}), but {found.fit.name} ({found.words})")
    assert not wrong, "\n".join(wrong)


def test_the_table_is_long_and_holds_joins_and_strangers():
    answers = Counter(row[6] for row in ROWS)
    assert len(ROWS) >= 1000
    assert min(answers[answer] for answer in ENOUGH) >= 20

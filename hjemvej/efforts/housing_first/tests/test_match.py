"""Does `manage.py match` read files of all kinds, answer with a proof, and say what is wrong with a bad one?

No test here may use the database: pytest-django refuses it where it is not asked for.
"""

import io
import json
import os
import pathlib
import subprocess
import sys

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from scipy.optimize import linear_sum_assignment

CHECKOUT = pathlib.Path(__file__).resolve().parents[4]
PAIRS = "person,home,weight\nanna,x,5\nanna,y,4\nbo,x,3.25\ncai,x,-1\n"
PEOPLE = (
    "\ufeffid;since;classes;said;highest_rent;registrations;pets;area\n"
    "dan;2026-06-01;;yes;4200;1;;\n"
    "anna;2026-01-31;young|children;ja\n".replace("ja", "yes;4500;2;must;good: Havnen|Engen")
    + "bo;2026-02-01;;yes;4200;1;no_matter;good:Engen\ncai;2026-06-01;;no;;1;;\n\n"
)
HOMES = "id,rent,form,pets,neighbourhood,floor,rooms\nx,4100,family,yes,Havnen,2,2\ny,4400,private,no,Engen,-1,1\n"


@pytest.fixture
def told(tmp_path):
    """Write files, run the command, and give what it prints; with `as_json` what it says."""

    def run(as_json=True, **given):
        options = {}
        for name, text in given.items():
            if name == "on":
                options[name] = text
                continue
            (tmp_path / f"{name}.csv").write_text(text)
            options[name] = tmp_path / f"{name}.csv"
        out = io.StringIO()
        call_command("match", stdout=out, json=as_json, **options)
        return json.loads(out.getvalue()) if as_json else out.getvalue()

    return run


def test_weighed_pairs(told):
    said = told(edges=PAIRS)
    assert [(pair["person"], pair["home"]) for pair in said["pairs"]] == [("anna", "y"), ("bo", "x")]
    assert said["objective"] == {"weight": 7.25}
    assert said["certificate"] == {
        "proves": True,
        "fault": None,
        "kept": {"anna": {"weight": 4.0}, "bo": {"weight": 2.25}, "cai": {"weight": 0.0}},
        "price": {"x": {"weight": 1.0}, "y": {"weight": 0.0}},
    }
    assert told(as_json=False, edges=PAIRS).splitlines() == [
        "2 of 3 people get one of 2 homes.",
        "  anna → y   keeps (4.0), price (0.0)",
        "  bo → x   keeps (2.25), price (1.0)",
        "Objective:",
        "  weight: 7.25",
        "Certificate: proves that no matching is better (checked by code of its own).",
        "  Whoever gets no home keeps 0, and a home that nobody gets has the price 0.",
        "Uden bolig:",
        "  cai: én bolig passer, men gik til en, der kommer før ved „weight”.",
    ]


def test_weighed_pairs_of_people_and_homes_that_are_listed(told):
    said = told(edges="person;home;weight\n1;9;2,5\n", people="id;since\n1;\n2;\n", homes="id\n9\n8\n")
    assert (said["people"], said["homes"], said["objective"]) == (2, 2, {"weight": 2.5})
    assert [one["person"] for one in said["no_home"]] == ["2"]
    assert told(edges="person,home,weight\n")["objective"] == {"weight": 0}


@pytest.mark.parametrize("seed", range(3))
def test_weighed_pairs_reach_scipys_own_optimum_whatever_the_order_of_lines(told, seed):
    chance = np.random.default_rng(seed)
    weights = np.where(chance.random((25, 18)) < 0.6, chance.integers(1, 100, (25, 18)), 0)
    lines = [f"{person},{home},{weights[person, home]}" for person, home in zip(*np.nonzero(weights), strict=True)]
    rows, columns = linear_sum_assignment(weights, maximize=True)
    header = "person,home,weight\n"
    said = told(edges=header + "\n".join(lines))
    assert said["objective"] == {"weight": weights[rows, columns].sum()}
    assert said["certificate"]["proves"]
    assert told(edges=header + "\n".join(chance.permutation(lines))) == said


def test_people_and_homes(told):
    said = told(people=PEOPLE, homes=HOMES, on="2026-11-30")
    assert said["pairs"] == [{"person": "anna", "home": "x", "ask": ["hvilken kommune"]}]
    assert said["objective"] == {
        "børn bor sammen med borgeren": 1, "sover på gaden eller i natcafé": 0, "løslades eller udskrives": 0,
        "unge": 0, "alle andre": 0, "har fået en bolig": 1, "ønsker opfyldt": 1, "dage i hjemløshed": 303, "id": 4,
    }  # fmt: skip
    assert said["certificate"]["proves"]
    assert [one["person"] for one in said["no_home"]] == ["bo", "cai", "dan"]
    out = told(as_json=False, people=PEOPLE, homes=HOMES, on="2026-11-30")
    assert "én bolig passer, men gik til en, der kommer før ved „børn bor sammen med borgeren”" in out
    assert "for dyr: én bolig (alene ved 1)" in out


def test_rules_of_ones_own(told):
    """Without the rules of rent and of yes and no, and with everybody in one class, two more have a home to go to."""
    rules = "rule,figure\nmatch_wishes,1\nneed_all,1\n"
    said = told(people=PEOPLE, homes=HOMES, rules=rules, on="2026-11-30")
    assert [(pair["person"], pair["home"]) for pair in said["pairs"]] == [("anna", "x"), ("bo", "y")]
    assert next(iter(said["objective"])) == "alle andre"


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({}, "Give --people and --homes, or --edges."),
        ({"people": PEOPLE}, "Give --people and --homes, or --edges."),
        ({"edges": "person,home\n"}, "line 1: the column “weight” is missing"),
        ({"edges": "person,home,weight,weight\n"}, "line 1: the column “weight” is there twice"),
        ({"edges": "person,home,price\n"}, "line 1: there is no column “price”. There are: person, home, weight"),
        ({"edges": "person,home,weight\na,x\n"}, "line 2: 2 cells, but 3 columns"),
        ({"edges": "person,home,weight\na,x,much\n"}, "line 2: “weight” is “much”; write a number."),
        ({"edges": "person,home,weight\na,x,nan\n"}, "line 2: “weight” is “nan”; write a number of at most 15 digits."),
        ({"edges": "person,home,weight\na,x,1\n\na,x,2\n"}, "line 4: the same pair is in line 2"),
        (
            {"edges": "person,home,weight\na,x,1\n", "people": "id\nb\n"},
            "line 2: the person “a” is not in the other file",
        ),
        ({"edges": PAIRS, "on": "2026-11-30"}, "--rules and --on say nothing of weighed pairs"),
        ({"edges": "person,home,weight\na,x,900000000000001\nb,x,0.01\n"}, "must stay below 2**53"),
        ({"people": "id,since\na,\n", "homes": HOMES}, "people.csv line 2: “since” is empty"),
        ({"people": "id,since\n,2026-01-01\n", "homes": HOMES}, "people.csv line 2: “id” is empty"),
        ({"people": "id,since\na,1/1 2026\n", "homes": HOMES}, "“since” is “1/1 2026”; write a day as 2026-11-30."),
        ({"people": "id,since\na,2026-12-01\n", "homes": HOMES}, "a is in homelessness since a day after 2026-11-30"),
        (
            {"people": "id,since\na,2026-01-01\na,2026-01-01\n", "homes": HOMES},
            "line 3: the person “a” is in line 2 too",
        ),
        (
            {"people": "id,since,age\na,2026-01-01,old\n", "homes": HOMES},
            "“age” is “old”; write a whole number from 0.",
        ),
        ({"people": "id,since,ours\na,2026-01-01,eh\n", "homes": HOMES}, "write yes or no, or nothing where nobody"),
        ({"people": "id,since,said\na,2026-01-01,eh\n", "homes": HOMES}, "write one of yes, no, not_asked."),
        (
            {"people": "id,since,classes\na,2026-01-01,old\n", "homes": HOMES},
            "one of children, outside, leaving, young",
        ),
        ({"people": "id,since,pets\na,2026-01-01,dog\n", "homes": HOMES}, "write must, good or no_matter, and which"),
        (
            {"people": "id,since,pets\na,2026-01-01,must: 2\n", "homes": HOMES},
            "write must, good or no_matter and no more",
        ),
        ({"people": PEOPLE, "homes": "id,rent\nx,\n"}, "homes.csv line 2: “rent” is empty"),
        *(
            (
                {"people": PEOPLE, "homes": f"id,rent\nx,1\ny,{rent}\n"},
                f"homes.csv line 3: “rent” is “{rent}”; write a whole",
            )
            for rent in ("nan", "inf", "1e9", "-5", "4100.5", "9" * 20)
        ),
        ({"people": PEOPLE, "homes": f"id,rent\nx,{'9' * 5000}\n"}, "…”; write a whole number of at most 9 digits."),
        ({"people": PEOPLE, "homes": "id,rent,floor\nx,1,-\n"}, "“floor” is “-”; write a whole number from 0."),
        (
            {"people": f"id,since\na,2026-01-01\n{'b' * 140_000},2026-01-01\n", "homes": HOMES},
            "people.csv line 3: the cell of column “id” has 140000 characters; write at most 10000.",
        ),
        ({"people": f'id,since\na,"{"2026-01-01" * 20_000}\n', "homes": HOMES}, "Is a quotation mark left open?"),
        ({"people": f"id,{'s' * 140_000}\n", "homes": HOMES}, "people.csv line 1: the cell of column “2” has 140000"),
        *(
            (
                {"edges": f"person,home,weight\na,x,{weight}\n"},
                f"edges.csv line 2: “weight” is “{weight}”; write a number",
            )
            for weight in ("inf", "-Infinity", "sNaN", "1e400", "1e99999999999999999999", "9" * 30)
        ),
        ({"people": PEOPLE, "homes": "id,rent,form\nx,1,castle\n"}, "“form” is “castle”; write one of family"),
        (
            {"people": PEOPLE, "homes": HOMES, "rules": "rule,figure\nluck,1\n"},
            "“rule” is “luck”; write one of match_said",
        ),
    ],
)
def test_a_bad_file_says_what_to_do(told, files, words):
    with pytest.raises(CommandError) as refused:
        told(**({"on": "2026-11-30"} | files if "edges" not in files else files))
    assert words in str(refused.value)


def test_a_file_that_is_not_there_or_not_text_and_a_day_that_is_none(tmp_path):
    (tmp_path / "latin.csv").write_bytes("person,home,weight\nåse,x,1".encode("latin-1"))
    for name, words in (("none.csv", "cannot be read (No such file"), ("latin.csv", "is not UTF-8")):
        with pytest.raises(CommandError, match=words.replace("(", r"\(")):
            call_command("match", edges=tmp_path / name)
    with pytest.raises(CommandError, match="--on is written as 2026-11-30"):
        call_command("match", people=tmp_path, homes=tmp_path, on="i dag")


def test_it_runs_where_no_database_answers(tmp_path):
    (tmp_path / "pairs.csv").write_text(PAIRS)
    environment = os.environ | {"HJEMVEJ_DEMO": "1", "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"}
    for file, status, words in (
        ("pairs.csv", 0, "2 of 3 people get one of 2 homes."),
        ("none.csv", 2, "cannot be read"),
    ):
        command = [sys.executable, "manage.py", "match", "--edges", str(tmp_path / file)]
        done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        assert words in done.stdout + done.stderr
        assert "The database" not in done.stderr
    done = subprocess.run([*command[:3], "--help"], cwd=CHECKOUT, env=environment, capture_output=True, text=True)
    assert "An example. pairs.csv" in done.stdout

"""Real messes of landlords' lists: has each row its one right fate, with words that say why?"""

import datetime
from typing import Any

import pytest

from hjemvej.ground.homes.models import Dwelling, Vacancy

pytestmark = pytest.mark.django_db
HEAD = "Bolignr;Adresse;Boligtype;Rum;m2;Husleje;Varme;Ledig fra;Elevator\n"
ROW = "12;Prøvevej 7, 1. tv;familiebolig;3;72;5.600;500;1/1-2027;ja"
ADDRESS = "Adresse;Husleje\n{};5.600\n"
RENT = "Adresse;Husleje\nPrøvevej 7, 1. tv;{}\n"
FREE = "Adresse;Husleje;Ledig fra\nPrøvevej 7, 1. tv;5.600;{}\n"

# The sheet, and what each of its rows becomes: its fate, and words that stand with it.
SHEETS = {
    # 1. plain
    "new and vacant": (HEAD + ROW, ["new_vacant"]),
    "new": (HEAD + ROW.replace("1/1-2027", ""), ["new"]),
    # 2. addresses
    "in parts": ("Vej;Nr;Etage;Dør;Postnr;By;Leje\nPrøvevej;7;1;tv;4400;Prøvekøbing;5600", ["new"]),
    "floor in a column": ("Adresse;Etage;Husleje\nPrøvevej 7;st. th;5600", ["new"]),
    "shouted, with the town": (ADDRESS.format("PRØVEVEJ 7 1 TV, 4400 PRØVEKØBING"), ["new"]),
    "no address": (ADDRESS.format(""), ["wrong mangler"]),
    "no house number": (ADDRESS.format("Prøveparken"), ["wrong husnummer"]),
    "two house numbers": (ADDRESS.format("Prøvevej 7-9, 1. tv"), ["doubt -9, 1. tv"]),
    "a name in brackets": (ADDRESS.format("Prøvevej 7, 1. tv (Testa Prøve)"), ["new parentes"]),
    "a number of a citizen": (ADDRESS.format("Prøvevej 7, 010170-1234"), ["wrong CPR-nummer"]),
    "as above": ("Adresse;Husleje\nPrøvevej 7, 1. tv;5600\ndo.;5600", ["new", "wrong Skriv det"]),
    "error of Excel": (ADDRESS.format("#REF!"), ["wrong Excel viser en fejl"]),
    # 3. rents
    "kroner": (RENT.format("kr. 5.600,- pr. md."), ["new"]),
    "with øre": (RENT.format("5.600,50"), ["new"]),
    "with spaces": (RENT.format("5 600 kr"), ["new"]),
    "roughly": (RENT.format("ca. 5.600"), ["new omtrentlig"]),
    "a letter among the numbers": (RENT.format("56o0"), ["wrong ikke et beløb"]),
    "a power of ten": (RENT.format("1e5"), ["wrong ikke et beløb"]),
    "digits of another script": (RENT.format("٥٦٠٠"), ["wrong ikke et beløb"]),
    "for a year": (RENT.format("67.200 pr. år"), ["wrong for et år"]),
    "absurd": (RENT.format("560000"), ["wrong kan ikke passe"]),
    "a thousandth": (RENT.format("5,6"), ["wrong kan ikke passe"]),
    "nothing": (RENT.format("0"), ["wrong der står 0 kr."]),
    "no rooms": ("Adresse;Husleje;Rum\nPrøvevej 7;5600;0", ["new mindst ét værelse"]),
    "parts as large as all": ("Adresse;Husleje i alt;Varme\nPrøvevej 7;900;900", ["wrong lige så meget"]),
    "below nothing": (RENT.format("-5600"), ["wrong ikke et beløb"]),
    "none": (RENT.format(""), ["wrong Huslejen mangler"]),
    "only in all": ("Adresse;Husleje i alt;Varme\nPrøvevej 7;6.100;500", ["new"]),
    "in all, and no part": ("Adresse;Husleje;Husleje i alt\nPrøvevej 7;5.600;6.100", ["new skrevet som varme"]),
    "a sum that does not fit": ("Adresse;Husleje;Varme;I alt\nPrøvevej 7;5600;500;6400", ["doubt giver 6100 kr."]),
    "parts larger than all": ("Adresse;Husleje i alt;Varme\nPrøvevej 7;500;900", ["wrong mere end"]),
    # 4. days
    "now": (FREE.format("Ledig nu"), ["new_vacant"]),
    "let": (FREE.format("udlejet"), ["new"]),
    "by agreement": (FREE.format("efter aftale"), ["new Ledig fra: ”efter aftale”"]),
    "a day in two readings": (FREE.format("3.1"), ["wrong 3. januar eller 3. oktober"]),
    "roughly a day": (FREE.format("ultimo januar 2027"), ["new_vacant læst som 28.01.2027"]),
    "no year": (FREE.format("15/1"), ["new_vacant læst som 15.01.2027"]),
    "a number of Excel": (FREE.format("46402"), ["new_vacant"]),
    "long ago": (FREE.format("1/5-2019"), ["doubt over et år"]),
    "let, and free": ("Adresse;Husleje;Status;Ledig fra\nPrøvevej 7;5600;Udlejet;1/11-2026", ["doubt siger både"]),
    "given notice": ("Adresse;Husleje;Status;Opsagt pr.\nPrøvevej 7;5600;Udlejet;31/1-2027", ["new_vacant"]),
    "taken over later": ("Adresse;Husleje;Ledig fra;Overtagelse\nPrøvevej 7;5600;1/12-2026;15/12-2026", ["new_vacant"]),
    "taken over before": ("Adresse;Husleje;Ledig fra;Overtagelse\nPrøvevej 7;5600;15/12-2026;1/12-2026",
                          ["new_vacant klar 15.12.2026"]),
    "told tomorrow": ("Adresse;Husleje;Ledig fra;Meldt ledig\nPrøvevej 7;5600;1/1-2027;1/12-2026",
                      ["new_vacant Dagen er ikke kommet"]),
    # 5. optional cells that cannot be read do not lose the row
    "cells": ("Adresse;Husleje;Rum;m2;Elevator;Husdyr;Indskud;Lejeform;Trin\n"
              "Prøvevej 7;5600;2½;72-75;måske;efter aftale;mange;forskellig;nogle",
              ["new 2½|72-75|måske|aftale|mange|forskellig|nogle"]),
    # 6. kinds
    "a flat": ("Adresse;Boligtype;Husleje\nPrøvevej 7;2-rums lejlighed;5600", ["new"]),
    "another kind": ("Adresse;Boligtype;Husleje\nPrøvevej 7;ældrebolig;5600", ["doubt ældrebolig"]),
    # 7. no dwellings
    "no dwellings": (
        "Ledige boliger november;;;\n;;;\nAdresse;Boligtype;Husleje;Ledig fra\nPrøvevej 7;familiebolig;5600;1/1-2027\n"
        ";;;\nI alt;;5600;\nAdresse;Boligtype;Husleje;Ledig fra\nGarage 3, Prøvevej 7;;400;\nPrøvevej 9;p-plads;250;\n"
        "Prøvevej 11;Erhverv;9000;\nAfdeling Nord;;;\n* forbehold for fejl;;;\nLedig fra:;;;\nUDGÅET;;5600;\n"
        "Butik Prøvevej 8;;8000;\n",
        ["skipped Titel", "skipped Tom", "new_vacant", "skipped Tom", "skipped sum", "skipped Overskriften",
         "skipped garage", "skipped p-plads", "skipped erhverv", "skipped note", "skipped note", "skipped note",
         "skipped slettet", "skipped butik"],
    ),
    # 8. twice in the file
    "the same twice": (ADDRESS.format("Prøvevej 7, 1. tv") + "prøvevej 7 1tv;5600", ["new", "known række 2"]),
    "twice, another rent": (ADDRESS.format("Prøvevej 7, 1. tv") + "Prøvevej 7, 1. tv;5900",
                            ["new", "doubt 5.600 kr. i række 2, 5.900 kr. her"]),
    "spelled otherwise": ("Adresse;Husleje\nÅgade 16, 1.tv;5600\nAagade 16 1 TV;5600", ["new", "doubt en anden måde"]),
    "one number, two homes": ("Bolignr;Adresse;Husleje\n12;Prøvevej 7;5600\n0012;Prøvevej 9;5600",
                              ["doubt række 2, 3", "doubt række 2, 3"]),
    # 9. another landlord, a tenant
    "another landlord": ("Adresse;Udlejer;Husleje\nPrøvevej 7;Boligselskabet Fiktiv;5600", ["doubt Boligselskabet"]),
    "a tenant": ("Lejer;CPR;Adresse;Husleje\nTesta Prøve;010170-1234;Prøvevej 7;5600\nMona Fiktiv;;;",
                 ["new", "skipped der ikke skal med"]),
}  # fmt: skip


def told(plan):
    said = (" ".join([row.fate.value, *row.reasons, *row.unread]) for row in plan.rows)
    return [words.replace("\N{NO-BREAK SPACE}", " ") for words in said]


def agrees(said, expected):
    """Each row's fate, and that the words stand with it: of several, each."""
    wanted = [words.split(" ", 1) for words in expected]
    return len(said) == len(expected) and all(
        one.split(" ", 1)[0] == fate and all(part.lower() in one.lower() for part in "".join(words).split("|"))
        for one, (fate, *words) in zip(said, wanted, strict=True)
    )


@pytest.mark.parametrize("name", SHEETS)
def test_each_row_has_its_one_right_fate(read, name):
    sheet, expected = SHEETS[name]
    plan = read(sheet)
    assert agrees(told(plan), expected), told(plan)
    assert sum(plan.counts.values()) == len(plan.rows)


READY, SOON = datetime.date(2026, 11, 19), datetime.date(2027, 1, 1)
OURS = "Bolignr;Adresse;Husleje;Elevator;Ledig fra\n{}\n"
# What we know of “Ågade 14, 1. tv” (5.600 kr., heat 500 kr.), a row, and what becomes of it.
AGAINST_OURS: dict[str, tuple[dict[str, Any], str, str]] = {
    "nothing new": ({}, ";Ågade 14, 1. tv;5.600;;", "known Intet nyt"),
    "written otherwise": ({}, ";ÅGADE 14 1.TV;5600;;", "known"),
    "spelled otherwise": ({}, ";Aagade 14, 1. tv;5.600;;", "doubt en anden måde"),
    "without its door": ({}, ";Ågade 14, 1.;5.600;;", "doubt en anden måde"),
    "the other side": ({}, ";Ågade 14, 1. th;5.600;;", "new"),
    "vacant": ({}, ";Ågade 14, 1. tv;5.600;;1/1-2027", "vacant"),
    "vacant, and no rent told": ({"number": "12"}, "12;;;;1/1-2027", "vacant"),
    "an empty fact": ({}, ";Ågade 14, 1. tv;5.600;ja;", "changed Tilføjer: elevator"),
    "another rent": ({}, ";Ågade 14, 1. tv;5.900;;", "differs 5.600 kr. hos os, 5.900 kr. i listen"),
    "another rent, and vacant": ({}, ";Ågade 14, 1. tv;5.900;;1/1-2027", "vacant 5.900 kr. i listen"),
    "its number": ({}, "12;Ågade 14, 1. tv;5.600;;", "changed boligorganisationens nummer"),
    "another number": ({"number": "12"}, "13;Ågade 14, 1. tv;5.600;;", "differs 12 hos os, 13 i listen"),
    "its number without noughts": ({"number": "0012"}, "12;Aagade 14 1 tv;5.600;;", "known står den som Ågade 14"),
    "its number elsewhere": ({"number": "12"}, "12;Birkevej 2;5.600;;", "doubt Nummer 12 er Ågade 14, 1. tv hos os"),
    "an unknown number": ({}, "77;;5.600;;", "wrong nummeret kender vi ikke"),
    "open already": ({"ready": SOON}, ";Ågade 14, 1. tv;5.600;;1/1-2027", "known ledig i forvejen"),
    "open from another day": ({"ready": SOON}, ";Ågade 14, 1. tv;5.600;;1/2-2027", "known listen siger 01.02.2027"),
    "given back": ({"ready": SOON, "given_back": READY}, ";Ågade 14, 1. tv;5.600;;1/1-2027", "known givet tilbage"),
    "given back, now": ({"ready": READY, "given_back": READY}, ";Ågade 14, 1. tv;5600;;nu", "doubt Er den ledig igen?"),
    "vacant anew": ({"ready": READY, "given_back": READY}, ";Ågade 14, 1. tv;5600;;1/2-2027", "vacant"),
}  # fmt: skip


@pytest.mark.parametrize("name", AGAINST_OURS)
def test_what_we_know_is_never_overwritten_or_made_twice(read, known, name):
    ours, row, expected = AGAINST_OURS[name]
    known("Ågade 14, 1. tv", **ours)
    plan = read(OURS.format(row))
    assert agrees(told(plan), [expected]), told(plan)
    before = list(Vacancy.objects.values())
    read(OURS.format(row), dry=False)
    assert Dwelling.objects.get(address="Ågade 14, 1. tv", rent__gt=1).rent == 5600
    assert len(Vacancy.objects.all()) - len(before) == (expected.startswith("vacant"))
    assert list(Vacancy.objects.filter(pk__in=[one["id"] for one in before]).values()) == before

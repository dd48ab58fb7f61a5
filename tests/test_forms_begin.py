"""Does every page whose task is a form say so, so that it begins in the first field? The browser looks in journeys."""

import re

from tests.architecture.house import HOUSE

SENDS = re.compile(r'<form class="hv-form[^>]*method="post"')
DRAWN = re.compile(r'render\(\s*request, "(?P<template>[\w/]+\.html)"')
# Drawn without `form_page`, and begun otherwise, or not in a form: why.
OTHERWISE = {
    "access/choose_password.html": "no frame, and the browser's own keeper of passwords",
    "access/own_page.html": "several forms, none of them the task",
    "access/switch_organisation.html": "buttons",
    "homes/choose_address.html": "a list to choose from",
    "offline/shell.html": "what waits on a phone without a line",
    "outreach/round.html": "the round is the task; who goes along stands in a fold",
    "people/covered.html": "a button",
    "people/merge_choose.html": "a list to choose from",
}


def begins_nowhere() -> set[str]:
    found = set()
    for file in HOUSE.glob("*/*/**/*.py"):
        source = file.read_text(encoding="utf-8")
        for drawn in DRAWN.finditer(source):
            template = next(HOUSE.glob(f"**/templates/{drawn['template']}"), None)
            if template is None or not SENDS.search(shown := template.read_text(encoding="utf-8")):
                continue
            view = source[source.rfind("\ndef ", 0, drawn.start()) : drawn.end()]  # alone: the file has other pages
            begun = "begins_in_form" in view or "autofocus" in shown or "first=True" in shown
            found |= set() if begun else {drawn["template"]}
    return found


def test_every_page_that_is_a_form_begins_in_it():
    assert begins_nowhere() == set(OTHERWISE)

"""Is the heading of each page its answer, and not the page's name once more?"""

import re

from tests.architecture.house import HOUSE

FRAMES = ('{% extends "ui/staff.html" %}', '{% extends "ui/partner.html" %}')
QUESTIONS = {"access/roles.html"}  # a table to look up in
THE_COMPONENTS = {"ui/gallery_partner.html"}
ACTS = {"partner/choose_place.html", "partner/move.html"}  # lists to choose from, where the choice is the answer
SHOWN_ON_REQUEST = {"people/revealed.html"}


def pages() -> dict[str, str]:
    """Each page that is not a form to fill in, with its source."""
    files = HOUSE.glob("*/*/templates/**/*.html")
    sources = {file.as_posix().split("/templates/")[1]: file.read_text(encoding="utf-8") for file in files}
    return {name: source for name, source in sources.items() if source.startswith(FRAMES) and "hv-form" not in source}


def block(name: str, source: str) -> str:
    found = re.search(rf"{{% block {name} %}}(.*?){{% endblock %}}", source, re.DOTALL)
    return " ".join(found[1].split()) if found else ""


def test_the_heading_is_the_answer_and_not_the_name_of_the_page():
    found = pages()
    assert len(found) > 30
    named = {name for name, source in found.items() if block("heading", source).startswith('{% translate "')}
    repeats = {name for name in named if block("heading", found[name]) == block("title", found[name])}
    assert repeats == QUESTIONS | THE_COMPONENTS | ACTS | SHOWN_ON_REQUEST

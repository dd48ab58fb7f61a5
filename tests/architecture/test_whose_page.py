"""Does the heading of each page about a citizen's case say whose it is, masked where they are protected?"""

import re

from tests.architecture.house import HOUSE

BACK = ('{% include "casework/_back.html" %}', '{% extends "people/part.html" %}')
HEADING = re.compile(r"{% block (?:part_)?heading %}(.*?){% endblock %}", re.DOTALL)
NAMES = "{% person_name "
SAYS_WHAT = {"casework/note.html", "casework/notes.html", "casework/task.html", "casework/timeline.html"}


def test_the_heading_says_whose_page_it_is():
    files = HOUSE.glob("*/*/templates/**/*.html")
    sources = {file.as_posix().split("/templates/")[1]: file.read_text(encoding="utf-8") for file in files}
    pages = {name: source for name, source in sources.items() if any(back in source for back in BACK)}
    assert len(pages) > 15
    assert {name for name, source in pages.items() if NAMES not in "".join(HEADING.findall(source))} == SAYS_WHAT

"""Does a name note its person when it becomes text on a page, and only then?"""

import uuid

from django.utils.html import conditional_escape

from hjemvej.ground.people.shown_name import ShownName
from hjemvej.platform.audit.names_shown import note_look, noting_names
from hjemvej.platform.ui.alphabet import danish_order

ERIK, BYSTANDER = uuid.uuid4(), uuid.uuid4()


def test_a_name_becomes_noted_as_text_and_only_on_a_page():
    name = ShownName("Erik Prøve", person_id=ERIK, is_protected=False)
    with noting_names() as page:
        danish_order(name)
        assert page.listed == []
    for shown in ("{}".format, "%s".__mod__, lambda name: "og " + name, lambda name: name + "!", conditional_escape):
        with noting_names() as page:
            assert "Erik Prøve" in shown(name)
        assert page.listed == [ERIK], shown
    str(name)
    assert page.listed == [ERIK]


def test_a_masked_name_is_noted_too_and_an_opened_record_is_no_list():
    masked, opened = (ShownName("Erik Prøve", person_id=one, is_protected=True) for one in (ERIK, BYSTANDER))
    with noting_names() as page:
        str(masked.with_code), str(opened)
        note_look(BYSTANDER)
    assert page.listed == [ERIK]

"""Does a draft belong to the form whose key begins its own, and to no other?"""

import pytest

from hjemvej.platform.rooms import DraftForm, NoSuchDraftForm, Room, draft_form, house


@pytest.fixture(autouse=True)
def _planted(monkeypatch):
    forms = tuple(DraftForm(key, key, "planted:write") for key in ("note", "notebook", "take-in"))
    monkeypatch.setattr(house, "_handed_over", (Room(name="planted", drafts=forms),))


@pytest.mark.parametrize(
    ("key", "form"),
    [
        ("note", "note"),
        ("note-7", "note"),
        ("notebook-7", "notebook"),
        ("notebook", "notebook"),
        ("take-in-7", "take-in"),
    ],
)
def test_a_draft_belongs_to_the_form_whose_key_begins_it(key, form):
    assert draft_form(key).key == form


@pytest.mark.parametrize("key", ["notes-7", "not", "", "take"])
def test_a_draft_of_no_form_is_refused(key):
    with pytest.raises(NoSuchDraftForm):
        draft_form(key)

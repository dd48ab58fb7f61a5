"""Is everything on screen said in every language the page promises?"""

import pytest

from launch import translate

from .house import ROOMS, name_of

PUBLIC = "portals/public"
ALL = ("en", "pl", "ro", "ar")  # the languages of the public page


@pytest.mark.parametrize("room", ROOMS, ids=name_of)
def test_every_danish_text_is_translated(room):
    lacking = {
        language: untranslated
        for language in (ALL if name_of(room).endswith(PUBLIC) else ("en",))
        if (untranslated := translate.untranslated(room, language))
    }
    assert lacking == {}

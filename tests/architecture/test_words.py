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


def test_a_planted_text_without_a_translation_is_found_out(tmp_path, monkeypatch):
    monkeypatch.setattr(translate, "CHECKOUT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "planted.html").write_text('{% load i18n %}{% translate "En plantet tekst" %}')
    assert translate.untranslated(tmp_path, "en") == ["En plantet tekst"]

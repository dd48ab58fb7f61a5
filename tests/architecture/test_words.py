"""Is everything on screen said in every language the page promises?"""

import re
from collections.abc import Iterable

import pytest

from launch import translate

from .house import HOUSE, ROOMS, name_of

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


def test_every_translation_names_what_its_danish_text_names():
    """A figure or name that a translation asks for and the code does not give is an error when the page is drawn."""
    wrong = []
    for room in translate.rooms():
        for language in translate.languages(room):
            catalogue = translate.read(room, language)
            wrong += [f"{room.name} {language}: {message.id}" for message, _faults in catalogue.check()]
    assert wrong == []


def test_a_planted_translation_that_asks_for_another_name_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(translate, "CHECKOUT", tmp_path)
    folder = tmp_path / "locale" / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid "Et barn"\nmsgid_plural "%(n)d børn"\nmsgstr[0] "A child"\nmsgstr[1] "%(count)d children"\n'
    )
    assert len(list(translate.read(tmp_path, "en").check())) == 1


def test_a_singular_has_one_plural_in_the_whole_product():
    """Django keeps one translation for a singular: a plural that counts by another name is an error when drawn."""
    assert two_plurals(one for room in translate.rooms() for one in translate.plurals(room)) == {}


def test_a_planted_second_plural_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(translate, "CHECKOUT", tmp_path)
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "planted.html").write_text(
        "{% load i18n %}{% blocktranslate count n=2 %}Et barn{% plural %}{{ n }} børn{% endblocktranslate %}"
    )
    (tmp_path / "planted.py").write_text('ngettext("Et barn", "%(count)d børn", 2)\nngettext("En", "%(n)d", 2)\n')
    assert two_plurals(translate.plurals(tmp_path)) == {(None, "Et barn"): {"%(n)s børn", "%(count)d børn"}}


def two_plurals(said: Iterable[tuple[str | None, str, str]]) -> dict[tuple[str | None, str], set[str]]:
    found: dict[tuple[str | None, str], set[str]] = {}
    for context, singular, plural in said:
        found.setdefault((context, singular), set()).add(plural)
    return {singular: plurals for singular, plurals in found.items() if len(plurals) > 1}


def test_danish_words_stand_in_danish_quotation_marks():
    """”…”, as the authorities write it; straight and English marks look alike, and are no Danish ones."""
    assert marks_in('Skriv “ny” i <a href="#">feltet</a>, eller »samme« og "nej"') == ["“", "»", "«", '"', '"']
    wrong = [
        f"{room.name}: {words}"
        for room in translate.rooms()
        for message in translate.read(room, "en")
        if message.id
        for words in ([message.id] if isinstance(message.id, str) else message.id)
        if marks_in(words)
    ]
    assert wrong == []


def marks_in(words: str) -> list[str]:
    return re.findall('[“„»«"]', re.sub("<[^>]*>", "", words))


def test_who_says_what_they_see_is_heard():
    """WCAG 2.5.3: whoever speaks to the page says the words that stand there, so the spoken name holds them."""
    planted = (
        '<a href="#" aria-label="{% blocktranslate %}Åbn {{ what }}{% endblocktranslate %}">{% translate "Ret" %}</a>'
    )
    assert unheard_in(planted) == [("Ret", "Åbn")]
    pages = {file.name: file.read_text() for file in HOUSE.glob("**/templates/**/*.html")}
    named = {name: unheard_in(source) for name, source in pages.items()}
    assert {name: found for name, found in named.items() if found} == {}


def unheard_in(template: str) -> list[tuple[str, str]]:
    """List what stands on a button or a link beside a spoken name that lacks it, branch by branch."""
    plain = re.sub(r"""{% translate ["'](.*?)["'].*?%}""", r"\1", template)
    plain = re.sub(r"{{.*?}}|{#.*?#}", "", re.sub(r"{%.*?%}", "\n", plain))
    controls = re.findall(r'<(a|button)\b[^>]*\baria-label="([^"]*)"[^>]*>([^<]*)<', plain)
    pairs = [pair for _, *both in controls for pair in zip(*map(branches_in, reversed(both)), strict=False)]
    return [(seen, spoken) for seen, spoken in pairs if seen not in spoken]


def branches_in(words: str) -> list[str]:
    """The texts of a piece of a template, one a branch; signs that are no words are left out."""
    return [line for line in map(str.strip, words.split("\n")) if re.search(r"\w", line)]

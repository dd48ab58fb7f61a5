"""Do components and fields say what they should, in words and to screen readers?"""

import datetime
import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from hjemvej.platform.ui import when
from hjemvej.platform.ui.figures import _plain, bars_by_name, bars_per_day, lines
from hjemvej.platform.ui.forms import DanishDateField, DanishTimeField
from hjemvej.platform.ui.gallery import Invented, InventedName, MaskedName
from hjemvej.platform.ui.number_words import number_word
from hjemvej.platform.ui.templatetags.ui import STALE_AFTER

NOW = datetime.datetime(2026, 11, 22, 14, 20, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 22)


def drawn(source, **values):
    return Template(source).render(Context({"now": NOW, **values}))


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (datetime.timedelta(seconds=20), "lige nu"),
        (datetime.timedelta(seconds=-20), "lige nu"),
        (datetime.timedelta(minutes=1), "for 1 min. siden"),
        (datetime.timedelta(minutes=12), "for 12 min. siden"),
        (datetime.timedelta(minutes=59), "for 59 min. siden"),
        (datetime.timedelta(hours=1), "for 1 time siden"),
        (datetime.timedelta(hours=5), "for 5 timer siden"),
        (datetime.timedelta(hours=47, minutes=59), "for 48 timer siden"),
        (datetime.timedelta(hours=48), "for 2 dage siden"),
        (datetime.timedelta(days=6), "for 6 dage siden"),
        (datetime.timedelta(days=59), "for 59 dage siden"),
        (datetime.timedelta(days=60), "for 2 måneder siden"),
        (datetime.timedelta(days=74), "for 2 måneder siden"),
        (datetime.timedelta(days=699), "for 23 måneder siden"),
        (datetime.timedelta(days=700), "for 1 år siden"),
        (datetime.timedelta(days=800), "for 2 år siden"),
        (datetime.timedelta(minutes=-1), "om 1 min."),
        (datetime.timedelta(hours=-3), "om 3 timer"),
    ],
)
def test_how_long_ago_is_said_as_people_say_it(ago, said):
    assert when.since(NOW - ago, NOW) == said


@pytest.mark.parametrize(
    ("days_ahead", "in_words", "since"),
    [
        (-7, "15. nov.", "for 7 dage siden"),
        (-2, "20. nov.", "for 2 dage siden"),
        (-1, "i går", "i går"),
        (0, "i dag", "i dag"),
        (1, "i morgen", "i morgen"),
        (2, "tirsdag", "om 2 dage"),
        (6, "lørdag", "om 6 dage"),
        (7, "29. nov.", "om 7 dage"),
        (40, "1. jan. 2027", "om 40 dage"),
    ],
)
def test_a_day_is_said_as_people_say_it(days_ahead, in_words, since):
    day = TODAY + datetime.timedelta(days=days_ahead)
    assert when.day_in_words(day, TODAY) == when.moment_in_words(day, NOW) == in_words
    assert when.since(day, NOW) == since


def test_a_day_of_another_year_names_the_year(clock_stands):
    for say, words in ((when.long_date, "lørdag den 3. maj"), (when.short_date, "3. maj")):
        assert say(datetime.date(2025, 5, 3)) == f"{words} 2025"
        assert say(datetime.date(2025, 5, 3), datetime.date(2025, 1, 1)) == words
        assert "2026" not in say(datetime.date(2026, 5, 3))
    assert when.full_date(datetime.date(2026, 5, 3)) == "3. maj 2026"


def test_a_moment_is_said_in_danish_time_and_one_without_a_zone_as_it_is():
    late = datetime.datetime(2026, 11, 21, 23, 30, tzinfo=datetime.UTC)
    assert (when.day_of(late), when.clock(late)) == (TODAY, "kl. 0.30")
    assert (when.day_of(late.replace(tzinfo=None)), when.clock(late.replace(tzinfo=None))) == (
        datetime.date(2026, 11, 21), "kl. 23.30",
    )  # fmt: skip
    assert when.clock(datetime.time(8, 5)) == "kl. 8.05"


def test_nothing_is_said_of_no_moment():
    assert [say(None) for say in (when.long_date, when.short_date, when.full_date, when.clock)] == [""] * 4
    assert when.moment_in_words(None, NOW) == ""
    assert when.since(None, NOW) == "aldrig"


def test_dates_and_clocks_are_danish_and_english():
    assert when.long_date(NOW, TODAY) == "søndag den 22. november"
    assert when.long_date(datetime.date(2025, 5, 3), TODAY) == "lørdag den 3. maj 2025"
    assert when.clock(NOW) == "kl. 15.20"
    assert when.moment_in_words(NOW, NOW) == "i dag kl. 15.20"
    assert when.moment_in_words(TODAY + datetime.timedelta(days=2), NOW) == "tirsdag"
    with translation.override("en"):
        assert when.long_date(NOW, TODAY) == "Sunday 22 November"
        assert when.clock(NOW) == "15:20"


def test_what_is_stale_says_whom_to_ring():
    old = NOW - datetime.timedelta(hours=5)
    assert "ring 00 00 00 00" in drawn('{% freshness at phone="00 00 00 00" %}', at=old)
    assert "ring" not in drawn('{% freshness at phone="00 00 00 00" %}', at=NOW)
    assert "aldrig opdateret" in drawn("{% freshness at %}", at=None)
    just, past = NOW - STALE_AFTER, NOW - STALE_AFTER - datetime.timedelta(seconds=1)
    assert ["is-stale" in drawn("{% freshness at %}", at=at) for at in (just, past)] == [False, True]


def test_a_card_and_a_fold_are_named_by_their_title_unless_they_are_given_a_name():
    assert 'id="kort-venter-pa-et-sted"' in drawn('{% card "Venter på et sted" %}x{% endcard %}')
    assert 'id="kort-giv-videre"' in drawn('{% fold "Giv videre" %}x{% endfold %}')
    for tag in ('{% card "Giv videre" id="own" %}x{% endcard %}', '{% fold "Giv videre" id="own" %}x{% endfold %}'):
        assert 'id="own"' in drawn(tag)


@pytest.mark.parametrize(("kind", "shown"), [("success", "success"), ("debug", "info"), ("", "info")])
def test_a_notice_has_a_kind_and_a_text_only_when_there_is_one(kind, shown):
    html = drawn('{% notice "Gemt" kind=kind %} {% endnotice %}', kind=kind)
    assert f"alert-{shown}" in html
    assert "alert-text" not in html
    assert "alert-text" in drawn('{% notice "Gemt" %}Tak{% endnotice %}')


def test_a_quote_names_its_speaker_and_an_empty_quote_is_not_drawn():
    assert drawn('{% quote "Jeg fryser" by="Erik" %}').count("<figcaption>Erik</figcaption>") == 1
    assert "figcaption" not in drawn('{% quote "Jeg fryser" %}')
    assert drawn('{% quote "" by="Erik" %}') == ""


@pytest.mark.parametrize(
    ("number", "links"),
    [(1, ["?q=x&amp;side=2"]), (2, ["?q=x&amp;side=1", "?q=x&amp;side=3"]), (3, ["?q=x&amp;side=2"])],
)
def test_a_pager_leads_only_to_pages_that_exist(number, links):
    request = RequestFactory().get("/liste/", {"q": "x", "side": str(number)})
    html = drawn("{% pager page %}", page=Paginator(range(5), 2).page(number), request=request)
    assert re.findall(r'href="([^"]*)"', html) == links


def test_squares_are_also_told_in_words():
    html = drawn("{% places free=1 held=1 occupied=6 closed=2 %}")
    assert "1 ledig af 8 · 1 reserveret · 2 lukket" in html
    assert "2 ledige af 2<" in drawn("{% places free=2 %}")
    shut = drawn("{% places free=10 occupied=1 shut=True %}")
    assert "lukket for flere i nat (10 tomme af 11)" in shut
    assert ("is-free" in shut, "ledige" in shut) == (False, False)
    assert html.count("<i ") == 10


def test_a_masked_name_is_marked_and_an_open_name_is_not():
    masked, known = Invented(MaskedName("Beskyttet borger")), Invented(InventedName("Fiktiv Prøve"))
    assert drawn("{% person_name who %}", who=masked) == '<span class="hv-masked">Beskyttet borger</span>'
    assert drawn("{% person_name who %}", who=known) == "Fiktiv Prøve"


def test_a_name_as_plain_text_is_a_mistake_in_the_template():
    with pytest.raises(AttributeError):
        drawn("{% person_name who %}", who="Fiktiv Prøve")


def test_a_kind_that_does_not_exist_is_a_mistake_in_the_template():
    with pytest.raises(TemplateSyntaxError):
        drawn('{% pill "x" "blå" %}')


def test_what_people_wrote_cannot_become_markup():
    evil = "<img src=x onerror=alert(1)>"
    for tag in ("{% pill x %}", "{% card x %}{{ x }}{% endcard %}", "{% quote x %}", "{% task_row x why=x chip=x %}"):
        assert "<img" not in drawn(tag, x=evil)


def test_a_sorted_column_keeps_the_filters():
    request = RequestFactory().get("/liste/", {"team": "nord", "orden": "navn", "side": "3"})
    html = drawn('{% sortable "Navn" "navn" %}', request=request)
    assert 'aria-sort="ascending"' in html
    assert "?team=nord&amp;orden=-navn" in html


@pytest.mark.parametrize(
    ("chosen", "tag", "order", "leads_to"),
    [
        ("navn", '{% sortable "Navn" "navn" %}', "ascending", "-navn"),
        ("-navn", '{% sortable "Navn" "navn" %}', "descending", "navn"),
        ("dag", '{% sortable "Navn" "navn" first=True %}', None, "navn"),
        ("", '{% sortable "Navn" "navn" %}', None, "navn"),
        ("", '{% sortable "Navn" "navn" first=True %}', "ascending", "-navn"),
    ],
)
def test_a_column_is_sorted_by_as_chosen_or_by_the_first(chosen, tag, order, leads_to):
    request = RequestFactory().get("/liste/", {"orden": chosen} if chosen else {})
    html = drawn(tag, request=request)
    assert re.findall(r'aria-sort="(\w+)"', html) == ([order] if order else [])
    assert f'href="?orden={leads_to}"' in html


class Form(forms.Form):
    name = forms.CharField(label="Navn", help_text="Det, borgeren selv bruger")
    on = DanishDateField(label="Dag", today=TODAY)
    clock = DanishTimeField(label="Klokken", required=False)
    tonight = forms.ChoiceField(label="I nat?", choices=[("a", "Ja"), ("n", "Nej")], widget=forms.RadioSelect)
    knows = forms.BooleanField(label="Borgeren ved det")


def test_fields_are_tied_to_their_label_hint_and_error():
    form = Form({"on": "31/4", "clock": "25"})
    assert not form.is_valid()
    html = str(form)
    assert '<label class="form-label" for="id_name">' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'href="#id_on"' in html
    assert re.findall(r'href="#(id_\w+)">\s*([^<]*?)\s*<', html)[:1] == [("id_name", "Navn: Skal udfyldes.")]
    assert re.search(r'href="#id_tonight">\s*I nat\? ', html)
    assert "Der findes ingen 31. april i 2026." in html
    assert 'value="31/4"' in html, "what was typed stays"
    assert '<fieldset id="id_tonight_group"' in html
    assert 'class="form-radio"' in html
    assert 'class="form-checkbox"' in html


def test_dates_and_times_come_out_clean():
    form = Form({"name": "Prøve", "on": "i går", "clock": "1520", "tonight": "n", "knows": "on"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == datetime.date(2026, 11, 21)
    assert form.cleaned_data["clock"] == datetime.time(15, 20)
    assert 'value="3. maj 2026"' in str(Form(initial={"on": datetime.date(2026, 5, 3)})["on"])
    assert not Form({"on": "3/5-26"}, initial={"on": datetime.date(2026, 5, 3)}).has_changed()
    at_noon = {"clock": datetime.time(12, 0), "on": NOW}
    assert not Form({"clock": "kl. 12", "on": "22/11-26"}, initial=at_noon).has_changed()
    assert Form({"clock": "kl. 13", "on": "22/11-26"}, initial=at_noon).changed_data == ["clock"]
    assert Form({"clock": "frokost", "on": "22/11-26"}, initial=at_noon).changed_data == ["clock"]
    assert 'value="12.00"' in str(Form(initial=at_noon)["clock"])
    assert DanishDateField(near="past").clean("1/1-1990") == datetime.date(1990, 1, 1)


def test_a_picture_is_one_image_with_words_and_no_styles():
    picture = bars_per_day(
        [(TODAY - datetime.timedelta(days=n), n % 3) for n in range(5)],
        title="Fund", description='Fem "søjler" & <mere>', head=("Nat", "Borgere"), method="Opdigtet", on=TODAY,
    )  # fmt: skip
    for svg in (picture.wide, picture.narrow):
        assert 'role="img" aria-label="Fem &quot;søjler&quot; &amp; &lt;mere&gt;"' in svg
        assert "style" not in svg
    assert picture.rows[0] == ("22. nov.", "0")
    assert "IBM Plex Sans" in picture.wide


def lines_of(*names, highest=3.0, **more):
    days = [(TODAY - datetime.timedelta(days=30 * n), highest - n) for n in range(3)]
    return lines(dict.fromkeys(names, days), title="", description="", head="", method="", on=TODAY, **more)


def texts(svg):
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def width_of(svg):
    return float(re.findall(r'<svg [^>]*\bwidth="([\d.]+)', svg)[0])


def test_a_picture_is_drawn_for_a_desk_and_for_a_phone():
    by_name = bars_by_name({"Nord": 2, "Syd": 1}, title="", description="", head=("", ""), method="", on=TODAY)
    for picture in (lines_of("a", "b"), by_name):
        assert width_of(picture.wide) > 500
        assert 170 < width_of(picture.narrow) < 350
        assert picture.wide.count("<text") >= picture.narrow.count("<text")
    stacked, beside = (
        re.findall(r'height="([\d.]+)"', svg)[0] for svg in (lines_of("a", "b").narrow, lines_of("a", "b").wide)
    )
    assert float(stacked) < float(beside)


def test_several_lines_are_named_and_a_single_line_is_not():
    assert {"Fund", "Spor"} <= set(texts(lines_of("Fund", "Spor").wide))
    assert "Fund" not in texts(lines_of("Fund").wide)


@pytest.mark.parametrize(("highest", "ticks"), [(4.0, ["0", "1", "2", "3", "4"]), (8.0, ["0", "2", "4", "6", "8"])])
def test_few_are_counted_by_ones(highest, ticks):
    assert [text for text in texts(lines_of("Fund", highest=highest).wide) if text.isdigit()] == ticks


@pytest.mark.parametrize(
    ("language", "month", "number"), [("da", "okt", "2,5"), ("en", "Oct", "2.5"), (None, "okt", "2,5")]
)
def test_a_picture_is_in_the_language_of_the_page(language, month, number):
    with translation.override(language):
        picture = lines_of("Fund", highest=3.5)
    assert any(text.startswith(month) for text in texts(picture.wide))
    assert number in [row[1] for row in picture.rows]


@pytest.mark.parametrize("part", ["<style>", "<script>", ' style="x"', ' onclick="x"'])
def test_a_drawing_with_styles_or_scripts_is_refused(part):
    with pytest.raises(ValueError, match="security policy refuses"):
        _plain(f"<svg><g{part}>" if part.startswith(" ") else f"<svg>{part}</svg>")


@pytest.mark.parametrize(("number", "word"), [(0, "ingen"), (1, "én"), (12, "tolv"), (13, "13"), (100, "100")])
def test_a_number_is_a_word_up_to_twelve(number, word):
    assert number_word(number) == word
    assert drawn("{{ number|talord|capfirst }}", number=number) == word.capitalize()

"""Do components and fields say what they should, in words and to screen readers?"""

import datetime

import pytest
from django import forms
from django.template import Context, Template, TemplateSyntaxError
from django.test import RequestFactory
from django.utils import translation

from hjemvej.platform.ui import when
from hjemvej.platform.ui.figures import bars_per_day
from hjemvej.platform.ui.forms import DanishDateField, DanishTimeField
from hjemvej.platform.ui.gallery import Invented, InventedName, MaskedName

NOW = datetime.datetime(2026, 11, 22, 14, 20, tzinfo=datetime.UTC)
TODAY = datetime.date(2026, 11, 22)


def drawn(source, **values):
    return Template(source).render(Context({"now": NOW, **values}))


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (datetime.timedelta(seconds=20), "lige nu"),
        (datetime.timedelta(minutes=12), "for 12 min. siden"),
        (datetime.timedelta(hours=1), "for 1 time siden"),
        (datetime.timedelta(hours=5), "for 5 timer siden"),
        (datetime.timedelta(days=6), "for 6 dage siden"),
        (datetime.timedelta(days=74), "for 2 måneder siden"),
        (datetime.timedelta(days=800), "for 2 år siden"),
        (datetime.timedelta(hours=-3), "om 3 timer"),
    ],
)
def test_how_long_ago_is_said_as_people_say_it(ago, said):
    assert when.since(NOW - ago, NOW) == said


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


def test_squares_are_also_told_in_words():
    html = drawn("{% places free=1 held=1 occupied=6 closed=2 %}")
    assert "1 ledig af 8 · 1 holdt · 2 lukket" in html
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

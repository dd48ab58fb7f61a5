"""Does every form of this room say in its own words what to do, and never in Django's?"""

import importlib
import inspect
import pathlib
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import django
import pytest
from babel.messages.pofile import read_po
from django import forms
from django.utils.datastructures import MultiValueDict

from hjemvej.efforts.prevention.models import HelpKind, SignalKind
from hjemvej.ground.network_meetings.forms import InviteCitizen

ROOM = pathlib.Path(__file__).parents[1]
HOUSE = ROOM.parents[2]
DJANGOS = pathlib.Path(django.__file__).parent / "conf" / "locale" / "da" / "LC_MESSAGES" / "django.po"
SHORT = "Skal udfyldes."  # the house's, of any field: it does not say with what
LONG, WILD = "x" * 30_000, "٣ \x00 -1e9"
ARGUMENTS: dict[str, Callable[[], Iterable[dict[str, Any]]]] = {
    "SettlePerson": lambda: [{"found": []}, {"found": [], "has_searched": True}],
    "CallOff": lambda: [{"days": []}],
    "ReceiveSignal": lambda: [{"kind": kind} for kind in SignalKind.objects.all()],
    "SeekHelp": lambda: [{"kinds": list(HelpKind.objects.all())}],
    "AskLandlord": lambda: [{"consents": []}],
    "PlanAttempt": lambda: [{"workers": []}],
    "TellLater": lambda: [{"bases": []}],
}


def forms_below(folder: pathlib.Path) -> Iterator[type[forms.Form]]:
    """List the forms that are written in a folder's `forms.py`, or in its folder `forms`."""
    for file in sorted({*folder.rglob("forms.py"), *folder.rglob("forms/*.py")}):
        module = importlib.import_module(".".join(file.relative_to(HOUSE).with_suffix("").parts))
        for _name, found in inspect.getmembers(module, inspect.isclass):
            if issubclass(found, forms.Form) and found.__module__ == module.__name__:
                yield found


def djangos_words() -> re.Pattern[str]:
    """Match what Django says by itself, in Danish; what the house says in its place is in `config/locale/da`."""
    with DJANGOS.open("rb") as file:
        texts = [text for one in read_po(file, locale="da") if one.id for text in _each(one.string) if text]
    said = [re.sub(r"%\\\([a-z_]+\\\)[sd]", ".+", re.escape(text)) for text in texts]
    return re.compile("|".join([re.escape(SHORT), *(one for one in said if len(one) > 12)]))


def _each(text: str | Iterable[str] | None) -> Iterable[str]:
    return [text] if isinstance(text, str) else text or []


def faults(form: type[forms.Form], arguments: Iterable[dict[str, Any]]) -> list[str]:
    """Fill a form with nothing, with too much and with nonsense: where does it answer in Django's words?"""
    djangos, found = djangos_words(), []
    for more in arguments:
        fields = form(**more).fields
        for typed in ("", LONG, WILD):
            filled = form(data=dict.fromkeys(fields, typed), files=MultiValueDict(), **more)
            for name, errors in filled.errors.items():
                if name in filled.fields and filled[name].is_hidden:
                    continue
                found += [f"{form.__name__}.{name}: {said}" for said in errors if djangos.fullmatch(str(said))]
    return sorted(set(found))


@pytest.mark.django_db
def test_no_form_of_the_room_answers_in_djangos_words():
    written: list[type[forms.Form]] = [*forms_below(ROOM), InviteCitizen]
    assert len(written) > 15
    assert [one for form in written for one in faults(form, ARGUMENTS.get(form.__name__, lambda: [{}])())] == []


def test_what_django_says_by_itself_is_seen():
    class Plain(forms.Form):
        name = forms.CharField()
        day = forms.DateField(required=False)
        mail = forms.EmailField(required=False)

    assert faults(Plain, [{}]) == [
        "Plain.day: Indtast en gyldig dato.", "Plain.mail: Indtast en gyldig e-mail-adresse.", f"Plain.name: {SHORT}",
    ]  # fmt: skip

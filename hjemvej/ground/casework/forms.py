"""What did they type about contact, next steps, coordinators and courses?"""

import datetime
import json
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.rooms import course_kinds
from hjemvej.platform.ui.forms import ONCE, ComingDayField, DanishDateField, DanishTimeField

from .rules import STEP_STATES, NoteKind, end_of_day

LONGEST = 20_000
STEP_KINDS = [(key, words) for key, (words, _state) in STEP_STATES.items()]
NOT_PART_OF_A_DRAFT = {"csrfmiddlewaretoken", "_draft", ONCE}


class WriteNote(forms.Form):
    """Notér kontakt: what happened, and what was said; the rest is filled in."""

    text = forms.CharField(
        label=_("Hvad skete der?"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST,
        error_messages={"required": _("Skriv et par ord om, hvad der skete.")},
        help_text=_("Skriv også oplysninger og vurderinger, der kan få betydning for en afgørelse (OFL § 13)."),
    )
    own_words = forms.CharField(
        label=_("Med borgerens egne ord"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=LONGEST
    )
    next_step = forms.CharField(
        label=_("Næste skridt"), required=False, max_length=200, help_text=_("F.eks. ”Se lejligheden på Prøvevej”")
    )
    next_on = ComingDayField(required=False)
    kind = forms.ChoiceField(label=_("Hvad var det?"), choices=NoteKind.choices)
    happened_on = DanishDateField(label=_("Hvilken dag skete det?"), near="past")
    happened_time = DanishTimeField(label=_("Hvad var klokken?"))

    def __init__(self, *args: Any, now: datetime.datetime, **options: Any) -> None:
        here = timezone.localtime(now)
        today = f"{here.day}/{here.month}-{here:%y}"  # short enough for its field; a draft keeps the day it meant
        started = {"kind": NoteKind.CONTACT, "happened_on": today, "happened_time": here.time()}
        super().__init__(*args, **{**options, "initial": {**started, **(options.get("initial") or {})}})
        self.now = now

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        if said.get("next_step") and not said.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", _("Skriv, hvornår det skal ske."))
        if said.get("next_on") and not said.get("next_step"):
            self.add_error("next_step", _("Skriv, hvad der skal ske den dag."))
        if said.get("happened_on") and said.get("happened_time"):
            moment = datetime.datetime.combine(said["happened_on"], said["happened_time"])
            said["happened_at"] = timezone.make_aware(moment)
            if said["happened_at"] > self.now + datetime.timedelta(minutes=5):
                self.add_error("happened_on", _("Det er ikke sket endnu. Skriv det som næste skridt."))
        return said

    @property
    def is_when_and_how_open(self) -> bool:
        """The part that is filled in already is folded, unless something in it must be put right."""
        return any(name in self.errors for name in ("kind", "happened_on", "happened_time"))

    @property
    def next_due_at(self) -> datetime.datetime | None:
        """When the next step is due, if there is one."""
        day = self.cleaned_data.get("next_on")
        return end_of_day(day) if day else None


class ChangeNote(forms.Form):
    """The words of a note that is not signed yet."""

    text = forms.CharField(
        label=_("Hvad skete der?"), widget=forms.Textarea(attrs={"rows": 6}), max_length=LONGEST, required=False
    )
    own_words = forms.CharField(
        label=_("Med borgerens egne ord"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=LONGEST
    )


class CorrectNote(forms.Form):
    """What was wrong or missing in a signed note."""

    text = forms.CharField(
        label=_("Hvad skal rettes eller tilføjes?"), widget=forms.Textarea(attrs={"rows": 3}), max_length=LONGEST
    )


class AddTask(forms.Form):
    """Something to be done by a day."""

    title = forms.CharField(label=_("Hvad skal ske?"), max_length=200)
    due_on = ComingDayField()
    due_time = DanishTimeField(label=_("Klokken"), required=False, help_text=_("Kun hvis det er aftalt"))
    assigned_to = forms.ChoiceField(label=_("Hvem gør det?"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "assigned_to", [("", _("Ikke aftalt endnu")), *colleagues])

    @property
    def due_at(self) -> datetime.datetime:
        said = self.cleaned_data
        if said["due_time"] is None:
            return end_of_day(said["due_on"])
        return timezone.make_aware(datetime.datetime.combine(said["due_on"], said["due_time"]))

    @property
    def said(self) -> dict[str, Any]:
        """What to do, by when and by whom."""
        chosen = self.cleaned_data["assigned_to"]
        assigned_to_id = uuid.UUID(chosen) if chosen else None
        return {"title": self.cleaned_data["title"], "due_at": self.due_at, "assigned_to_id": assigned_to_id}


class CompleteTask(forms.Form):
    """It is done: how did it go?"""

    outcome = forms.CharField(label=_("Hvordan gik det?"), required=False, max_length=300)


class PostponeTask(forms.Form):
    """Another day, and why."""

    due_on = ComingDayField(label=_("Ny dag"))
    why = forms.CharField(label=_("Hvorfor?"), max_length=300)


class AssignCoordinator(forms.Form):
    """Who coordinates from today? Nobody can be chosen too, when somebody does now."""

    NOBODY = "nobody"

    coordinator = forms.ChoiceField(label=_("Hvem skal være koordinator?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]], somebody_does: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        nobody = [(self.NOBODY, _("Ingen – borgeren har ikke brug for en koordinator mere"))] if somebody_does else []
        _offer(self, "coordinator", [*colleagues, *nobody])


class OpenCourse(forms.Form):
    """Which effort takes over, and why?"""

    kind = forms.ChoiceField(label=_("Hvad skal begynde?"), widget=forms.RadioSelect, choices=course_kinds)
    because = forms.CharField(label=_("Hvorfor?"), max_length=300)
    responsible = forms.ChoiceField(label=_("Hvem er ansvarlig?"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        _offer(self, "responsible", [("", _("Ikke aftalt endnu")), *colleagues])

    @property
    def said(self) -> dict[str, Any]:
        said = self.cleaned_data
        responsible_id = uuid.UUID(said["responsible"]) if said["responsible"] else None
        return {"kind": said["kind"], "because": said["because"], "responsible_id": responsible_id}


class CloseCourse(forms.Form):
    """How did the course go?"""

    outcome = forms.CharField(
        label=_("Hvordan gik det?"), max_length=300, help_text=_("Det, der gik godt, må også gerne stå her.")
    )


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101
    field.choices = choices


class SaveDraft:
    """What the page sends as one types: a form's own fields with its key in `_draft`, or `key` and `fields` as JSON."""

    def __init__(self, data: QueryDict) -> None:
        self.key = _storable(data.get("_draft") or data.get("key") or "")
        self.fields: dict[str, object] = {}
        self._data = data

    def is_valid(self) -> bool:
        if "fields" in self._data and "_draft" not in self._data:
            try:
                typed = json.loads(str(self._data["fields"]))
            except (ValueError, RecursionError):
                return False
            if not isinstance(typed, dict):
                return False
            self.fields = {_storable(str(name)): _kept(value) for name, value in typed.items()}
        else:
            names = set(self._data) - NOT_PART_OF_A_DRAFT
            self.fields = {_storable(name): _kept(self._all(name)) for name in names}
        return bool(self.key)

    def _all(self, name: str) -> object:
        """One value as it is, several ticked boxes as a list."""
        values = self._data.getlist(name)
        return values if len(values) > 1 else values[0]


def _kept(value: object) -> str | list[str]:
    return [_storable(str(one)) for one in value] if isinstance(value, list) else _storable(str(value))


def _storable(text: str) -> str:
    """Without the few characters PostgreSQL cannot keep."""
    return text.replace("\x00", "").encode(errors="ignore").decode()

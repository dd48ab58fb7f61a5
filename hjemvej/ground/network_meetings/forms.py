"""What did they type about a network meeting? Times to choose from, people to ask, and what was agreed."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hjemvej.platform.ui.forms import ComingDayField, DanishTimeField, NearDayField, say_when_needed

from .actions import Guest, Promise
from .rules import LINES, PEOPLE, TIMES, TOLD, WISHES, Outcome, moment

LENGTHS = [(30, _("en halv time")), (60, _("en time")), (90, _("halvanden time"))]
OTHER = "other"
TEAM = "team"


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, time))


class InviteCitizen(forms.Form):
    """What is it about, where, at which times could it be, and who comes by the citizen's wish?"""

    about = forms.CharField(
        label=_("Hvad vil borgeren tale om?"), max_length=4000, widget=_text(3), help_text=_("Med borgerens egne ord"),
        error_messages={"required": _("Skriv, hvad borgeren vil tale om.")},
    )  # fmt: skip
    place = forms.CharField(
        label=_("Hvor mødes I?"), max_length=160, help_text=_("Et sted, borgeren er tryg ved"),
        error_messages={"required": _("Skriv, hvor I mødes.")},
    )  # fmt: skip
    minutes_long = forms.TypedChoiceField(
        label=_("Hvor længe?"), choices=LENGTHS, coerce=int, initial=60,
        error_messages={"required": _("Vælg, hvor længe mødet varer.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        short = {"class": "is-short"}
        for n in range(1, TIMES + 1):
            why = {"help_text": _("Skriv mindst to tider, så borgeren kan vælge.")} if n == 2 else {}
            self.fields[f"day_{n}"] = ComingDayField(
                label=_("Tid %d: dag") % n, required=n <= 2, widget=forms.TextInput(attrs=short), **why,
                error_messages={"required": _("Skriv en dag, f.eks. i morgen, fredag eller 3/12.")},
            )  # fmt: skip
            self.fields[f"time_{n}"] = DanishTimeField(
                label=_("Tid %d: klokken") % n, required=n <= 2, widget=forms.TextInput(attrs=short),
                error_messages={"required": _("Skriv et klokkeslæt, f.eks. 15.20.")},
            )  # fmt: skip
        for n in range(1, PEOPLE + 1):
            self.fields[f"name_{n}"] = forms.CharField(label=_("Navn"), max_length=120, required=False)
            self.fields[f"role_{n}"] = forms.CharField(
                label=_("Hvem er det?"), max_length=80, required=False, help_text=_("F.eks. søster eller bostøtte")
            )
            self.fields[f"wish_{n}"] = forms.ChoiceField(
                label=_("Hvis ønske er det?"), choices=[("", _("Vælg …")), *WISHES], required=False
            )
            say_when_needed(self, {f"wish_{n}": _("skal vælges, når der står et navn")})

    def times_asked(self) -> Iterable[tuple[forms.BoundField, forms.BoundField]]:
        return ((self[f"day_{n}"], self[f"time_{n}"]) for n in range(1, TIMES + 1))

    def people_asked(self) -> Iterable[tuple[forms.BoundField, ...]]:
        return ((self[f"name_{n}"], self[f"role_{n}"], self[f"wish_{n}"]) for n in range(1, PEOPLE + 1))

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        times = []
        for n in range(1, TIMES + 1):
            day, time = said.get(f"day_{n}"), said.get(f"time_{n}")
            if day and time:
                times.append(_moment(day, time))
            elif (day or time) and not self.has_error(f"day_{n}") and not self.has_error(f"time_{n}"):
                missing = f"time_{n}" if day else f"day_{n}"
                self.add_error(missing, ValidationError(_("Skriv både dag og klokkeslæt, eller lad begge stå tomme.")))
        guests = []
        for n in range(1, PEOPLE + 1):
            name = " ".join(said.get(f"name_{n}", "").split())
            if name and not said.get(f"wish_{n}"):
                self.add_error(
                    f"wish_{n}",
                    ValidationError(
                        _("Vælg, hvis ønske det er. Har borgeren ikke sagt ja, så spørg først, eller slet navnet.")
                    ),
                )
            elif name:
                guests.append(Guest(name, said.get(f"role_{n}", ""), said[f"wish_{n}"]))
            elif said.get(f"role_{n}") or said.get(f"wish_{n}"):
                self.add_error(f"name_{n}", ValidationError(_("Skriv navnet, eller slet resten af linjen.")))
        self.said: dict[str, Any] = {name: said.get(name) for name in ("about", "place", "minutes_long")} | {
            "times": times, "guests": guests
        }  # fmt: skip
        return said


class ChooseTime(forms.Form):
    """Which of the times, or another one, and whose choice is it?"""

    time = forms.ChoiceField(label=_("Hvilken tid?"), widget=forms.RadioSelect)
    other_day = ComingDayField(label=_("En anden dag"), required=False)
    other_time = DanishTimeField(label=_("Klokken"), required=False)
    is_citizens_choice = forms.TypedChoiceField(
        label=_("Hvem valgte?"), widget=forms.RadioSelect, coerce=lambda said: said == "yes", initial="yes",
        choices=[("yes", _("Borgeren valgte")), ("no", _("Vi satte tiden"))],
    )  # fmt: skip

    def __init__(self, *args: Any, times: Sequence[datetime.datetime], **options: Any) -> None:
        super().__init__(*args, **options)
        offered = [(one.isoformat(), moment(one)) for one in times]
        self.fields["time"].choices = [*offered, (OTHER, _("En anden tid"))]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        said = self.cleaned_data
        chosen = said.get("time")
        if chosen == OTHER:
            if not said.get("other_day") or not said.get("other_time"):
                self.add_error("other_day", ValidationError(_("Skriv dag og klokkeslæt for den anden tid.")))
            else:
                self.starts_at = _moment(said["other_day"], said["other_time"])
        elif chosen:
            self.starts_at = datetime.datetime.fromisoformat(chosen)
        return said


class TellGuest(forms.Form):
    """How did they hear of the meeting?"""

    guest = forms.IntegerField(widget=forms.HiddenInput)
    told_how = forms.ChoiceField(label=_("Hvordan fik de besked?"), choices=TOLD)


class WriteMinutes(forms.Form):
    """What was agreed, in whose words, who came, and who does what by when?"""

    own_words = forms.CharField(
        label=_("Hvad sagde borgeren?"), required=False, max_length=4000, widget=_text(3),
        help_text=_("Med borgerens egne ord"),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("Hvad talte I om, og hvad blev I enige om?"), max_length=8000, widget=_text(5),
        error_messages={"required": _("Skriv, hvad I talte om, og hvad I blev enige om.")},
    )  # fmt: skip
    came = forms.TypedMultipleChoiceField(
        label=_("Hvem kom?"), required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, invited: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["came"].choices = invited  # type: ignore[attr-defined]
        if not invited:
            del self.fields["came"]
        for n in range(1, LINES + 1):
            self.fields[f"what_{n}"] = forms.CharField(label=_("Hvad skal gøres?"), max_length=200, required=False)
            self.fields[f"who_{n}"] = forms.CharField(
                label=_("Hvem gør det?"), max_length=120, required=False, help_text=_("Et navn, eller borgeren selv")
            )
            self.fields[f"by_{n}"] = NearDayField(label=_("Senest"), near="future", required=False)
            self.fields[f"ours_{n}"] = forms.BooleanField(label=_("Det er mig: læg det på I dag"), required=False)

    def lines_asked(self) -> Iterable[tuple[forms.BoundField, ...]]:
        names = ("what", "who", "by", "ours")
        return (tuple(self[f"{name}_{n}"] for name in names) for n in range(1, LINES + 1))

    def clean(self) -> dict[str, Any]:
        super().clean()
        said, promises = self.cleaned_data, []
        for n in range(1, LINES + 1):
            what, who, by_on, ours = (said.get(f"{name}_{n}") for name in ("what", "who", "by", "ours"))
            if not (what or who or by_on or ours):
                continue
            if not what:
                self.add_error(
                    f"what_{n}", ValidationError(_("Skriv, hvad der skal gøres, eller slet resten af linjen."))
                )
            elif ours and not by_on and not self.has_error(f"by_{n}"):
                self.add_error(f"by_{n}", ValidationError(_("Skriv en dag, så det kommer på I dag.")))
            elif not ours and not who:
                self.add_error(f"who_{n}", ValidationError(_("Skriv, hvem der gør det.")))
            else:
                promises.append(Promise(str(what), who or "", by_on, bool(ours)))
        self.promises = promises
        return said


class EndWithoutMeeting(forms.Form):
    """Did the citizen not come, or is it cancelled, and why?"""

    outcome = forms.ChoiceField(
        label=_("Hvad skete der?"), widget=forms.RadioSelect,
        choices=[(one.value, one.label) for one in (Outcome.NOT_COME, Outcome.CANCELLED)],
        error_messages={"required": _("Vælg, hvad der skete.")},
    )  # fmt: skip
    why = forms.CharField(label=_("Hvorfor?"), max_length=2000, widget=_text(2))

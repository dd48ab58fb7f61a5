"""What was typed about a contact or a visit? It begins with what is likeliest; validates, never saves."""

import datetime
import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hjemvej.efforts.support.rules import Kind, Place
from hjemvej.ground.plans.dimensions import LifeDimension
from hjemvej.platform.ui.forms import ComingDayField, DanishTimeField, NearDayField
from hjemvej.platform.ui.when import moment_in_words

from .actions import Said

if TYPE_CHECKING:
    from hjemvej.efforts.support.models import Visit

LONGEST = 4000
MINUTES = (
    (10, _("10 min.")), (20, _("20 min.")), (30, _("30 min.")), (45, _("45 min.")), (60, _("1 time")),
    (90, _("1½ time")), (120, _("2 timer")), (180, _("3 timer")),
)  # fmt: skip
NOT_SAID = ("", _("Ikke skrevet"))
CLOCK_NEEDED = {"required": _("Skriv klokkeslættet, f.eks. 14.30.")}


class LogContact(forms.Form):
    """How it went, where, how long, what about; words where there are any."""

    kind = forms.ChoiceField(label=_("Hvordan gik det?"), choices=Kind.choices, widget=forms.RadioSelect,
                             error_messages={"required": _("Vælg, hvordan det gik.")})  # fmt: skip
    place = forms.ChoiceField(label=_("Hvor?"), choices=Place.choices, widget=forms.RadioSelect,
                              error_messages={"required": _("Vælg, hvor det var.")})  # fmt: skip
    minutes = forms.TypedChoiceField(
        label=_("Hvor længe?"), required=False, widget=forms.RadioSelect, coerce=int, empty_value=None,
        choices=[*MINUTES, NOT_SAID],
    )  # fmt: skip
    about = forms.MultipleChoiceField(
        label=_("Hvad handlede det om?"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=LifeDimension.choices,
    )  # fmt: skip
    own_words = forms.CharField(
        label=_("Borgerens egne ord"), required=False, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2})
    )
    words = forms.CharField(
        label=_("Hvad skete der, og hvad er aftalt?"), required=False, max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    day = NearDayField(
        label=_("Dag"), near="past", error_messages={"required": _("Skriv dagen, f.eks. i dag eller i går.")}
    )
    clock = DanishTimeField(label=_("Klokken"), error_messages=CLOCK_NEEDED)
    is_planned = forms.BooleanField(label=_("Det var aftalt"), required=False)

    def __init__(self, *args: Any, of_a_visit: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        likeliest = self.initial.get("place")  # stands first, so that it is seen beside the button
        first = sorted(Place.choices, key=lambda choice: choice[0] != likeliest)
        self.fields["place"].choices = first  # type: ignore[attr-defined]
        if of_a_visit:
            del self.fields["is_planned"]
        kept = self.initial["minutes"] = _whole(self.initial.get("minutes"))
        if kept and kept not in dict(MINUTES):
            choices = [(kept, _("%s min.") % kept), *MINUTES, NOT_SAID]
            self.fields["minutes"].choices = choices  # type: ignore[attr-defined]

    @property
    def said(self) -> Said:
        typed = self.cleaned_data
        return Said(
            make_aware(datetime.datetime.combine(typed["day"], typed["clock"])), typed["kind"], typed["place"],
            typed["minutes"], bool(typed.get("is_planned")), typed["about"], typed["words"], typed["own_words"],
        )  # fmt: skip

    @property
    def moment(self) -> str:
        """When it was, as it stands in the form: "i dag kl. 19.34"."""
        day, time = self.initial.get("day"), self.initial.get("clock")
        if not self.is_bound and isinstance(day, datetime.date) and isinstance(time, datetime.time):
            return moment_in_words(make_aware(datetime.datetime.combine(day, time)), timezone.now())
        return gettext("%(day)s kl. %(clock)s") % {
            "day": self["day"].value() or "–",
            "clock": self["clock"].value() or "–",
        }

    @property
    def is_about_when(self) -> bool:
        """Something is wrong with the moment: its fold is open."""
        return bool(self.errors.get("day") or self.errors.get("clock"))


def beginning(at: datetime.datetime, place: str, visit: "Visit | None" = None) -> dict[str, Any]:
    """What is likeliest: we met, now or as it was planned, where we met the last time."""
    when = localtime(min(visit.planned_at, at) if visit else at)
    minutes = visit.minutes if visit else None
    place = place or Place.HOME  # without a line nobody asks for what was not chosen
    return {"kind": Kind.MET, "place": place, "day": when.date(), "clock": when.time(), "minutes": minutes}


def _whole(minutes: object) -> int | str:
    """Read the minutes of a draft, which keeps what was typed; of anything else, nothing."""
    said = str(minutes)
    return int(said) if said.isascii() and said.isdecimal() and len(said) < 5 else ""


class TakeVisit(forms.Form):
    """A button: who was to go there when it was pressed."""

    worker = forms.UUIDField(required=False)

    @property
    def seen(self) -> uuid.UUID | None:
        return self.cleaned_data["worker"] if self.is_valid() else None


class PlanVisit(forms.Form):
    """When do we meet, who goes there, and what is to be remembered?"""

    day = ComingDayField(
        label=_("Hvilken dag?"), error_messages={"required": _("Skriv dagen, f.eks. i morgen eller fredag.")}
    )
    clock = DanishTimeField(label=_("Klokken"), error_messages=CLOCK_NEEDED)
    minutes = forms.TypedChoiceField(
        label=_("Hvor længe?"), required=False, coerce=int, empty_value=None, choices=[NOT_SAID, *MINUTES]
    )
    remember = forms.CharField(
        label=_("Husk"), required=False, max_length=200,
        help_text=_("F.eks. nøglen til kælderen, eller brevet fra Ydelse")
    )  # fmt: skip
    worker = forms.TypedChoiceField(label=_("Hvem kommer?"), coerce=uuid.UUID)

    def __init__(self, *args: Any, workers: Sequence[tuple[uuid.UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["worker"].choices = workers  # type: ignore[attr-defined]

    @property
    def planned(self) -> dict[str, Any]:
        typed = self.cleaned_data
        planned_at = make_aware(datetime.datetime.combine(typed["day"], typed["clock"]))
        said = {name: typed[name] for name in ("minutes", "remember")}
        return {"worker_id": typed["worker"], "planned_at": planned_at, **said}

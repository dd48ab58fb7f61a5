"""What is reimbursed of years in which the limit changed: of one citizen's stays, and of all citizens'?"""

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.efforts.safe_night.models import Occupancy, SpellYear
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.reimbursement.queries.law import limits, rate_of, running_year
from hjemvej.ground.reimbursement.rules import readings as rules
from hjemvej.ground.reimbursement.rules.kroner import kroner_in_words
from hjemvej.ground.retention.rules import month_end
from hjemvej.ground.shelters.models import DayRate, House
from hjemvej.ground.shelters.queries import rates_of
from hjemvej.ground.shelters.rules import spans_under
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on, not_over_on
from hjemvej.platform.ui.figures import Figure, bars_by_name
from hjemvej.platform.ui.when import full_date

from .shelter_days import days_of

Status = Occupancy.Status
Rates = Mapping[uuid.UUID, Sequence[DayRate]]


def crossing_years(
    stays: Iterable[Occupancy], on: datetime.date, *, rates: Rates | None = None
) -> list[rules.CrossingYear]:
    """A citizen's years that cross the day on which the limit changed; the rates are asked for where there are any."""
    changed = limits()
    if changed is None:
        return []
    counted = [stay for stay in stays if stay.status in (Status.STAYING, Status.ENDED)]
    part = provisions_on(on)["shelter_reimbursement_percent"].value / 100
    spans = [
        (stay, span) for stay in counted for span in spans_under(stay.house, House.Paragraph.SHELTER, *days_of(stay))
    ]
    if not any(first < changed.changed_on for _stay, (first, _until) in spans):
        return []
    known = rates if rates is not None else rates_of({stay.house_id for stay in counted})
    priced = [(first, until, rate_of(known.get(stay.house_id, ()), part)) for stay, (first, until) in spans]
    return rules.crossing_years(priced, on, limits=changed, by_law=running_year())


def all_crossing(on: datetime.date, viewer: Viewer) -> dict[str, Any]:
    """The same of everybody we are responsible for, in sums alone: plain values, as figures are kept."""
    responsible = viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on))
    anothers = responsible.exclude(municipality_code=settings.MUNICIPALITY_CODE).values("person_id")
    changed = limits()
    if changed is None:
        return {"years": 0, "running": 0, "readings": []}
    slept = viewer.rows_of(Occupancy).filter(status__in=(Status.STAYING, Status.ENDED), from_night__lte=on)
    near = slept.filter(from_night__lt=changed.changed_on).filter(
        not_over_on(changed.changed_on - running_year().at_most, until="until_night")
    )
    slept = slept.filter(
        person_id__in=near.values("person_id")
    )  # only theirs can cross; earlier years decide when one begins
    by_person: dict[uuid.UUID, list[Occupancy]] = defaultdict(list)
    for stay in slept.exclude(person_id__in=anothers).select_related("house").order_by("from_night"):
        by_person[stay.person_id].append(stay)
    rates = rates_of({stay.house_id for stays in by_person.values() for stay in stays})
    years = [year_of(year) for stays in by_person.values() for year in crossing_years(stays, on, rates=rates)]
    years += viewer.rows_of(SpellYear).filter(changed_on=changed.changed_on)
    readings = [
        {"days": sum(days), "kroner": sum(kroner), "unpriced": sum(unpriced)}
        for days, kroner, unpriced in zip(
            zip(*(year.days for year in years), strict=True),
            zip(*(year.kroner for year in years), strict=True),
            zip(*(year.unpriced for year in years), strict=True),
            strict=True,
        )
    ]
    return {"years": len(years), "running": sum(year.ends_by >= on for year in years), "readings": readings}


def year_of(year: rules.CrossingYear) -> SpellYear:
    """A year in plain numbers, as the figures keep it of an erased citizen; not saved."""
    return SpellYear(
        changed_on=year.changed_on,
        ends_by=month_end(year.year_until),
        days=[one.days for one in year.readings],
        kroner=[round(one.kroner) for one in year.readings],
        unpriced=[one.unpriced for one in year.readings],
    )


def is_anothers(person_id: uuid.UUID, on: datetime.date, *, viewer: Viewer) -> bool:
    """Is another municipality responsible for the citizen?"""
    rows = viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on), person_id=person_id)
    return rows.exclude(municipality_code=settings.MUNICIPALITY_CODE).exists()


def picture(counted: dict[str, Any], on: datetime.date) -> Figure | None:
    """Days and kroner by each reading, side by side; nothing where no year crosses."""
    readings, changed = counted["readings"], limits()
    if not readings or changed is None:
        return None
    days = [one["days"] for one in readings]
    kroner = [kroner_in_words(Decimal(one["kroner"]), days=one["days"], unpriced=one["unpriced"]) for one in readings]
    title = _("%(low)d døgn med refusion, eller %(high)d: loven siger ikke hvordan")
    if counted["running"]:
        title = _("Mindst %(low)d døgn med refusion, eller %(high)d: loven siger ikke hvordan")
    years = ngettext("%d løbende år", "%d løbende år", counted["years"]) % counted["years"]
    drawn = bars_by_name(
        dict(zip(rules.short_words_of(changed), days, strict=True)),
        title=title % {"low": min(days), "high": max(days)},
        description=_("Døgn med refusion på forsorgshjem i %s, talt på tre måder.") % years,
        head=(_("Læsning"), _("Døgn")),
        method=_method(counted, changed),
        on=on,
    )
    rows = zip(rules.words_of(changed), map(str, days), kroner, strict=True)
    return replace(drawn, head=(_("Læsning"), _("Døgn"), _("Statens del")), rows=tuple(rows))


def _method(counted: dict[str, Any], changed: rules.Limits) -> str:
    told = [
        _("Løbende år, der begyndte før %s og gik ud over den dag, hvor grænsen ændrede sig.")
        % full_date(changed.changed_on),
        _("Kun borgere, kommunen har ansvaret for, eller hvor det ikke er afklaret."),
        _("Kronerne er statens del af stedernes takster; hvor en takst ikke er skrevet ind, tælles kun døgn."),
    ]
    for words, one in zip(rules.short_words_of(changed), counted["readings"], strict=True):
        kroner = kroner_in_words(Decimal(one["kroner"]), days=one["days"], unpriced=one["unpriced"])
        told.append(f"{words}: {kroner}." if not kroner.endswith(".") else f"{words}: {kroner}")
    if counted["running"]:
        told.append(_("%d af årene løber stadig.") % counted["running"])
    return " ".join(map(str, told))

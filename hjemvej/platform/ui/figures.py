"""How is a series of figures drawn? As a picture with its finding, its table and how it was made.

The picture is plain SVG without styles or scripts, so that it fits the page's security policy and the PDF alike. It is
drawn twice, since letters in a drawing shrink with it: for a desk, and narrow for a phone and for a column at the side.
"""

import datetime
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from .when import short_date

COLOURS = {"late": "#a8201a", "soon": "#b87400", "ok": "#236b42", "neutral": "#12343b"}
LINES = ("#12343b", "#b87400", "#a8201a", "#236b42", "#124b6d")
DASHES = ([1, 0], [6, 3], [2, 2], [8, 3, 2, 3], [4, 4])  # a line is told by its dash too, never by colour alone
WIDE, NARROW = 620, 250  # of the picture's inside; the letters are as large in both
WHOLE = 5  # so few are shown by ones: nobody is half a citizen
Days = Sequence[tuple[datetime.date, float]]


@dataclass(frozen=True)
class Figure:
    """`title` says the finding; `description` is read aloud instead of the picture; `method` tells how it was made."""

    title: str
    description: str
    wide: SafeString
    narrow: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    method: str
    on: datetime.date


def bars_per_day(
    days: Days,
    *,
    title: str,
    description: str,
    head: tuple[str, str],
    method: str,
    on: datetime.date,
    kind: str = "neutral",
) -> Figure:
    """One bar a day; `head` names the day and the figure."""
    values = [{"on": short_date(day, on), "figure": figure} for day, figure in days]
    named = [one["on"] for one in values[::-7]]  # each week, back from the last
    drawn = _drawn({"shape": "bars", "values": values, "named": named, "colour": COLOURS[kind]}, description)
    rows = tuple((short_date(day, on), _number(figure)) for day, figure in days)
    return Figure(title, description, *drawn, head, rows, method, on)


def lines(
    series: Mapping[str, Days],
    *,
    title: str,
    description: str,
    head: str,
    method: str,
    on: datetime.date,
    within: tuple[int, int] | None = None,
) -> Figure:
    """One line a series over time; `head` names the time, the series name their own columns.

    `within`: the least and the most there can be; the picture shows all of it, and a dot each day that is known.
    """
    values = [
        {"on": day.isoformat(), "figure": figure, "series": name}
        for name, days in series.items()
        for day, figure in days
    ]
    what = {"shape": "lines", "values": values, "names": list(series)}
    drawn = _drawn(what | {"within": within} if within else what, description)
    by_day: dict[datetime.date, dict[str, str]] = {}
    for name, days in series.items():
        for day, figure in days:
            by_day.setdefault(day, {})[name] = _number(figure)
    rows = tuple((short_date(day, on), *(by_day[day].get(name, "") for name in series)) for day in sorted(by_day))
    return Figure(title, description, *drawn, (head, *series), rows, method, on)


def bars_by_name(
    names: Mapping[str, float], *, title: str, description: str, head: tuple[str, str], method: str, on: datetime.date
) -> Figure:
    """One lying bar a name, in the order given, with its figure at the end."""
    values = [{"name": name, "figure": figure} for name, figure in names.items()]
    drawn = _drawn(
        {"shape": "names", "values": values, "names": list(names), "colour": COLOURS["neutral"]}, description
    )
    rows = tuple((name, _number(figure)) for name, figure in names.items())
    return Figure(title, description, *drawn, head, rows, method, on)


def curves(
    series: Mapping[str, Sequence[tuple[float, float]]],
    *,
    title: str,
    description: str,
    head: tuple[str, ...],
    rows: tuple[tuple[str, ...], ...],
    method: str,
    on: datetime.date,
) -> Figure:
    """One curve a series over a number (days, steps), in percent, that stands until its next point; with its table."""
    values = [{"x": x, "figure": figure, "series": name} for name, points in series.items() for x, figure in points]
    drawn = _drawn({"shape": "curves", "values": values, "names": list(series)}, description)
    return Figure(title, description, *drawn, head, rows, method, on)


def pairs_by_name(
    names: Mapping[str, tuple[float | None, float | None]],
    *,
    of: tuple[str, str],
    hidden: str,
    title: str,
    description: str,
    head: str,
    method: str,
    on: datetime.date,
) -> Figure:
    """Two lying bars a name, one under the other, of the two that `of` names; what is None is in the table `hidden`."""
    values = [
        {"name": name, "figure": figure, "series": side}
        for name, pair in names.items()
        for side, figure in zip(of, pair, strict=True)
        if figure is not None
    ]
    shown = list(dict.fromkeys(one["name"] for one in values))
    drawn = _drawn({"shape": "pairs", "values": values, "rows": shown, "names": list(of)}, description)
    rows = tuple(
        (name, *(hidden if figure is None else _number(figure) for figure in pair)) for name, pair in names.items()
    )
    return Figure(title, description, *drawn, (head, *of), rows, method, on)


def _number(figure: float) -> str:
    return f"{figure:g}" if _is_english() else f"{figure:g}".replace(".", ",")


def _is_english() -> bool:
    return get_language() == "en"


def _drawn(what: dict[str, Any], description: str) -> tuple[SafeString, SafeString]:
    """Wide and narrow; the page shows the one there is room for."""
    shape, is_english = json.dumps(what, sort_keys=True), _is_english()
    image = '<svg class="is-{}" role="img" aria-label="{}" '
    wide, narrow = (
        SafeString(_draw_once(shape, width, is_english).replace("<svg ", format_html(image, name, description), 1))
        for name, width in (("wide", WIDE), ("narrow", NARROW))
    )
    return wide, narrow


@lru_cache(maxsize=256)
def _draw_once(what: str, width: int, is_english: bool) -> str:
    """Drawing takes a tenth of a second, so a process draws the same figures once."""
    return _plain(_draw(json.loads(what), width, is_english))


def _draw(what: dict[str, Any], width: int, is_english: bool) -> str:
    import altair  # half a second to load: only a process that draws needs it
    import vl_convert

    height, ticks = (150, 6) if width == WIDE else (70, 4)
    chart = altair.Chart({"values": what["values"]}, width=width, height=height)
    axis = altair.Axis(title=None, grid=False, labelFlush=True, tickCount=ticks, labelOverlap=True)
    top = max((one["figure"] for one in what["values"]), default=0)
    whole = {"values": list(range(round(top) + 1)), "format": "d"} if top < WHOLE else {"tickCount": 4}
    count = altair.Axis(title=None, domain=False, **whole)
    y = altair.Y("figure:Q", axis=count)
    if what["shape"] == "bars":
        days = altair.Axis(title=None, values=what["named"], labelAngle=0, labelOverlap=True)
        x = altair.X("on:O", sort=None, axis=days)
        drawn = chart.mark_bar(color=what["colour"], width={"band": 0.7}).encode(x=x, y=y)
    elif what["shape"] == "names":
        drawn = _lying_bars(chart, what, width)
    elif what["shape"] == "pairs":
        drawn = _lying_pairs(chart, what, width)
    else:
        is_over_time = what["shape"] == "lines"
        x = (
            altair.X("on:T", scale=altair.Scale(type="utc"), axis=axis)
            if is_over_time
            else altair.X("x:Q", scale=altair.Scale(nice=False), axis=axis)
        )
        scale, dash = list(LINES[: len(what["names"])]), list(DASHES[: len(what["names"])])
        columns = 0 if width == WIDE else 1
        legend = altair.Legend(title=None, orient="top", columns=columns) if len(what["names"]) > 1 else None
        interpolate: Literal["linear", "step-after"] = "linear" if is_over_time else "step-after"
        if domain := what.get("within") or ([] if is_over_time else [0, 100]):
            y = altair.Y("figure:Q", axis=count, scale=altair.Scale(domain=domain))
        drawn = chart.mark_line(strokeWidth=2.5, interpolate=interpolate, point="within" in what).encode(
            x=x,
            y=y,
            color=altair.Color("series:N", scale=altair.Scale(domain=what["names"], range=scale), legend=legend),
            strokeDash=altair.StrokeDash(
                "series:N", scale=altair.Scale(domain=what["names"], range=dash), legend=legend
            ),
        )
    drawn = drawn.configure(font="IBM Plex Sans", aria=False, background="#ffffff").configure_view(stroke=None)
    drawn = drawn.configure_axis(labelFontSize=13, labelColor="#545c64", gridColor="#e6e2d9", domainColor="#8a8f94")
    locale: Literal["en-GB", "da-DK"] = "en-GB" if is_english else "da-DK"
    svg: str = vl_convert.vegalite_to_svg(
        drawn.configure_legend(labelFontSize=13, labelLimit=300, symbolSize=600, symbolStrokeWidth=2.5).to_json(),
        format_locale=locale,
        time_format_locale=locale,
    )
    return svg


def _lying_bars(chart: Any, what: dict[str, Any], width: int) -> Any:
    import altair

    beside = 180 if width == WIDE else 160  # taken by the names
    label = altair.Axis(title=None, ticks=False, domain=False, labelLimit=240, labelPadding=8)
    rows = chart.properties(width=width - beside, height=altair.Step(28)).encode(
        x=altair.X("figure:Q", axis=None), y=altair.Y("name:N", sort=what["names"], axis=label)
    )
    bars = rows.mark_bar(color=what["colour"], height={"band": 0.65})
    figures = rows.mark_text(align="left", dx=6, fontSize=13, color="#1a1f24").encode(text="figure:Q")
    return bars + figures


def _lying_pairs(chart: Any, what: dict[str, Any], width: int) -> Any:
    import altair

    beside = 190 if width == WIDE else 150
    label = altair.Axis(title=None, ticks=False, domain=False, labelLimit=beside + 20, labelPadding=8)
    legend = altair.Legend(title=None, orient="top", columns=0 if width == WIDE else 1)
    rows = chart.properties(width=width - beside, height=altair.Step(15)).encode(
        x=altair.X("figure:Q", axis=None),
        y=altair.Y("name:N", sort=what["rows"], axis=label),
        yOffset=altair.YOffset("series:N", sort=what["names"]),
    )
    colour = altair.Color("series:N", scale=altair.Scale(domain=what["names"], range=list(LINES[:2])), legend=legend)
    bars = rows.mark_bar(height={"band": 0.8}).encode(color=colour)
    figures = rows.mark_text(align="left", dx=6, fontSize=12, color="#1a1f24").encode(text="figure:Q")
    return bars + figures


def _plain(svg: str) -> str:
    """Without roles and labels of its own: the whole is one image with one description."""
    svg = re.sub(r'\s(?:role|aria-[a-z]+|class|pointer-events)="[^"]*"', "", svg)
    if re.search(r"<style|<script|\sstyle=|\son\w+=", svg):
        raise ValueError("the drawing holds styles or scripts, which the page's security policy refuses")
    return svg

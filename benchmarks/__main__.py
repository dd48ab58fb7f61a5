"""Ask the questions and write docs/performance.md: python -m benchmarks [pages search …]."""

import json
import os
import platform
import subprocess
import sys
from typing import Any

from launch.steps import CHECKOUT
from launch.town import Served, served

SCALES = (1, 20)
SLOW, MANY, STEEP = 100, 20, 1.5
QUESTIONS = ("pages", "own", "search", "board", "first_sight", "memory", "importing", "matching")


def main(chosen: list[str]) -> None:
    if unknown := set(chosen).difference(QUESTIONS):
        sys.exit(f"No such question: {', '.join(sorted(unknown))}. Choose from {', '.join(QUESTIONS)}, or give none.")
    questions = [question for question in QUESTIONS if question in (chosen or QUESTIONS)]
    kept = CHECKOUT / ".local" / "benchmarks.json"
    told: dict[str, Any] = json.loads(kept.read_text()) if kept.exists() else {}
    told["load"] = os.getloadavg()[0]
    for scale in SCALES:
        with served(scale) as town:
            for question in questions:
                if question in ("importing", "matching") and scale == 1:
                    continue
                print(f"scale {scale}: {question} …", flush=True)
                told.setdefault(str(scale), {})[question] = json.loads(ask(town, question).strip().splitlines()[-1])
                kept.write_text(json.dumps(told))
                (CHECKOUT / "docs" / "performance.md").write_text(report(told))


def ask(town: Served, question: str) -> str:
    """Run one question's module against the town; its printed answer (JSON)."""
    command = [sys.executable, "-m", f"benchmarks.{question}", str(town.port), str(town.process.pid)]
    done = subprocess.run(command, cwd=CHECKOUT, env=town.environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"benchmarks.{question} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def report(told: dict[str, Any]) -> str:
    """The page docs/performance.md."""
    small, large = told.get("1", {}), told.get("20", {})
    lines = [
        "# Performance",
        "",
        "Made by `python -m benchmarks` (see [benchmarks/](../benchmarks/README.md)): the invented town at scale 1",
        "(850 persons) and 20 (17,000 persons, 400,000 notes, 1,500,000 nights), served as `./start` serves it.",
        f"This run: {os.cpu_count()} cores, Python {platform.python_version()}, and a load of {told.get('load', 0):.1f}"
        " from other work when it began",
        "(at 6 a plain loop of Python takes three times as long as alone). Times are milliseconds on loopback, from",
        "sent to the last byte read, one visitor, each page twenty times; the quickest is nearest to a quiet",
        "machine. *Own* is what the page and the database took of the processor, which other work changes less.",
        "A ratio of 1.0: twenty times the data costs nothing.",
        "",
        "## Staff pages (limits: p95 100 ms, ratio 1.5, 20 queries, the same number at both scales)",
        "",
        "| page | queries ×1 | queries ×20 | own ×1 | own ×20 | quickest ×20 | middle ×20 | p95 ×20 | ratio middle |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, page in sorted(large.get("pages", {}).items()):
        before = small.get("pages", {}).get(name)
        if before:
            ratio = page["middle"] / before["middle"]
            own = [f"{told.get('own', {}).get(name, 0):.0f}" for told in (small, large)]
            lines.append(
                f"| {name} | {before['queries']} | {page['queries']} | {own[0]} | {own[1]} | {page['best']:.0f}"
                f" | {page['middle']:.0f} | {page['p95']:.0f} | {ratio:.1f} |"
            )
    heavy = [f"{name} ({own:.0f} ms)" for name, own in sorted(large.get("own", {}).items()) if own > SLOW]
    lines += ["", f"Over {SLOW} ms of the processor: {', '.join(heavy) or 'none'}."]
    lines += missed(small.get("pages", {}), large.get("pages", {}))
    lines += ["", "## The rest, at scale 20", "", "| question | limit | answer |", "|---|--:|--:|"]
    if "search" in large:
        lines.append(f"| search as one types, p95 | 100 ms | {large['search']['p95']:.0f} ms |")
        lines.append(f"| the same, p99, with twenty thousand citizens | 20 ms | {large['search']['p99']:.0f} ms |")
    if "board" in large:
        lines.append(f"| the board's refresh with 50 looking, p95 | 200 ms | {large['board']['p95']:.0f} ms |")
    if "first_sight" in large:
        for house, fetched in large["first_sight"].items():
            lines.append(
                f"| what a phone fetches on first sight of a {house}'s page | 150 KB | {fetched / 1000:.0f} KB |"
            )
    if "importing" in large:
        took = large["importing"]
        lines.append(f"| dry run of {took['rows']} rows | | {took['dry_run']:.0f} s |")
        lines.append(f"| import of {took['rows']} rows | 60 s | {took['import']:.0f} s |")
        if "import_cpu" in took:
            lines.append(f"| of which the importing process's own seconds | | {took['import_cpu']:.0f} s |")
    if "memory" in large:
        lines.append(f"| memory of the serving processes (master, workers) | | {large['memory']} MB |")
    if "matching" in large:
        lines += matching(large["matching"])
    return "\n".join([*lines, ""])


def matching(found: dict[str, Any]) -> list[str]:
    """The best matching with its proof, beside SciPy's on the bare numbers: milliseconds of the processor."""
    cases, short = found["cases"], found["short"]
    whole = cases["all eight levels"]["ours"]["own"]
    lines = [
        "",
        f"## The matching: {found['people']} people, {found['homes']} homes, {found['pairs']} pairs",
        "",
        "Ours is the matching, its certificate and why each who got no home got none; SciPy's is the matching alone,",
        "on the same numbers (`min_weight_full_bipartite_matching`). Milliseconds of the processor, the quickest of",
        "several. The limits are 1.5 times SciPy's for one level and 3 times for all.",
        "",
        "| numbers | SciPy | ours | times | checking ours |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, case in cases.items():
        scipy, ours = case["scipy"]["own"], case["ours"]["own"]
        lines.append(f"| {name} | {scipy:.0f} | {ours:.0f} | {ours / scipy:.1f} | {case['check']['own']:.0f} |")
    times = {name: case["ours"]["own"] / case["scipy"]["own"] for name, case in cases.items()}
    slow = [name for name, ratio in times.items() if ratio > (3 if name.startswith("all") else 1.5)]
    lines += [
        f"| all eight levels, {short['homes']} homes (SciPy gives none: not all can be housed) | | "
        f"{short['ours']['own']:.0f} | | {short['check']['own']:.0f} |",
        "",
        f"Over the limit in this run: {'; '.join(slow) or 'none'}. Where many want the same homes, the part that",
        "is tried first does not hold, and all pairs are solved after it.",
        "",
        f"Judging every pair by every condition {found['judging']['own']:.0f} ms; laying the allowed pairs out"
        f" {found['pairs_laid_out']['own']:.0f} ms.",
        "",
        "One change solved again from where it stood, all eight levels, in milliseconds of the processor, and how many",
        "times faster the middle one is than ours from the start (the limit is 100):",
        "",
        f"| change | middle | worst | times faster | with {short['homes']} homes: middle | times faster |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for name, took in found["changes"].items():
        few = short["changes"][name]
        lines.append(
            f"| {name} | {took['middle']} | {took['worst']} | {whole / took['middle']:.0f} | {few['middle']}"
            f" | {short['ours']['own'] / few['middle']:.0f} |"
        )
    return lines


def missed(small: dict[str, Any], large: dict[str, Any]) -> list[str]:
    """Which pages are over a limit, in words; nothing is left unsaid."""
    slow = [f"{name} ({page['p95']:.0f} ms)" for name, page in sorted(large.items()) if page["p95"] > SLOW]
    many = [f"{name} ({page['queries']})" for name, page in sorted(large.items()) if page["queries"] > MANY]
    grown = [
        name for name, page in sorted(large.items()) if name in small and page["queries"] != small[name]["queries"]
    ]
    steep = [
        f"{name} ({page['middle'] / small[name]['middle']:.1f})"
        for name, page in sorted(large.items())
        if name in small and page["middle"] > STEEP * small[name]["middle"]
    ]
    return [
        f"Over {SLOW} ms in this run: {', '.join(slow) or 'none'}.",
        f"Over {MANY} queries: {', '.join(many) or 'none'}.",
        f"Over {STEEP} times as long at twenty times the town: {', '.join(steep) or 'none'}.",
        f"Not the same number at both scales: {', '.join(grown) or 'none'}.",
    ]


if __name__ == "__main__":
    main(sys.argv[1:])

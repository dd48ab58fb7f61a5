"""How fast does search as one types answer? Names typed letter by letter, misspelt as people misspell. Prints JSON."""

import json
import sys

from benchmarks.measuring import Timing, Visitor
from launch.town_people import session_of

from django.urls import reverse  # isort: skip

TYPED = (
    "mona mønster", "monna mynster", "ahmed kayali", "katazyna testovski", "ib", "eksempel ibsen", "040371",
    "ca 45 station", "agnieska", "prøvesen", "soren prove", "oezlem",
    "mand med hund ved stationen ca 45", "агнешка", "محمد",
)  # fmt: skip


def main(port: int) -> None:
    visitor, address, seconds = Visitor(port, session_of("koordinator")), reverse("people:find"), []
    for words in TYPED:
        for end in range(2, len(words) + 1):
            status, took, _headers = visitor.post(address, {"q": words[:end]}, **{"HX-Request": "true"})
            if status != 200:
                raise RuntimeError(f"search for {words[:end]!r} answered {status}")
            seconds.append(took)
    timing = Timing.of(seconds)
    print(json.dumps({"keystrokes": len(seconds), "middle": timing.middle, "p95": timing.p95, "p99": timing.p99}))


if __name__ == "__main__":
    main(int(sys.argv[1]))

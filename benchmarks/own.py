"""How much of the processor does a staff page take, its own and the database's? Prints JSON: page → ms.

The least of four. Other work on the machine makes a page late, but changes this less. The garbage collector is told
what the web server's own processes tell it, or each large page would be charged for looking through all the code.
"""

import json
import pathlib
import runpy
import time

from benchmarks.pages import addresses
from launch.town_people import session_of

from django.db import connection  # isort: skip
from django.test import Client  # isort: skip

TIMES = 4


def taken() -> float:
    """Milliseconds that this process and its backend have had of the processor."""
    connection.ensure_connection()
    backend = pathlib.Path(f"/proc/{connection.connection.info.backend_pid}/schedstat").read_text()
    return time.process_time() * 1000 + int(backend.split()[0]) / 1_000_000


def main() -> None:
    runpy.run_path("gunicorn.conf.py")["post_worker_init"](None)
    client, told = Client(headers={"host": "localhost"}), {}
    client.cookies["sessionid"] = session_of("leder")
    for name, paths in addresses().items():
        if client.get(paths[0]).status_code == 200:
            each = []
            for _ in range(TIMES):
                before = taken()
                client.get(paths[0])
                each.append(taken() - before)
            told[name] = min(each)
    print(json.dumps(told))


if __name__ == "__main__":
    main()

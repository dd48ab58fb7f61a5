"""How does Hjemvej start on any machine? Install, database, invented municipality, web server, jobs; until Ctrl-C."""

import argparse
import contextlib
import fcntl
import http.client
import os
import pathlib
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import NoReturn

from hjemvej.platform.operations import embedded

from . import installing, postgres, preparing, web
from .steps import CHECKOUT, LOCAL, LOG, Trouble, explained, is_done, mark_of, set_done, step

SIGN_INS = LOCAL / "demo-signins.txt"
JOBS = ["python", "manage.py", "procrastinate", "worker"]
Child = tuple[str, "subprocess.Popen[bytes]"]


def main() -> None:
    os.umask(0o022)
    _stop_when_told()
    _read_words()
    with explained(), contextlib.suppress(KeyboardInterrupt), _only_one():
        port = _port()
        LOG.write_bytes(b"")
        print("Hjemvej", flush=True)
        installing.install(for_tests=False)
        with contextlib.ExitStack() as stack:
            stack.callback(print, "\nHjemvej has stopped.")
            mark, server = _database(stack)
            _prepare(mark)
            children = [_child(stack, "web server", web.gunicorn(port)), _child(stack, "worker for jobs", JOBS)]
            _wait_until_it_answers(port, children)
            _greet(port)
            _watch(children, server)


def _read_words() -> None:
    """Read the command's words: only --help is known."""
    argparse.ArgumentParser(
        prog="./start",
        description="Starts Hjemvej with an invented municipality, and fetches what it needs the first time.",
        epilog="HJEMVEJ_PORT is another port than 8000. DATABASE_URL is a PostgreSQL of your own, 15 or later, instead"
        " of the embedded one. README.md says more.",
    ).parse_args()


@contextlib.contextmanager
def _only_one() -> Iterator[None]:
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "start.lock").open("w") as lock:
        for tries in range(100):  # one that was killed hard needs a moment to go
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if tries == 20:
                    raise Trouble("Hjemvej is running from this folder already. Stop it first: Ctrl-C.") from None
                time.sleep(0.1)
        yield


def _port() -> int:
    word = os.environ.get("HJEMVEJ_PORT") or "8000"
    if not re.fullmatch("[0-9]{1,5}", word) or not 0 < int(word) < 65536:
        raise Trouble(f"HJEMVEJ_PORT is “{word}”; it must be a number from 1 to 65535.")
    for _ in range(50):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", int(word)))
            except PermissionError:
                raise Trouble(f"Only root may use port {word}. Choose another: HJEMVEJ_PORT=8001 ./start") from None
            except OSError:
                time.sleep(0.1)
                continue
            return int(word)
    raise Trouble(f"Another program uses port {word}. Stop it, or choose another: HJEMVEJ_PORT={int(word) + 1} ./start")


def _database(stack: contextlib.ExitStack) -> tuple[str, postgres.Server | None]:
    """The word that tells the database from all others, and the embedded server unless DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        with step("Looking at the database"):
            return mark_of([os.environ["DATABASE_URL"], preparing.outside_database()]), None
    try:
        with step("Starting PostgreSQL"):
            server = stack.enter_context(postgres.running(embedded.DATA))
            mark = mark_of([server.mark])
            if is_done(_municipality(mark), "begun"):  # a first start that was broken off
                postgres.make_anew(embedded.DATA)
                _municipality(mark).unlink()
                (LOCAL / "migrated").unlink(missing_ok=True)
            return mark, server
    except (postgres.PostgresDidNotStart, embedded.NotInstalled) as problem:
        raise Trouble(str(problem)) from None


def _prepare(database: str) -> None:
    """Tables, translations, style and script, and people to look at; each only when something has changed."""
    migrations = sorted(CHECKOUT.glob("hjemvej/**/migrations/*.py"))
    mark = mark_of([*migrations, CHECKOUT / "requirements" / "run.txt", database])
    if not is_done(LOCAL / "migrated", mark):
        with step("Making the tables"):
            preparing.manage("migrate", "--no-input", "--verbosity=1")
        set_done(LOCAL / "migrated", mark)
    preparing.compile_translations()
    if not is_done(_municipality(database), "made"):
        _make_municipality(_municipality(database))
    preparing.collect_static()


def _make_municipality(stamp: pathlib.Path) -> None:
    """Its command tells for itself how far it is."""
    set_done(stamp, "begun")
    print("  Making the invented municipality, this first time only:", flush=True)
    command = [str(installing.PYTHON), "manage.py", "make_municipality"]
    making = subprocess.Popen(command, cwd=CHECKOUT, env=preparing.demo(), preexec_fn=postgres.die_with_parent)
    try:
        failed = making.wait()
    except BaseException:
        making.terminate()
        making.wait()
        raise
    if failed:
        raise Trouble("The invented municipality could not be made: see above. Run ./start again when it is mended.")
    set_done(stamp, "made")


def _municipality(database: str) -> pathlib.Path:
    return LOCAL / f"municipality-{database}"


def _child(stack: contextlib.ExitStack, name: str, command: list[str]) -> Child:
    """A program that runs as long as we do, and is stopped before the database is."""
    with (LOCAL / f"{name.split()[0]}.log").open("wb") as log:
        program = str(installing.VENV / "bin" / command[0])
        child = subprocess.Popen(
            [program, *command[1:]],
            cwd=CHECKOUT, env=preparing.demo(HJEMVEJ_POOL="1"), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            preexec_fn=postgres.die_with_parent,
        )  # fmt: skip

    def stop() -> None:
        child.send_signal(signal.SIGINT)
        try:
            child.wait(timeout=10)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()

    stack.callback(stop)
    return name, child


def _wait_until_it_answers(port: int, children: list[Child]) -> None:
    with step("Starting the web server"):
        for _ in range(600):
            _stop_if_one_has_died(children)
            with contextlib.suppress(OSError):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.request("GET", "/", headers={"Host": "localhost"})
                connection.getresponse()
                connection.close()
                return
            time.sleep(0.1)
    raise Trouble("The web server does not answer: see .local/web.log.")


def _greet(port: int) -> None:
    print(f"\nHjemvej runs on http://localhost:{port}")
    if SIGN_INS.exists():
        print(f"\n{SIGN_INS.read_text().strip()}")
    print("\nEverybody here is invented. Ctrl-C stops it.", flush=True)


def _watch(children: list[Child], server: postgres.Server | None) -> NoReturn:
    while True:
        if server:
            start_again_if_it_died(server)
        _stop_if_one_has_died(children)
        time.sleep(0.5)


def start_again_if_it_died(server: postgres.Server) -> None:
    """Start PostgreSQL again after a crash, however long that takes; the site and the jobs wait for it meanwhile."""
    if not server.has_died():
        return
    print(f"\nPostgreSQL stopped by itself: see {server.log_file}. Starting it again …", flush=True)
    said = ""
    while True:
        try:
            server.start()
        except postgres.PostgresDidNotStart as problem:
            if str(problem) != said:
                print(f"  {problem}", flush=True)
            said = str(problem)
            time.sleep(2)
        else:
            print("PostgreSQL runs again.", flush=True)
            return


def _stop_if_one_has_died(children: list[Child]) -> None:
    for name, child in children:
        if child.poll() is not None:
            raise Trouble(f"The {name} stopped by itself: see .local/{name.split()[0]}.log, and run ./start again.")


def _stop_when_told() -> None:
    """Ctrl-C too: a shell that starts us with "&" has it ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()

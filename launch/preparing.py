"""What does a web server need beside its database? Compiled translations, and style and script in one folder."""

import pathlib
import subprocess

from . import installing
from .steps import CHECKOUT, LOCAL, Trouble, environment, is_done, mark_of, run, set_done, step


def demo(**more: str) -> dict[str, str]:
    """The environment of a program that serves invented people."""
    settings = "hjemvej.config.settings"  # also when tests, which have their own, prepare a server
    more = {"HJEMVEJ_DEMO": "1", "HJEMVEJ_STATIC": "collected", "DJANGO_SETTINGS_MODULE": settings, **more}
    return environment(PYTHONUNBUFFERED="1", **more)


def manage(*words: str) -> None:
    run([str(installing.PYTHON), "manage.py", *words], environment=demo())


def outside_database(*words: str) -> str:
    """What tells the database of DATABASE_URL from others; trouble when it cannot be used."""
    asked = [str(installing.PYTHON), "-m", "launch.outside", *words]
    done = subprocess.run(asked, cwd=CHECKOUT, env=environment(), capture_output=True, text=True)
    if done.returncode:
        raise Trouble(done.stderr.strip().splitlines()[-1])
    return done.stdout.strip()


def compile_translations() -> None:
    run([str(installing.PYTHON), "-m", "launch.translate", "compile"], environment=demo())


def collect_static() -> None:
    """All style, script and pictures in the folder they are served from, packed and named after their content."""
    installing.copy_design_system()
    files = sorted(path for path in CHECKOUT.glob("hjemvej/**/static/**/*") if path.is_file())
    mark = mark_of(
        [*files, pathlib.Path(__file__), CHECKOUT / "package-lock.json", CHECKOUT / "requirements" / "run.txt"]
    )
    if is_done(LOCAL / "static-collected", mark) and (LOCAL / "static").exists():
        return
    (LOCAL / "static-collected").unlink(missing_ok=True)
    with step("Collecting style and script"):
        manage("collectstatic", "--no-input", "--clear")
    set_done(LOCAL / "static-collected", mark)

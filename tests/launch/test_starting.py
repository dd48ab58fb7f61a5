"""Does a start that cannot succeed say so in a line, before it has touched anything?"""

import os
import pathlib
import re
import signal
import subprocess

import pytest

from hjemvej.platform.operations import embedded
from launch import postgres, start, steps
from tests.architecture.house import CHECKOUT

WITH_PYTHON = CHECKOUT / "launch" / "with_python.sh"
SOMEBODY = 1000
as_root = pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder to another user")


def run(*words: str, cwd: pathlib.Path = CHECKOUT, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(words, cwd=cwd, env={**os.environ, **more}, capture_output=True, text=True, timeout=60)


def begin(folder: pathlib.Path) -> "subprocess.CompletedProcess[str]":
    """Begin as ./start and ./test do in their folder, with a module that only prints that it was reached."""
    (folder / "reached.py").write_text("print('reached')\n")
    return run("sh", "-c", f"set -- reached; . {WITH_PYTHON}", cwd=folder, PYTHONDONTWRITEBYTECODE="1")


def contents(folder: pathlib.Path) -> list[tuple[str, int]]:
    return sorted((path.name, path.stat().st_uid) for path in folder.rglob("*"))


def test_it_begins_in_a_folder_of_the_user(tmp_path):
    (tmp_path / ".local").mkdir()
    (tmp_path / ".venv").symlink_to("/usr")  # another checkout's
    assert begin(tmp_path).stdout == "reached\n"


@as_root
def test_root_in_a_users_folder_is_refused_before_anything_is_touched(tmp_path):
    os.chown(tmp_path, SOMEBODY, SOMEBODY)
    refused, before = begin(tmp_path), contents(tmp_path)
    assert refused.returncode == 1
    assert re.fullmatch(
        r"This folder belongs to .+\. Run this as that user: not as root, and .*sudo\.\n", refused.stderr
    )
    assert contents(tmp_path) == before


@as_root
@pytest.mark.parametrize("name", [".local", ".venv", "node_modules"])
def test_a_folder_that_another_user_has_made_is_refused_with_the_words_that_give_it_back(tmp_path, name):
    (tmp_path / name).mkdir()
    (tmp_path / name / "kept").touch()
    os.chown(tmp_path / name, SOMEBODY, SOMEBODY)
    refused, before = begin(tmp_path), contents(tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"The folder {name} belongs to ")
    assert f"chown -R root '{tmp_path}'" in refused.stderr
    assert refused.stderr.count("\n") == 1
    assert contents(tmp_path) == before


@as_root
def test_a_socket_folder_that_another_user_has_made_is_refused(tmp_path):
    socket = embedded.socket_folder(tmp_path / "postgres")
    socket.mkdir()
    os.chown(socket, SOMEBODY, SOMEBODY)
    try:
        with pytest.raises(postgres.PostgresDidNotStart, match=f"rm -r {socket}"):
            postgres.refuse_anothers(socket)
        assert socket.stat().st_uid == SOMEBODY
    finally:
        socket.rmdir()


@pytest.mark.parametrize("port", ["²", "x", "0", "65536", "-1", "8000x", "٣"])
def test_a_wrong_port_is_named(port, monkeypatch):
    monkeypatch.setenv("HJEMVEJ_PORT", port)
    with pytest.raises(steps.Trouble, match=f"HJEMVEJ_PORT is “{port}”; it must be a number from 1 to 65535"):
        start._port()


@pytest.mark.parametrize(("command", "word"), [("./start", "--help"), ("./test", "-h")])
def test_help_prints_and_starts_nothing(command, word):
    done = run(command, word)
    assert done.returncode == 0
    assert "Installing" not in done.stdout
    assert "Starts Hjemvej" in done.stdout or "Does everything hold?" in done.stdout


def test_a_word_that_start_does_not_know_starts_nothing():
    refused = run("./start", "quick")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "unrecognized arguments: quick" in refused.stderr


def test_a_step_is_a_single_line(capsys):
    with steps.step("Doing a thing"):
        pass
    with pytest.raises(KeyboardInterrupt), steps.step("Doing another"):
        raise KeyboardInterrupt
    first, second = capsys.readouterr().out.splitlines()
    assert re.fullmatch(r"  Doing a thing \.\.\. 0\.0 s", first)
    assert second == "  Doing another ... stopped"


def test_what_is_started_in_the_background_is_stopped_by_the_same_signal():
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell does for what runs with "&"
    try:
        start._stop_when_told()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)

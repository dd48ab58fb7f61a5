"""Is Chromium given what it takes, whoever runs the tests?"""

import os

import pytest

from launch import browser


@pytest.mark.parametrize("user", [0, 1000], ids=["root", "a user"])
def test_the_packed_one_takes_no_sandbox_from_anybody(user, monkeypatch):
    """It has no zygote, and “Zygote cannot be disabled if sandbox is enabled”."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(browser, "unpack", lambda: None)
    monkeypatch.setattr(os, "getuid", lambda: user)
    assert {"--no-sandbox", "--no-zygote"} <= set(browser.settings()["args"])


@pytest.mark.parametrize(("user", "args"), [(0, ["--no-sandbox"]), (1000, [])], ids=["root", "a user"])
def test_an_installed_one_keeps_its_sandbox_where_it_may(user, args, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "getuid", lambda: user)
    assert browser.settings() == {"executable_path": "/usr/bin/chromium", "args": args}

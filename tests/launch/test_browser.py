"""Is Chromium started with the right sandbox, for root and for other users?"""

import os

import pytest

from launch import browser


@pytest.mark.parametrize("user", [0, 1000], ids=["root", "a user"])
def test_the_packed_chromium_never_has_a_sandbox(user, monkeypatch):
    """It runs without a zygote, and “Zygote cannot be disabled if sandbox is enabled”."""
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(browser, "unpack", lambda: None)
    monkeypatch.setattr(os, "getuid", lambda: user)
    assert {"--no-sandbox", "--no-zygote"} <= set(browser.settings()["args"])


@pytest.mark.parametrize(("user", "args"), [(0, ["--no-sandbox"]), (1000, [])], ids=["root", "a user"])
def test_an_installed_chromium_keeps_its_sandbox_for_users_but_root(user, args, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "getuid", lambda: user)
    assert browser.settings() == {"executable_path": "/usr/bin/chromium", "args": args}

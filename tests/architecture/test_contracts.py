"""Does each contract of .importlinter break when somebody imports the wrong way? A breach of each, planted at once."""

import configparser
import os
import pathlib
import subprocess
import sys

import pytest

from .house import CHECKOUT, HOUSE, ROOMS, name_of, own_code, sub_rooms

CONTRACTS = configparser.ConfigParser()
CONTRACTS.read(CHECKOUT / ".importlinter")
NAMES = {title.split(":")[-1]: CONTRACTS[title]["name"] for title in CONTRACTS if "name" in CONTRACTS[title]}
# Contract → who imports, and whom. The planted room makes a second one of a floor that still has but one.
PLANTED = {
    "floors": ("hjemvej.platform.access.planted", "hjemvej.ground.law"),
    "launch": ("hjemvej.config.planted", "launch"),
    "efforts": ("hjemvej.efforts.one_entry.planted", "hjemvej.efforts.safe_night"),
    "portals": ("hjemvej.portals.staff.planted", "hjemvej.portals.partner"),
    "insight": ("hjemvej.insight.planted_room", "hjemvej.insight.mapping"),
    "estimation": ("hjemvej.insight.mapping.estimation.planted", "hjemvej.ground.law"),
    "assignment": ("hjemvej.efforts.housing_first.matching.assignment.planted", "hjemvej.ground.law"),
    "ground": ("hjemvej.ground.law.planted", "hjemvej.ground.people"),
    "platform": ("hjemvej.platform.ui.planted", "hjemvej.platform.audit"),
    "sub_rooms": ("hjemvej.efforts.safe_night.placing.planted", "hjemvej.efforts.safe_night.board"),
    "calls": ("hjemvej.ground.shelters.rules.planted", "hjemvej.ground.shelters.queries"),
    "pages": ("hjemvej.ground.partners.views.planted", "hjemvej.ground.partners.models"),
}
# A second module in which a contract must hold.
PLANTED_IN_A_SUB_ROOM = {
    "calls": ("hjemvej.efforts.safe_night.mornings.rules.planted", "hjemvej.efforts.safe_night.mornings.queries"),
    "pages": ("hjemvej.efforts.safe_night.staying.views.planted", "hjemvej.efforts.safe_night.models"),
}

WIDE = {**os.environ, "COLUMNS": "200"}  # each import on a single line


@pytest.fixture
def house_of_empty_files(tmp_path: pathlib.Path) -> pathlib.Path:
    """Our packages and modules by name, with nothing in them, and the contracts."""
    for file in own_code(HOUSE):
        copy = tmp_path / file.relative_to(CHECKOUT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    (tmp_path / ".importlinter").write_bytes((CHECKOUT / ".importlinter").read_bytes())
    return tmp_path


def plant(house: pathlib.Path, module: str, imported: str) -> None:
    """A module that imports another; what it lies in becomes a package."""
    path = house / f"{module.replace('.', '/')}.py"
    path.parent.with_suffix(".py").unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    (path.parent / "__init__.py").touch()
    path.write_text(f"import {imported}\n")


def output_of(house: pathlib.Path) -> str:
    lint = pathlib.Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache", "--no-logo"], cwd=house, env=WIDE, capture_output=True, text=True)
    return done.stdout + done.stderr


def test_every_contract_is_broken_by_a_breach_of_it_and_names_who_did_it(house_of_empty_files):
    for module, imported in PLANTED.values():
        plant(house_of_empty_files, module, imported)
    output = output_of(house_of_empty_files)
    assert set(PLANTED) == set(NAMES), "a contract without a planted breach"
    assert [name for name in NAMES.values() if f"{name} BROKEN" not in output] == [], output
    assert f"{len(NAMES)} broken" in output
    unnamed = [
        f"{module} -> {imported}" for module, imported in PLANTED.values() if f"{module} -> {imported}" not in output
    ]
    assert unnamed == [], output


def test_every_room_with_sub_rooms_says_their_order():
    containers = CONTRACTS["importlinter:contract:sub_rooms"]["containers"].split()
    assert containers == [name_of(room).replace("/", ".") for room in ROOMS if sub_rooms(room)]


def test_a_rooms_contracts_hold_in_its_sub_rooms(house_of_empty_files):
    for module, imported in PLANTED_IN_A_SUB_ROOM.values():
        plant(house_of_empty_files, module, imported)
    output = output_of(house_of_empty_files)
    for contract, (module, imported) in PLANTED_IN_A_SUB_ROOM.items():
        assert f"{NAMES[contract]} BROKEN" in output, output
        assert f"{module} -> {imported}" in output, output


def test_a_room_that_stands_on_no_floor_is_found_out(house_of_empty_files):
    """The contracts are exhaustive: a new folder must be given its place."""
    packages = ("cellar", "ground/planted_room", "platform/planted_room", "efforts/safe_night/planted_sub_room")
    for package in packages:
        (house_of_empty_files / "hjemvej" / package).mkdir()
        (house_of_empty_files / "hjemvej" / package / "__init__.py").touch()
    output = output_of(house_of_empty_files)
    for name in ("floors", "ground", "platform", "sub_rooms"):
        assert f"{NAMES[name]} BROKEN" in output, output
    assert "4 broken" in output

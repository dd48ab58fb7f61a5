"""Does the check find lines that systemd and a shell read differently, without showing secrets?"""

import os
import subprocess
import sys

import pytest

from launch.environment import faults_in
from tests.architecture.house import CHECKOUT

GOOD = """# Hjemvej
DATABASE_URL='postgresql://hjemvej_web:hemme%40ligt@db.example/hjemvej?sslmode=verify-full&sslrootcert=/etc/hjemvej/ca.pem'
HJEMVEJ_SECRET_KEY=kq3-Xr7uTz9_Lw2mBv8Yc4Nd6Pf1Gh5Js0Ka-Wq_Er7Ty3Ui9Op

HJEMVEJ_CPR_KEYS=2026:cHJvdmUtcHJvdmUtcHJvdmUtcHJvdmUtcHJvdmUtMTI=
HJEMVEJ_MUNICIPALITY_NAME="Prøve Kommune"
HJEMVEJ_OLD_SECRET_KEYS=
"""


def test_a_well_quoted_file_is_accepted_and_read_alike_by_a_shell(tmp_path):
    assert faults_in(GOOD) == []
    (tmp_path / "environment").write_text(GOOD)
    shell = 'set -a; . "$0"; exec env'
    read = subprocess.run(["sh", "-c", shell, tmp_path / "environment"], env={}, capture_output=True, text=True).stdout
    for line in GOOD.splitlines():
        if "=" in line:
            name, _, value = line.partition("=")
            assert f"{name}={value.strip(chr(39) + chr(34))}\n" in read


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("HJEMVEJ_MUNICIPALITY_NAME=Hemmelig Kommune", "quote the value of HJEMVEJ_MUNICIPALITY_NAME"),
        ("DATABASE_URL=postgresql://x:hemmelig@y/z?a=b&c=d", "quote the value of DATABASE_URL"),
        ("HJEMVEJ_TEAM_HOURS='8-15' hemmelig", "quote the value of HJEMVEJ_TEAM_HOURS"),
        ('HJEMVEJ_SECRET_KEY="hemmelig$x"', "quote the value of HJEMVEJ_SECRET_KEY"),
        ("HJEMVEJ_SECRET_KEY='hemmelig", "quote the value of HJEMVEJ_SECRET_KEY"),
        ("export HJEMVEJ_SECRET_KEY=hemmelig", "write NAME='value'"),
        ("HJEMVEJ_SECRET_KEY = hemmelig", "write NAME='value'"),
        ("hemmelig", "write NAME='value'"),
    ],
)
def test_a_line_that_the_two_read_differently_is_named_by_number_and_not_value(line, fault):
    (fault_found,) = faults_in(f"# first\nHJEMVEJ_POOL=1\n{line}\n")
    assert fault_found.startswith(f"line 3: {fault}")
    assert "hemmelig" not in fault_found.lower()


def test_a_setting_set_twice_is_named():
    assert faults_in("HJEMVEJ_POOL=1\nHJEMVEJ_POOL=0\n") == ["line 2: HJEMVEJ_POOL is set twice."]


def test_a_file_that_others_may_read_is_named(tmp_path):
    path = tmp_path / "environment"
    path.write_text(GOOD)
    command = [sys.executable, "-m", "launch.environment", str(path)]
    os.chmod(path, 0o640)
    checked = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert (checked.returncode, checked.stderr) == (1, f"{path}, others may read it: chmod 600 {path}\n")
    os.chmod(path, 0o600)
    assert subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True).returncode == 0

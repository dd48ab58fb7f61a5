"""Does the operations guide name every setting, and only commands, files and settings that exist?"""

import re

from launch.environment import faults_in
from tests.architecture.house import CHECKOUT, HOUSE, own_code

HOW_TO = CHECKOUT / "docs" / "how-to"
GUIDE = "\n".join(path.read_text() for path in sorted(HOW_TO.glob("*.md"))) + (CHECKOUT / "README.md").read_text()
SETTING = re.compile(r"""["']((?:HJEMVEJ|DATABASE|PROMETHEUS)_[A-Z_]+)["']""")
FOR_US_ALONE = {"HJEMVEJ_AS_OWNER", "HJEMVEJ_STATIC"}  # set by manage.py and by launch


def test_the_guide_names_every_setting():
    code = [*own_code(HOUSE), *own_code(CHECKOUT / "launch"), CHECKOUT / "manage.py"]
    read = {name for file in code if "tests" not in file.parts for name in SETTING.findall(file.read_text())}
    assert "HJEMVEJ_PRIVACY_CONTACT" in read
    broad = {name for name in read if name.startswith("HJEMVEJ_OIDC_")}
    assert {
        name for name in read - broad - FOR_US_ALONE if f"`{name}" not in GUIDE and f"{name}=" not in GUIDE
    } == set()
    assert {name for name in broad if name not in GUIDE} == set()


def test_every_command_and_file_of_the_guide_exists():
    ours = {path.stem for path in HOUSE.glob("**/management/commands/*.py")} | {
        "check",
        "collectstatic",
        "makemigrations",
        "procrastinate",
    }
    assert set(re.findall(r"manage\.py ([a-z_]+)", GUIDE)) - ours == set()
    for module in re.findall(r"-m (launch\.\w+)", GUIDE):
        assert (CHECKOUT / f"{module.replace('.', '/')}.py").exists(), module
    for name in re.findall(r"(?<![\w/])((?:deploy|docs|tests)/[\w./-]+\.\w+)", GUIDE):
        assert (CHECKOUT / name).exists(), name


def test_the_services_wait_for_the_network_and_never_give_up():
    for unit in sorted((CHECKOUT / "deploy").glob("*.service")):
        text = unit.read_text()
        head, service = text.split("[Service]")
        assert "Wants=network-online.target\nAfter=network-online.target postgresql.service" in head
        assert "StartLimitIntervalSec=0" in head
        assert "Restart=always" in service
        assert "Requires=postgresql" not in text, "it would be stopped with the database"


def test_no_version_is_named_that_is_not_released():
    unreleased = set(re.findall(r"^## ([\d.]+) – not released", (CHECKOUT / "CHANGELOG.md").read_text(), re.MULTILINE))
    assert {version for version in unreleased if f"v{version}" in GUIDE} == set()


def test_the_settings_that_the_guide_writes_are_quoted_as_they_must_be():
    written = re.findall(r"cat > \S+ <<'END'\n(.*?)END\n", (HOW_TO / "run-it-for-real.md").read_text(), re.DOTALL)
    assert len(written) == 2
    assert [fault for text in written for fault in faults_in(text)] == []


def test_a_setting_that_must_be_a_number_says_so():
    assert "int(os.environ" not in (HOUSE / "config" / "settings.py").read_text(), "use whole_number()"

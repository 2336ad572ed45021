"""The README fits one screen; every command in it, and in the other pages, does what it says; links lead somewhere."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from microsim.cli import main
from microsim.config.describe import parameters
from microsim.market.day import DAY
from microsim.random import decisions

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))]
ONE_SCREEN = 60  # lines
GROUPS = {row["key"].partition(".")[0] for row in parameters() if "." in row["key"]}
SHELL = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMES = "run|describe|validate|sensitivity|sweep|status|summary|compare|verify|experiment|reproduce"
INLINE = re.compile(rf"`(microsim (?:{NAMES})[^`]*)`")
RUNNING = ("run", "sweep", "compare", "validate", "sensitivity")
ON_A_SWEEP = ("status", "summary", "verify")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def _readme_commands() -> list[str]:
    blocks = SHELL.findall((ROOT / "README.md").read_text("utf-8"))
    return [line.partition("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def _make(target: str) -> str:
    """What `make` would do, from scratch."""
    words = ["make", "--no-print-directory", "--dry-run", "--always-make", f"PYTHON={sys.executable}", *target.split()]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def _small(words: list[str], output: Path) -> list[str]:
    """The same run, cut short."""
    size = "0.2" if words[0] in ("run", "compare") and "scenario=france_2019" not in words else "0.004"
    short = {"scale": size, "days": "2", "burn_in_days": "2", "output": str(output)}
    short |= {"sweep": {"seed": "1,2"}, "compare": {"seeds": "2", "draws": "2"}}.get(words[0], {})
    kept = [word for word in words if word.partition("=")[0] not in short]
    options = {"run": [], "sweep": [], "compare": [], "validate": ["--seeds", "1"],
               "sensitivity": ["--seeds", "1", "--only", "demand.hours"]}  # fmt: skip
    return [*kept, *options[words[0]], *(f"{key}={value}" for key, value in short.items())]


def test_readme_fits_one_screen():
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert len(lines) <= ONE_SCREEN
    assert max(map(len, lines)) <= 140


LONG = "microsim compare"  # draws a report, as `make demo` does
OF_README = [
    pytest.param(line, marks=[pytest.mark.long] if line.startswith(LONG) else [])
    for line in _readme_commands() if line.startswith("microsim")
]  # fmt: skip


@pytest.mark.parametrize("command", OF_README)
def test_microsim_commands_of_the_readme_run(command, tmp_path, capsys, monkeypatch):
    _, *words = shlex.split(command)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("microsim.runs.compare.run.LANGUAGES", ("en",))  # `make demo`, below, draws in both
    if words[0] in ON_A_SWEEP:
        assert main(["sweep", "seed=1,2", "scale=0.05", "days=2", "burn_in_days=2", "sweep.name=fees"]) == 0
    assert main(_small(words, tmp_path) if words[0] in RUNNING else words) == 0
    assert capsys.readouterr().out
    assert words[0] != "run" or [*tmp_path.glob("*/*/figures/overview.png")]


@pytest.mark.parametrize("command", [line for line in _readme_commands() if line.startswith("make")])
def test_make_commands_of_the_readme_exist(command):
    assert _make(command.removeprefix("make "))


@pytest.mark.long
def test_demo_compares_three_packages_and_says_where_the_report_is(tmp_path, capsys):
    (command,) = [line for line in _make("demo").splitlines() if "/microsim " in line]
    _, *words = shlex.split(command)
    assert main(_small(words, tmp_path)) == 0
    printed = capsys.readouterr().out
    for law in ("eu_directive_2024_2831", "france_employment_status", "placebo"):
        assert law in printed
    reports = re.findall(r"^Report: (.+)$", printed, re.MULTILINE)
    assert reports and all(Path(report).is_file() for report in reports)


def test_test_lints_checks_imports_and_tests():
    told = _make("test")
    assert all(word in told for word in ("ruff check", "lint-imports", "pytest", "--constraint constraints.txt"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_within_a_page_are_understood(page, capsys):
    for command in INLINE.findall(page.read_text("utf-8")):
        _, *words = shlex.split(command)
        if "--help" not in words:
            more = {"run": ["--cfg", "job"], "sweep": ["--dry-run"], "compare": ["--help"], "describe": []}
            words = [*words, *more.get(words[0], ["--help"])]
        assert main(words) == 0, command


@pytest.mark.parametrize("page", [*PAGES, ROOT / "CHANGELOG.md"], ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for target in LINK.findall(page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


def test_model_page_names_every_phase_group_and_element():
    text = (ROOT / "docs/model.md").read_text("utf-8")
    told = re.findall(r"^\d+\. `(\w+)`", text, re.MULTILINE)
    assert told == [phase.__name__ for phase in DAY]
    for group in GROUPS:
        assert f"`{group}`" in text, group
    headings = re.findall(r"^## \d\. (.+)$", text, re.MULTILINE)
    assert headings[:7] == [
        "Purpose and patterns", "Entities, state variables and scales", "Process overview and scheduling",
        "Design concepts", "Initialization", "Input data", "Submodels",
    ]  # fmt: skip


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_names_only_parameters_that_exist(page):
    known = {part for row in parameters() for part in (row["key"], *row["key"].split("."))}
    for name in re.findall(r"`(\w+\.\w[\w.]*)`", page.read_text("utf-8")):
        if name.partition(".")[0] in GROUPS and not name.endswith((".parquet", ".yaml")):
            assert name in known or name.replace(".", ".<name>.", 1) in known, name


def test_decisions_from_200_on_are_free_for_users():
    assert all(number < 200 for name, number in vars(decisions).items() if name.isupper())


def test_citation_names_this_version():
    from microsim import __version__

    about = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert about["version"] == __version__
    assert about["license"] == "MIT"


@pytest.mark.long
def test_a_fresh_clone_needs_one_command_to_show_itself(tmp_path):
    clone, home = tmp_path / "clone", tmp_path / "home"
    home.mkdir()
    subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
    base = Path(getattr(sys, "_base_executable", sys.executable))
    done = subprocess.run(
        ["make", "demo", f"PYTHON={base}", f"XDG_CACHE_HOME={home}"], cwd=clone, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("Report: ") >= 1
    again = subprocess.run(["make", "--question", ".venv/.demo"], cwd=clone)
    assert again.returncode == 0

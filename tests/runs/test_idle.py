"""A market in which nothing is posted lives on, and says so."""

import pytest

from microsim.config.load import load
from microsim.runs.report import print_report
from microsim.runs.simulate import run

SHORT = ("scenario=classroom", "days=4", "burn_in_days=0", "figures=false")
WORTHLESS = 1e-6  # of the usual price


@pytest.fixture
def told(tmp_path, changed, capsys):
    def tell(*words: str, worthless: bool = False, lang: str = "en") -> tuple[list[str], str]:
        config = load([*SHORT, f"lang={lang}", f"output={tmp_path}", *words])
        if worthless:
            config = changed(config, *(f"task_types.{name}.value={WORTHLESS}" for name in config.task_types))
        result = run(config)
        print_report(result)
        return result.manifest["idle_platforms"], " ".join(capsys.readouterr().out.split())

    return tell


def test_where_no_job_is_worth_its_cost_nothing_is_posted_and_the_cure_is_told(told):
    idle, said = told(worthless=True)
    assert idle == ["mturk", "fairdesk"] and "Nothing was posted anywhere" in said and "task_types.<name>.value" in said
    assert "nulle part" in told(worthless=True, lang="fr")[1]


def test_a_sample_without_requesters_of_a_platform_names_it(told):
    """One requester in all, so one of the two platforms has none."""
    idle, said = told("demand.requesters=1", "demand.hours=60")
    assert len(idle) == 1 and f"Nothing was posted on {idle[0]}:" in said


def test_a_market_in_which_all_post_says_nothing_of_it(told):
    idle, said = told()
    assert idle == [] and "Nothing was posted" not in said

"""What cannot be together with the closure of a platform is refused before anything is run."""

import pytest

from microsim.config.errors import ConfigError
from microsim.config.load import load

CLOSED = "shock.platform_closure.from_day=20"
SECOND = """# @package shock.second
_target_: microsim.shocks.platform_closure.PlatformClosure
platform: {platform}
from_day: 40
"""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["shock=[platform_closure,disconnection]", CLOSED], "shock.disconnection.from_day = 30 is too late, mturk"),
        (["shock=[disconnection,platform_closure]", "shock.platform_closure.from_day=30"],
         "shock.disconnection.from_day = 30 is too late, mturk closed by shock.platform_closure on day 30"),
        (["shock=[platform_closure,mass_rejection]", CLOSED], "shock.mass_rejection.from_day = 30 is too late"),
        (["shock=[platform_closure,demand_slump]", CLOSED, "shock.demand_slump.platforms=[mturk]"],
         "shock.demand_slump.from_day = 30 is too late"),
        (["shock=platform_closure", CLOSED, "regulation=pay_floor", "regulation.pay_floor.platforms=[mturk]",
          "regulation.pay_floor.from_day=21"], "regulation.pay_floor.from_day = 21 is too late, mturk closed"),
        (["shock=platform_closure", "platforms.fairdesk.demand_weight=0"],
         "shock.platform_closure closes the last platform: nobody could work any more"),
    ],
)  # fmt: skip
def test_in_one_line(words, told):
    with pytest.raises(ConfigError) as error:
        load(["scenario=classroom", *words])
    assert told in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("platform", "told"),
    [("mturk", "shock.platform_closure and shock.second both close mturk: leave one of them out"),
     ("fairdesk", "shock.second closes the last platform")],
)  # fmt: skip
def test_two_closures(tmp_path, platform, told):
    (tmp_path / "shock").mkdir()
    (tmp_path / "shock" / "second.yaml").write_text(SECOND.format(platform=platform), "utf-8")
    with pytest.raises(ConfigError, match=told):
        load(["scenario=classroom", "shock=[platform_closure,second]", CLOSED], tmp_path)
    load(["scenario=france_2019", "shock=[platform_closure,second]", CLOSED, "shock.second.platform=appen"], tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ["shock=[platform_closure,disconnection,mass_rejection]"],  # before the closure
        ["shock=[platform_closure,demand_slump]", CLOSED],  # everywhere
        ["shock=[platform_closure,demand_slump]", CLOSED, "shock.demand_slump.platforms=[mturk,fairdesk]"],
        ["shock=[platform_closure,disconnection]", CLOSED, "shock.disconnection.platform=fairdesk"],
    ],
    ids=str,
)
def test_what_can_be_together_is_let_be(words):
    assert load(["scenario=classroom", *words]).shock

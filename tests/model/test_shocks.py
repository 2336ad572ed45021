"""Shocks in a running market: without effect to the bit until they come, then in the direction they should have."""

import numpy as np
import pytest

from microsim.codes import AccountStatus
from microsim.config.load import load
from microsim.config.schema import Config
from microsim.metrics.identities import balances
from microsim.model import Market

BURN_IN, FROM_DAY, DAYS = 20, 8, 18
FIRST = BURN_IN + FROM_DAY  # row of the daily table on which shocks come
REJECTION, DISCONNECTION = "mass_rejection", "disconnection"
GATE = 0.95
SEEDS = (1, 2, 3)


@pytest.mark.parametrize(
    "words",
    [
        ("shock=mass_rejection", "shock.mass_rejection.from_day=3", "shock.mass_rejection.share=0"),
        ("shock=disconnection", "shock.disconnection.from_day=3", "shock.disconnection.share=0"),
        ("shock=mass_rejection", "shock.mass_rejection.from_day=3", "platforms.mturk.may_refuse=false"),
    ],
    ids=str,
)
def test_a_shock_that_hits_nobody_changes_no_bit(busy_under, calm, words):
    usual = calm if "may_refuse" not in words[-1] else busy_under(words[-1])
    told = busy_under(*words)
    assert told == {**usual, "platforms.may_refuse": told["platforms.may_refuse"]}


def test_a_shock_to_come_changes_no_bit(busy, busy_under, calm):
    """Both come on the last day of the market, and change it then."""
    words = ("shock=[mass_rejection,disconnection]", "shock.mass_rejection.from_day=14",
             "shock.disconnection.from_day=14")  # fmt: skip
    assert busy_under(*words, days=busy.DAYS - 1) == busy_under(days=busy.DAYS - 1)
    assert busy_under(*words) != calm


def test_a_pool_to_come_changes_no_bit_though_its_country_is_declared(busy, busy_under):
    words = ("shock=low_wage_pool", "shock.low_wage_pool.from_day=14", "shock.low_wage_pool.people=50")
    assert busy_under(*words, days=busy.DAYS - 1) == busy_under(days=busy.DAYS - 1)
    assert busy_under(*words)["workers.id"] != busy_under()["workers.id"]


class Told:
    """What a test wants to know of a market after its last day."""

    def __init__(self, config: Config, seed: int) -> None:
        with Market(config, rng=seed) as market:
            self.suspended_on_day: set[int] = set()
            for t in range(BURN_IN + DAYS):
                market.step()
                if t == FIRST - 1:
                    self.open_before = self._open(market)
                if t == FIRST:
                    gone = market.accounts.used("status") == AccountStatus.SUSPENDED
                    self.suspended_on_day = set(np.flatnonzero(gone).tolist())
            d, a = market.days, market.accounts
            self.days = {name: getattr(d, name)[: BURN_IN + DAYS].copy() for name in d.columns}
            self.under_gate = int((a.used("approved") < GATE * (a.used("approved") + a.used("rejected"))).sum())
            self.balanced = all(left == right for t in range(BURN_IN + DAYS) for left, right in balances(d, t).values())

    @staticmethod
    def _open(market: Market) -> int:
        a = market.accounts
        there = (a.used("status") == AccountStatus.OPEN) & (a.used("platform") == market.platform_names.index("mturk"))
        return int((there & market.workers.person[a.used("worker")]).sum())

    def rejected_share(self) -> float:
        """Of the work judged since the day of the shocks."""
        rejected, accepted = self.days["rejected"][FIRST:].sum(), self.days["accepted"][FIRST:].sum()
        return rejected / (rejected + accepted)


@pytest.fixture(scope="module")
def told():
    """The classroom under some shocks: ``told(seed, REJECTION)``. Each is run once."""
    both = load(["scenario=classroom", "figures=false", f"shock=[{REJECTION},{DISCONNECTION}]", f"days={DAYS}",
                 f"burn_in_days={BURN_IN}", f"shock.{REJECTION}.from_day={FROM_DAY}",
                 f"shock.{DISCONNECTION}.from_day={FROM_DAY}", "rejection=fixed", "requesters.one_shot.refusers=0"])
    known: dict[tuple, Told] = {}

    def run(seed: int, *shocks: str) -> Told:
        if (seed, shocks) not in known:
            chosen = {name: shock for name, shock in both.shock.items() if name in shocks}
            known[seed, shocks] = Told(both.model_copy(update={"shock": chosen}), seed)
        return known[seed, shocks]

    return run


@pytest.mark.parametrize("shocks", [(REJECTION,), (DISCONNECTION,), (REJECTION, DISCONNECTION)], ids=str)
def test_every_day_before_is_the_same_to_the_bit_and_every_day_balances(told, shocks):
    before, after = told(1), told(1, *shocks)
    for name, column in before.days.items():
        assert column[:FIRST].tobytes() == after.days[name][:FIRST].tobytes(), name
    assert after.balanced and before.days["present"][-1] > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mass_rejection_raises_the_rejected_share_and_puts_people_under_the_gate(told, seed):
    before, after = told(seed), told(seed, REJECTION)
    assert after.rejected_share() > 2 * before.rejected_share() > 0
    assert after.under_gate > before.under_gate
    refused = after.days["refused"]
    assert refused[FIRST] > 0 and not refused[:FIRST].any() and not refused[FIRST + 7 :].any()


@pytest.mark.parametrize("seed", SEEDS)
def test_a_disconnection_takes_about_its_share_of_the_open_accounts(told, seed):
    many = told(seed, DISCONNECTION)
    gone, there = many.days["disconnected"], many.open_before
    assert abs(gone[FIRST] - 0.2 * there) < 4.5 * np.sqrt(there * 0.2 * 0.8) and gone.sum() == gone[FIRST]


def test_who_is_disconnected_does_not_depend_on_what_else_happens(told):
    """Some of them were suspended for their approval rate a moment before."""
    alone, with_another = told(1, DISCONNECTION), told(1, REJECTION, DISCONNECTION)
    assert alone.suspended_on_day <= with_another.suspended_on_day and alone.suspended_on_day
    assert told(1, REJECTION).days["refused"][FIRST] == with_another.days["refused"][FIRST] > 0

"""Without frictions the market has closed forms.

One platform, one type of task, no search, no gate, no mistake that matters, nothing that varies but who the workers
are: pay per hour is price over own time, expectations follow a geometric series, choices are a logit, pages fill as
they are looked at.
"""

import math

import numpy as np
import pytest
from scipy import stats

from microsim.market.day import DAY
from microsim.market.sessions.listing import page_looked_at
from microsim.model import Market

FRICTIONLESS = (
    "task_types={label: {label_en: Label, label_fr: Label, ai_role: none, share: 1, seconds: 60, seconds_log_sd: 0,"
    " price: 0.10, value: 5}}",
    "platforms={town: {label: Town, accounts: 100, search_seconds: 0, payment_delay_days: 0, payout_threshold: 0,"
    " suspension_unfounded: 0, auto_approval_days: 0, fee_share: 0}}",
    "population.workers=100", "population.accounts_per_worker=1", "population.accuracy_sd=0",
    "population.accuracy_mean=1", "population.accuracy_most=1", "demand.requesters=10", "demand.hours=200",
    "demand.job_value_log_sd=0", "pricing.belief=0.25", "pricing.guess_log_sd=0", "pricing.batch_guess_log_sd=0",
    "pricing.grid_5=0", "pricing.grid_10=0", "pricing.grid_25=0", "pricing.step=0", "demand.approval_gate=0",
    "demand.number_gate=0", "demand.country_gate=0", "demand.budget=100", "behaviour.task_log_sd=0",
    "behaviour.give_up_ratio=100", "behaviour.outside_utility=-10", "behaviour.hearsay=0",
    "behaviour.learning_rate=0.1", "churn.disappointment_days=1000", "churn.half_life_days=10000", "days=30",
    "burn_in_days=0",
)  # fmt: skip
PRICE, SECONDS = 1_000, 60  # the best reply: of value 5, where pay answers with 1/4: 5 x 0.10 x (1/4)/(1 + 1/4)
THIRTY_PAGES = ("platforms.town.page_length=5", "platforms.town.newest_first=1", "behaviour.page_one=0.413",
                "behaviour.page_tail=0.32")  # fmt: skip


@pytest.fixture(scope="module")
def config(classroom):
    kinds = [
        f"requesters.{kind}.{name}=0"
        for kind in ("one_shot", "regular", "large")
        for name in ("review_effort", "value_log_sd")
    ]
    return classroom(*kinds, *FRICTIONLESS)


@pytest.fixture(scope="module")
def market(config):
    with Market(config, rng=1) as market:
        market.first_expectations = market.accounts.used("expected_pay").copy()
        for _ in range(30):
            market.step()
        yield market


def own_seconds(market, rows) -> np.ndarray:
    """Whole seconds that a task takes each of these workers."""
    return np.floor(SECONDS * market.workers.slowness[rows] + 0.5)


def test_nothing_is_lost_to_frictions(market):
    d = market.days
    assert d.used("submitted").sum() > 10_000
    for name in ("returned", "rejected", "seconds_search", "seconds_qualification", "forfeited", "fees", "suspended"):
        assert d.used(name).sum() == 0, name
    assert set(market.batches.used("price")[market.batches.used("state") > 0]) == {PRICE}
    assert (d.used("accepted_pay") == PRICE * d.used("accepted")).all()
    assert (d.used("accepted") == d.used("submitted")).all()  # approved on the day
    assert (d.used("paid_out") == d.used("accepted_pay")).all()  # and paid


def test_effective_hourly_pay_is_price_over_own_time(market):
    """Exactly: pay x seconds of a task = price x seconds worked, worker by worker."""
    w, a = market.workers, market.accounts
    rows = np.flatnonzero(a.used("tasks_accepted") > 0)
    assert len(rows) > 30
    seconds = a.seconds_accepted[rows]
    assert (a.accepted_pay[rows] * own_seconds(market, a.worker[rows]) == PRICE * seconds).all()
    hourly = a.accepted_pay[rows] * 3_600 / seconds
    closed = PRICE * 3_600 / (SECONDS * w.slowness[a.worker[rows]])
    assert (abs(hourly / closed - 1) <= 0.51 / own_seconds(market, a.worker[rows])).all()  # rounding to whole seconds


def test_expected_pay_converges_geometrically_to_own_pay(market):
    """After k active days: pay + (start - pay) 0.9^k."""
    w, a = market.workers, market.accounts
    n = len(market.first_expectations)
    rows = np.flatnonzero(a.used("tasks_accepted")[:n] > 0)
    rows = rows[w.present[a.worker[rows]]]
    days = w.days_active[a.worker[rows]]
    pay = PRICE * 3_600 / own_seconds(market, a.worker[rows])
    closed = pay + (market.first_expectations[rows] - pay) * 0.9**days
    assert a.expected_pay[rows] == pytest.approx(closed, rel=1e-9)
    assert days.max() > 15


def test_a_worker_below_the_reservation_wage_stays_at_home(market):
    """Whoever expects less than the reservation wage has not worked since."""
    w, a = market.workers, market.accounts
    rows = np.flatnonzero(w.used("present"))
    low = rows[a.expected_pay[w.first_account[rows]] <= w.reservation_wage[rows]]
    assert len(low) > 5 and (w.last_active[low] < market.day - 1).all()


# prices and posting


def posted(config, days: int = 10) -> tuple[set[int], int]:
    """Prices of batches on show at the end, and how many batches were posted."""
    with Market(config, rng=4) as market:
        for _ in range(days):
            market.step()
        b = market.batches
        return set(b.used("price")[b.used("state") > 0].tolist()), int(market.days.used("batches_posted").sum())


@pytest.mark.parametrize(
    ("value", "belief", "fee"), [(3, 0.5, 0.0), (11, 0.1, 0.0), (6.25, 0.25, 0.25), (16.5, 0.1, 0.5)]
)
def test_the_price_is_value_times_elasticity_over_one_more_less_the_fee(changed, config, value, belief, fee):
    """v e/(1 + e)/(1 + fee): ten cents in each case. The elasticity is what is believed at usual pay, which that is."""
    told = (f"task_types.label.value={value}", f"pricing.belief={belief}", f"platforms.town.fee_share={fee}")
    assert posted(changed(config, *told))[0] == {PRICE}


@pytest.mark.parametrize("spread", [0.5, 2.0])
def test_of_jobs_whose_worth_is_log_normal_the_share_above_the_cost_is_posted(changed, config, spread):
    """Cost is the price, as nothing is charged; the same jobs come up where all are worth it. 4.5 standard errors."""
    words = ("demand.hours=20", "demand.requesters=400", "demand.size_max=1", "demand.volume_log_sd=0",
             "demand.least_reserve=1000")  # fmt: skip
    prices, made = posted(changed(config, *words, f"demand.job_value_log_sd={spread}"))
    jobs = posted(changed(config, *words))[1]
    (price,) = prices
    share = stats.norm.sf(math.log(price / (5 * PRICE)) / spread)
    assert jobs > 1_000
    assert made / jobs == pytest.approx(share, abs=4.5 * math.sqrt(share * (1 - share) / jobs))


# choice in a running market


def scene(config, batches: list[dict], workers: int, slowness=1.0, seconds=60, expected=PRICE * 60.0) -> Market:
    """One day in which so many workers, alike but for their luck, meet the same batches; each has so many seconds."""
    market = Market(config, rng=2)
    for phase in DAY[:2]:
        phase(market)
    market.days.n, market.requesters.used("batches_per_day")[:] = 1, 0.0
    b, s = market.batches, market.sessions
    b.n = len(batches)
    for row, columns in enumerate(batches):
        usual = dict(state=1, requester=row % 10, requester_id=1 + row % 10, day=-1, second=row, slot=row, platform=0,
                     left=10**6, tasks=10**6, price=PRICE, seconds=60.0, stated_seconds=60.0, expiry_day=9,
                     country=-1, fill_seconds=-1)  # fmt: skip
        for name, value in (usual | columns).items():
            getattr(b, name)[row] = value
    s.reserve(workers)
    s.n = workers
    s.worker[:workers], s.who[:workers], s.account[:workers], s.after[:workers] = 1, np.arange(workers), -1, -1
    s.start[:workers] = 3_600 + np.arange(workers) % 70_000
    s.end[:workers] = s.start[:workers] + seconds
    market.accounts.expected_pay[market.workers.first_account[1]] = expected
    market.workers.slowness[1] = slowness
    {phase.__name__: phase for phase in DAY}["run_sessions"](market)
    return market


def taken(market: Market, batches: int) -> np.ndarray:
    return np.bincount(market.submissions.used("batch"), minlength=batches)


def test_choices_in_the_market_are_the_closed_form_logit(changed, config):
    """Five batches on one page, pay weight 1.5: shares proportional to pay^1.5. 20,000 choices, 1 in 100,000."""
    pay = np.array([1.0, 1.3, 0.8, 1.0, 2.0])
    config = changed(config, "behaviour.pay_weight=1.5", "behaviour.page_one=1")
    with scene(config, [{"price": round(PRICE * ratio)} for ratio in pay], 20_000) as market:
        chosen = taken(market, 5)
    assert chosen.sum() == 20_000
    assert stats.chisquare(chosen, 20_000 * pay**1.5 / (pay**1.5).sum()).pvalue > 1e-5


def test_elasticity_of_choice_in_the_market(changed, config):
    """A price 20 % up moves the odds of one batch against the others by 1.2^weight. 4.5 standard errors."""
    config = changed(config, "behaviour.pay_weight=2", "behaviour.page_one=1")
    odds = []
    for ratio in (1.0, 1.2):
        with scene(config, [{"price": round(PRICE * ratio)}, {}, {}, {}], 20_000) as market:
            chosen = taken(market, 4)
        odds.append(chosen[0] / (chosen.sum() - chosen[0]))
    error = 4.5 * math.sqrt(2 / (20_000 * 0.25 * 0.75))
    assert math.log(odds[1] / odds[0]) == pytest.approx(2 * math.log(1.2), abs=error)


SEARCHING = ("platforms.town.search_seconds=120", "behaviour.run_length=2", "behaviour.page_one=1",
             "behaviour.pay_weight=3", "behaviour.patience=1")  # fmt: skip  # a minute of searching per task


@pytest.mark.parametrize("slowness", [0.25, 1.0, 4.0])
def test_an_offer_that_pays_what_one_expects_is_taken_as_often_whatever_ones_speed(changed, config, slowness):
    """Each looks once at one offer, which brings an hour what he or she expects; beside an outside option of the same
    utility it is passed over with probability 1/e. 20,000 choices, within 4.5 standard errors."""
    own = SECONDS * slowness
    config = changed(config, *SEARCHING, "behaviour.outside_utility=0", "scenario.trust_start=1")
    expected = PRICE * 3_600 / (own + 60)
    with scene(config, [{}], 20_000, slowness, seconds=120 + round(own), expected=expected) as market:
        share = taken(market, 1)[0] / 20_000
    closed = 1 - math.exp(-1)
    assert share == pytest.approx(closed, abs=4.5 * math.sqrt(closed * (1 - closed) / 20_000))


@pytest.mark.parametrize("slowness", [0.25, 1.0, 4.0])
def test_choices_between_short_and_long_tasks_are_the_logit_of_pay_at_ones_own_speed(changed, config, slowness):
    """Three batches that pay ten cents per twenty seconds of a task: searching, which takes everybody as long,
    weighs most in short tasks, and the more the faster one is. 20,000 choices, 1 in 100,000."""
    seconds = np.array([20, 60, 240])
    prices = PRICE * seconds // 20
    batches = [
        {"price": price, "seconds": float(each), "stated_seconds": float(each)}
        for price, each in zip(prices, seconds, strict=True)
    ]
    config = changed(config, *SEARCHING)
    with scene(config, batches, 20_000, slowness, seconds=120 + round(240 * slowness)) as market:
        x = market.submissions
        _, first = np.unique(x.used("who"), return_index=True)
        chosen = np.bincount(x.used("batch")[first], minlength=3)
    utility = 3 * np.log(prices / (seconds * slowness + 60))
    assert chosen.sum() == 20_000
    assert stats.chisquare(chosen, 20_000 * np.exp(utility) / np.exp(utility).sum()).pvalue > 1e-5


def test_page_one_fills_at_least_ten_times_faster_than_page_ten(changed, config):
    """C13. Thirty pages of five batches, alike but for their place, newest first: tasks done per batch and day, and
    both as the closed form of pages has it. 20,000 searches, within 4.5 standard errors."""
    config = changed(config, *THIRTY_PAGES)
    n = 150
    with scene(config, [{} for _ in range(n)], 20_000) as market:
        done = taken(market, n)[::-1].reshape(30, 5).sum(axis=1)  # the newest is posted last
    assert done[0] >= 10 * done[9] > 0
    grid = (np.arange(400) + 0.5) / 400
    looks = np.bincount([page_looked_at(u, v, 30, 0.413, 0.32) for u in grid for v in grid], minlength=31)[1:] / 400**2
    for page in (0, 1, 9):
        expected = 20_000 * looks[page]
        assert abs(done[page] - expected) < 4.5 * math.sqrt(expected)


def test_a_batch_on_page_one_is_filled_ten_times_sooner_than_on_page_ten(changed, config):
    """The same in fill times: batches of twenty tasks; page ten is not filled when page one has been for long."""
    config = changed(config, *THIRTY_PAGES)
    small = [{"left": 20, "tasks": 20} if row < 105 or row >= 145 else {} for row in range(150)]
    with scene(config, small, 20_000) as market:
        seconds = market.batches.fill_seconds[:150][::-1].reshape(30, 5)
    assert (seconds[0] > 0).all()
    page_one = np.median(seconds[0]) - 86_400 - 3_600  # since the first session
    page_ten = np.where(seconds[9] > 0, seconds[9] - 86_400.0 - 3_600, np.inf)
    assert np.median(page_ten) >= 10 * page_one

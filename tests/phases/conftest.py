"""A hamlet: two platforms, three requesters, five people of whom one is about to leave; every number written here.

Amounts are in 1/10,000 EUR, times in seconds. Day 0 is Tuesday, 1 January 2019. Nothing varies from draw to draw
unless a test says so: a task takes 60 s and pays 1,000 (10 cents), answers are right, whatever is on show is taken.
Requesters pay by a wage of 60,000 an hour. An answer is worth 3,000; they believe in an elasticity of 1/4 at any wage,
so that 500 a task, 30,000 an hour, is best in town and at the desk; none thinks again unless it was late.
"""

from dataclasses import replace

import numpy as np
import pytest

from microsim.market.posting.target import Belief
from microsim.model import Market
from microsim.state.now import Now

TOWN, DESK = 0, 1  # platforms
ANNE, BEA, CLEO, DAN, EVA = 1, 2, 3, 4, 5  # rows of workers; the pool has row 0
ANNE_TOWN, BEA_TOWN, BEA_DESK, CLEO_DESK, DAN_TOWN, EVA_TOWN, EVA_DESK = range(2, 9)  # rows of accounts
REGULAR, LARGE, ONE_SHOT = 0, 1, 2  # rows of requesters, whose identities are 1, 2, 3
LABEL, QUIZ = 0, 1  # task types: without and with a test

SETTINGS = """
    days=60 burn_in_days=0 seed=1 population.workers=5 demand.requesters=3 population.accounts_per_worker=1.4
    platforms.mturk.fee_share=0.2 platforms.mturk.fee_min=0 platforms.mturk.price_min=0.01
    platforms.mturk.page_length=10 platforms.mturk.search_seconds=60 platforms.mturk.newest_first=0.5
    platforms.mturk.auto_approval_days=7 platforms.mturk.payment_delay_days=3
    platforms.mturk.payout_threshold=1 platforms.mturk.suspension_approval=0.6
    platforms.mturk.suspension_after=50 platforms.mturk.suspension_unfounded=0 platforms.mturk.forfeits=true
    platforms.mturk.demand_weight=2 platforms.mturk.countries=[]
    platforms.fairdesk.fee_share=0.3 platforms.fairdesk.fee_min=0.05 platforms.fairdesk.price_min=0.05
    platforms.fairdesk.page_length=20 platforms.fairdesk.search_seconds=30 platforms.fairdesk.newest_first=0.5
    platforms.fairdesk.auto_approval_days=5 platforms.fairdesk.payment_delay_days=0
    platforms.fairdesk.payout_threshold=0.5 platforms.fairdesk.suspension_approval=0.6
    platforms.fairdesk.suspension_after=50 platforms.fairdesk.suspension_unfounded=0 platforms.fairdesk.forfeits=false
    platforms.fairdesk.demand_weight=1 platforms.fairdesk.countries=[FR]
    behaviour.page_one=1 behaviour.pay_weight=0.1 behaviour.trust_weight=2 behaviour.outside_utility=-10
    behaviour.patience=4 behaviour.run_length=1 behaviour.task_log_sd=0 behaviour.give_up_ratio=2
    behaviour.notice_share=0.3 behaviour.learning_rate=0.1 behaviour.hearsay=0.01
    behaviour.trust_memory=10 behaviour.first_record=0 scenario.trust_start=0.99
    demand.first_budget=1 demand.entry_hurdle=0.5
    demand.weekend=0.5 demand.size_log_sd=0 demand.size_max=500 demand.expiry_days=7 demand.job_value_log_sd=0
    pricing.reset=0 pricing.guess_log_sd=0 pricing.batch_guess_log_sd=0 pricing.grid_5=0 pricing.grid_10=0
    pricing.grid_25=0 demand.approval_gate=0 demand.number_gate=0 demand.country_gate=0 demand.post_hour=9
    demand.post_hour_sd=0 demand.budget=1 demand.entry_log_sd=0 churn.disappointment_days=3
    motives.supplement.hours_day_log_sd=0 motives.supplement.start_hour=19
    motives.supplement.start_hour_sd=0 motives.necessity.hours_day_log_sd=0 motives.necessity.start_hour=9
    motives.necessity.start_hour_sd=0 motives.flexibility.hours_day_log_sd=0
    motives.flexibility.window_minutes=30 motives.flexibility.window_log_sd=0
"""  # fmt: skip
EVERY_KIND = dict(
    learns=True, value_log_sd=0, deadline_log_sd=0, review_days=0, reopen=0,
    delay_cost=0.1,
)  # fmt: skip
TYPE = "ai_role: none, seconds: 60, seconds_log_sd: 0, price: 0.10, value: 3"
TYPES = (
    f"task_types={{label: {{label_en: Label, label_fr: Label, share: 1, {TYPE}}},"
    f" quiz: {{label_en: Quiz, label_fr: Quiz, share: 0, test_seconds: 600, difficulty: 10, {TYPE}}}}}"
)


class Hamlet(Market):
    """The market of the tests, with doors to put things where they are wanted."""

    def __init__(self, config) -> None:
        super().__init__(config)
        self._people()
        self._requesters()
        self.believe(0.25)
        self.open_day(0)

    def _people(self) -> None:
        w, a = self.workers, self.accounts
        a.n = 9
        for row, (motive, first, many) in enumerate([(0, 2, 1), (1, 3, 2), (2, 5, 1), (0, 6, 1), (0, 7, 2)], start=1):
            w.motive[row], w.first_account[row], w.n_accounts[row] = motive, first, many
            a.worker[first : first + many] = row
        a.platform[2:9] = TOWN, TOWN, DESK, DESK, TOWN, TOWN, DESK
        a.expected_pay[:9] = 20_000.0
        w.accuracy[:6], w.slowness[:6], w.reservation_wage[:6], w.worthwhile[:6] = 1.0, 1.0, 15_000.0, 0.0
        w.hours_per_day[:6], w.weekly_target[:6], w.fate_day[:6], w.country[1:6] = 1.0, 0, 10_000, 0
        w.weekly_target[BEA] = 60_000
        w.fate_day[EVA] = 3

    def _requesters(self) -> None:
        r = self.requesters
        for name, value in dict(
            id=[1, 2, 3], kind=[1, 2, 0], platform=[TOWN, DESK, TOWN], task_type=LABEL, country=0,
            learns=[True, True, False], hours=1.0, volume=12.0, batches_per_day=0.0, inclusion=1.0, thinned=1.0,
            target_wage=[60_000.0, 60_000.0, 0.0], guess_error=0.0, value_ratio=1.0, lateness=0.2, usable=1.0,
            budget=1e9, income=0.0, full_budget=1e9, deadline=86_400.0, review_effort=1.0,
            good_judged_bad=0.0, rejectable=1.0, refuse_good=0.0, fate_day=10_000,
        ).items():  # fmt: skip
            getattr(r, name)[:3] = value

    def believe(self, elasticity: float) -> None:
        """Have requesters believe in one elasticity at any wage, as long as they are late on a day of five."""
        belief = Belief(np.array([elasticity, elasticity]), 0.0, 1.0, 0.2)
        pricing, firms = self.views.pricing._replace(belief=belief), self.views.firms
        self.views = replace(self.views, pricing=pricing, firms=firms._replace(pricing=pricing))

    def open_day(self, day: int) -> None:
        """Begin a day as `step` does; what a test has put into the record of the day stays there."""
        self.day, events = day, self.events
        self.begin_day()
        self.days.daily_block()[self.today] = 0  # the same day, lived once more, is counted anew
        events.counted = self.events.counted
        self.events = events
        self.events.fresh = np.zeros(0, np.int64)

    def amend(self, **changes) -> None:
        """Another environment, or another day of the week."""
        self.environment = replace(self.environment, **changes)
        self.now = self.now._replace(**{name: value for name, value in changes.items() if name in Now._fields})

    def batch(self, requester: int = REGULAR, left: int = 100, price: int = 1_000, **columns) -> int:
        """Put a batch on show, by default posted yesterday at noon. Returns its row."""
        b, r = self.batches, self.requesters
        b.reserve(1)
        row, b.n = b.n, b.n + 1
        usual = dict(
            state=1, requester=requester, requester_id=r.id[requester], day=self.day - 1, second=43_200, slot=row,
            expiry_day=self.day + 6, platform=r.platform[requester], task_type=LABEL, face=r.id[requester],
            tasks=left, left=left, price=price, seconds=60.0, stated_seconds=60.0, log_accuracy_power=1.0,
            value=3_000.0, min_approval=0.0, min_number=0, country=-1, test=0.0, fill_seconds=-1, ended=False,
            submitted=0, in_review=0, accepted=0, rejected=0, returned=0,
        )  # fmt: skip
        for name, value in (usual | columns).items():
            getattr(b, name)[row] = value
        if b.day[row] == self.day:
            rows = np.append(self.events.fresh, row)
            self.events.fresh = rows[np.argsort(b.second[rows], kind="stable")]
        return row

    def session(self, worker: int, start: int, end: int, **columns) -> int:
        """Plan a session. Returns its row."""
        s = self.sessions
        s.reserve(1)
        row, s.n = s.n, s.n + 1
        usual = dict(worker=worker, who=self.workers.id[worker], account=-1, number=0, start=start, end=end,
                     strict=False, aim=0, floor=0.0, wanted=end - start, after=-1)  # fmt: skip
        for name, value in (usual | columns).items():
            getattr(s, name)[row] = value
        return row

    def work(self, account: int, batch: int, right: int, wrong: int = 0, seconds: int | None = None, day=None) -> int:
        """Submit a run of tasks, as sessions leave it to the review of its day. Returns its row."""
        x, a, b = self.submissions, self.accounts, self.batches
        x.reserve(1)
        row, x.n = x.n, x.n + 1
        n, seconds = right + wrong, 60 * (right + wrong) if seconds is None else seconds
        day = self.day if day is None else day
        x.stage[row], x.account[row], x.batch[row], x.who[row] = 1, account, batch, self.workers.id[a.worker[account]]
        x.first[row], x.day[row], x.due[row], x.looked_at[row] = 0, day, day, False
        x.right[row], x.wrong[row], x.seconds[row], x.second[row] = right, wrong, seconds, 43_200
        a.seconds_awaiting[account] += seconds
        b.in_review[batch] += n
        b.left[batch] -= n
        new = self.events.new_submissions
        self.events.new_submissions = slice(row if new.stop != row else new.start, row + 1)
        return row

    def told(self, *names: str) -> dict[str, int]:
        """Columns of today's row of the daily table."""
        self.add_up()
        return {name: getattr(self.days, name)[self.today].item() for name in names}


@pytest.fixture(scope="session")
def hamlet_config(classroom):
    kinds = [f"requesters.{kind}.{name}={value}" for kind in ("one_shot", "regular", "large")
             for name, value in EVERY_KIND.items()]  # fmt: skip
    return classroom(*SETTINGS.split(), *kinds, "requesters.one_shot.learns=false", TYPES)


@pytest.fixture
def hamlet(hamlet_config):
    with Hamlet(hamlet_config) as market:
        yield market


@pytest.fixture
def hamlet_with(hamlet_config, changed):
    """Hamlets with other parameters: ``hamlet_with("behaviour.patience=1")``."""
    made = []

    def make(*changes: str) -> Hamlet:
        made.append(Hamlet(changed(hamlet_config, *changes)))
        return made[-1]

    yield make
    for market in made:
        market.close()

"""The market for somebody who knows only Mesa."""

import inspect

import mesa
import numpy as np
import pytest
from mesa.datacollection import DataCollector

from microsim.agents import PlannedSession, Platform, Requester, Worker
from microsim.codes import AgeBand, Motive, Sex
from microsim.market.calendar.phase import set_environment
from microsim.market.supply.phase import decide_supply
from microsim.model import Market

SMALL = ("population.workers=60", "demand.requesters=15", "days=30", "burn_in_days=10")
LIVELY = (*SMALL, "churn.half_life_days=30", "requesters.one_shot.half_life_days=7")


@pytest.fixture
def market(classroom):
    with Market(classroom(*SMALL), rng=1) as market:
        yield market


def workers(market: Market):
    return market.agents.select(agent_type=Worker)


# a market is a model


def test_the_first_lines_anybody_writes():
    with Market("classroom", rng=1) as market:
        market.step()
        assert isinstance(market, mesa.Model) and market.steps == 1
        assert (market.day, market.date.isoformat()) == (-59, "2018-11-03")
        assert len(workers(market)) == market.days.present[0] > 400


def test_a_configuration_may_be_a_mapping(classroom):
    with Market(classroom(*SMALL).model_dump(), rng=3) as market:
        assert market.seed == 3 and market.people_at_start == 60


def test_days_may_go_on_after_the_last_measured_one(classroom):
    with Market(classroom("population.workers=20", "days=2", "burn_in_days=0")) as market:
        for _ in range(40):
            market.step()
        assert market.days.n == market.day == market.steps == 40


def test_run_model_stops_after_the_last_measured_day(classroom):
    with Market(classroom("population.workers=20", "days=5", "burn_in_days=3")) as market:
        market.run_model()
        assert (market.day, market.steps, market.running) == (5, 8, False)


# agents


def test_everybody_present_is_an_agent(market):
    assert {type: len(agents) for type, agents in market.agents_by_type.items()} == {
        Worker: 60, Requester: 15, Platform: 2,
    }  # fmt: skip
    assert set(market.agent_types) == {Worker, Requester, Platform}
    assert {worker.row for worker in workers(market)} == set(range(1, 61))
    assert len({agent.unique_id for agent in market.agents}) == 77
    assert repr(next(iter(workers(market)))) == "<Worker 1>"


def test_select_group_aggregate(market):
    w = market.workers
    women = workers(market).select(lambda worker: worker.sex is Sex.WOMAN)
    assert len(women) == w.used("sex").sum()
    by_motive = workers(market).groupby("motive")
    assert {motive: len(group) for motive, group in by_motive} == {
        motive: int((w.used("motive")[1:] == motive).sum()) for motive in Motive
    }
    wage, hours = by_motive.agg("reservation_wage", np.mean), by_motive.agg("hours_per_day", max)
    for motive in Motive:
        mine = w.used("motive")[1:] == motive
        assert wage[motive] == pytest.approx(w.used("reservation_wage")[1:][mine].mean())
        assert hours[motive] == w.used("hours_per_day")[1:][mine].max()
    assert workers(market).agg("accuracy", np.mean) == pytest.approx(w.used("accuracy")[1:].mean())
    assert sum(workers(market).get("n_accounts")) == market.accounts.n - 2
    assert workers(market).sort("accuracy")[0].accuracy == w.used("accuracy")[1:].max()
    assert {worker.age_band for worker in workers(market)} <= set(AgeBand)


def test_mesa_writes_a_whole_group(market):
    workers(market).select(lambda worker: worker.motive is Motive.NECESSITY).set("weekly_target", 500_000)
    w = market.workers
    assert set(w.used("weekly_target")[1:][w.used("motive")[1:] == Motive.NECESSITY]) == {500_000}


def test_what_an_agent_does_is_done_to_the_columns(market):
    worker = workers(market)[0]
    worker.reservation_wage = 12_345.0
    assert market.workers.reservation_wage[worker.row] == 12_345.0
    market.workers.worthwhile[worker.row] = 77.0
    assert worker.worthwhile == 77.0


@pytest.mark.parametrize(
    ("name", "value"), [("accuracy", 1.01), ("motive", 3), ("hours_per_day", -1), ("weekly_target", 0.5)]
)
def test_nonsense_is_refused_at_the_door(market, name, value):
    with pytest.raises(ValueError, match=rf"^Worker\.{name} = {value} is "):
        setattr(workers(market)[0], name, value)


def test_platforms_and_requesters_have_doors_too(market):
    platform, requester = market.agents_by_type[Platform][1], market.agents_by_type[Requester][0]
    assert platform.name == "fairdesk"
    platform.fee_share = 0.05
    market.step()
    assert market.rules.fee_share[1] == 0.05
    with pytest.raises(ValueError, match=r"Platform\.fee_share = 1\.7 is outside \[0, 1\]"):
        platform.fee_share = 1.7
    requester.review_effort = 0.0
    assert market.requesters.review_effort[requester.row] == 0.0
    market.requesters.tasks_submitted[requester.row], market.requesters.tasks_rejected[requester.row] = 8, 2
    market.requesters.value_received[requester.row], market.requesters.outlay[requester.row] = 500.5, 200
    assert (requester.rejection_rate, requester.profit) == (0.25, 300.5)
    platform.suspension_approval, platform.suspension_after = 0.5, 10
    assert platform.would_suspend(4, 6) and not platform.would_suspend(5, 5) and not platform.would_suspend(0, 9)


def test_what_a_worker_can_say_by_hand(market):
    """Sums over two accounts, and beliefs from the worker's own memory."""
    worker = next(worker for worker in workers(market) if worker.n_accounts == 2)
    requester = market.agents_by_type[Requester][3]
    a, rows = market.accounts, np.arange(worker.accounts.start, worker.accounts.stop)
    a.accepted_pay[rows], a.approved[rows], a.rejected[rows] = (700, 50), (9, 9), (2, 0)
    a.expected_pay[rows], a.seconds_search[rows], a.seconds_awaiting[rows] = (100.0, 300.0), (60, 30), (500, 0)
    a.awaiting_at_start[rows[0]] = 200
    assert worker.accepted_pay == 750 and worker.approval_rate() == 0.9 and worker.best_expected_pay() == 300.0
    assert worker.seconds_worked == 60 + 30 + 500 - 200
    a.status[rows[1]] = 1
    assert worker.best_expected_pay() == 100.0
    start, memory = market.config.scenario.trust_start, market.config.behaviour.trust_memory
    assert worker.chance_of_pay(requester) == pytest.approx(start)
    market.workers.met[worker.row, 5], market.workers.met_refused[worker.row, 5] = requester.id, 10
    assert worker.chance_of_pay(requester) == pytest.approx(memory * start / (memory + 10))


def test_the_agents_plan_is_the_kernels(market):
    """Two doors on one rule: what `plan_day` says, asked before the day begins, is what the phase plans.

    The first day is a Saturday, when people start earlier.
    """
    by_hand = {worker.row: worker.plan_day() for worker in workers(market)}
    set_environment(market)
    assert market.environment.weekday == 5
    decide_supply(market)
    s = market.sessions
    planned = {row: [] for row in by_hand}
    for i in range(s.n):
        fields = (getattr(s, name)[i].item() for name in PlannedSession._fields)
        planned[int(s.worker[i])].append(PlannedSession(*fields))
    assert planned == by_hand and s.n > 10


def test_agents_leave_and_enter_in_step_with_their_rows(classroom):
    with Market(classroom(*LIVELY), rng=1) as market:
        first = set(workers(market))
        for _ in range(25):
            market.step()
            w, r = market.workers, market.requesters
            assert {worker.row for worker in workers(market)} == set(np.flatnonzero(w.used("present")).tolist())
            here = {requester.row for requester in market.agents_by_type[Requester]}
            assert here == set(np.flatnonzero(r.used("present")).tolist())
        now = set(workers(market))
        assert first - now and now - first  # some left, some came
        assert all(not worker.present for worker in first - now)
        assert all(worker.entry_day >= market.first_day for worker in now - first)
        assert market.days.used("entered").sum() >= len(now - first)


def test_no_object_is_made_before_somebody_asks(classroom):
    with Market(classroom(*LIVELY), rng=1) as market:
        for _ in range(10):
            market.step()
        assert len(market._all_agents) == 0
        assert len(market.agents) == len(market._all_agents) > 60


# subclasses


def test_an_overridden_plan_takes_effect(classroom):
    class Early(Worker):
        """Works from six to seven, whatever it pays."""

        def plan_day(self):
            return [PlannedSession(21_600, 25_200, wanted=3_600)]

    with Market(classroom(*SMALL), worker_class=Early, rng=1) as market:
        market.step()
        s = market.sessions
        assert s.n == market.days.sessions[0] == 60
        assert set(s.used("start")) == {21_600} and set(s.used("end")) == {25_200}
        assert market.days.seconds_wanted[0] == 60 * 3_600
        assert len(market.agents.select(agent_type=Early)) == 60 and Early in market.agent_types


def test_nobody_who_stays_at_home_works(classroom):
    class Idle(Worker):
        def plan_day(self):
            return []

    with Market(classroom(*SMALL), worker_class=Idle, rng=1) as market:
        for _ in range(12):
            market.step()
        assert market.days.used("sessions").sum() == market.days.used("submitted").sum() == 0
        assert market.days.used("posted").sum() > 0


def test_a_plan_may_be_changed_for_some_and_kept_for_others(classroom):
    class StrikeOnFridays(Worker):
        """Necessity does not work on Fridays."""

        def plan_day(self):
            if self.motive is Motive.NECESSITY and self.model.environment.weekday == 4:
                return []
            return super().plan_day()

    active = {}
    for worker_class in (Worker, StrikeOnFridays):
        config = classroom("population.workers=200", "days=15", "burn_in_days=0")
        with Market(config, worker_class=worker_class) as market:
            for _ in range(15):
                market.step()
            active[worker_class] = market.days.used("active_necessity").copy()
    fridays = np.array([(1 + day) % 7 == 4 for day in range(15)])
    assert (active[Worker][fridays] > 0).all() and (active[StrikeOnFridays][fridays] == 0).all()
    assert (active[StrikeOnFridays][~fridays] > 0).all()
    assert (active[Worker][:3] == active[StrikeOnFridays][:3]).all()  # up to the first Friday bit by bit


def test_sessions_planned_out_of_order_are_worked_in_order(classroom):
    class Split(Worker):
        def plan_day(self):
            return [PlannedSession(50_000, 51_000), PlannedSession(30_000, 31_000)]

    with Market(classroom(*SMALL), worker_class=Split) as market:
        market.step()
        s = market.sessions
        assert (s.used("start").reshape(60, 2) == (30_000, 50_000)).all()
        assert (s.used("after").reshape(60, 2)[:, 1] == np.arange(0, 120, 2)).all()


def test_more_sessions_than_addresses_can_tell_apart_are_refused(classroom):
    class Restless(Worker):
        def plan_day(self):
            return [PlannedSession(3_600 * hour, 3_600 * hour + 600) for hour in range(17)]

    message = "^Worker 1 plans 17 sessions for day -10, more than 16$"
    with Market(classroom(*SMALL), worker_class=Restless) as market, pytest.raises(ValueError, match=message):
        market.step()


@pytest.mark.parametrize("name", Worker.SEALED)
def test_overriding_what_runs_compiled_is_refused(name):
    message = rf"^Stubborn\.{name} would never be called: .* Override plan_day"
    with pytest.raises(TypeError, match=message):
        type("Stubborn", (Worker,), {name: lambda self: 1.0})
    with pytest.raises(TypeError, match=message):  # nor by way of another class
        type("Stubborn", (type("Mixin", (), {name: lambda self: 1.0}), Worker), {})


def test_a_subclass_may_add_what_it_likes():
    class Member(Worker):
        union = True

        def dues(self) -> int:
            return self.accepted_pay // 100

    assert issubclass(Member, Worker) and set(Worker.SEALED) <= {name for name, _ in inspect.getmembers(Member)}


# collecting


def test_a_data_collector_with_model_reporters_and_a_small_panel(market):
    """A panel of a few agents, not of everyone: the house's advice."""
    panel = [worker.row for worker in workers(market).select(at_most=5)]
    collector = DataCollector(
        model_reporters={
            "day": "day",
            "active": lambda m: int(m.days.active[m.today]),
            "wage": lambda m: m.agents.select(agent_type=Worker).agg("reservation_wage", np.mean),
        },
        agenttype_reporters={Worker: {"pay": "accepted_pay", "motive": "motive"}, Platform: {"fees": "fees"}},
    )
    for _ in range(4):
        market.step()
        collector.collect(market)
    told = collector.get_model_vars_dataframe()
    assert told["day"].tolist() == [-9, -8, -7, -6]
    assert told["active"].tolist() == market.days.used("active").tolist() and told["active"].sum() > 0
    people = collector.get_agenttype_vars_dataframe(Worker)
    last = people.xs(4, level="Step")
    assert last["pay"].sum() == market.accounts.used("accepted_pay")[2:].sum() > 0
    assert [last.loc[worker.unique_id, "motive"] for worker in workers(market) if worker.row in panel] == [
        Motive(int(market.workers.motive[row])) for row in panel
    ]
    fees = collector.get_agenttype_vars_dataframe(Platform).xs(4, level="Step")["fees"]
    assert fees.tolist() == market.platforms.used("fees").tolist()


def test_a_misspelt_attribute_of_an_agent_is_an_error(market):
    with pytest.raises(AttributeError):
        workers(market).agg("reservation_wages", np.mean)

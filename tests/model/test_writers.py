"""Who writes a column or an event is what its declaration says: measured phase by phase in busy markets."""

import pickle
from collections import defaultdict
from dataclasses import fields

import pytest

from microsim import Market, load
from microsim.market.day import DAY, describe_phases
from microsim.state.events import Events
from microsim.state.state import State

DAYS = 25  # ten of burn-in
LAWS = ("no_reject_and_keep", "appeal", "employment", "suspension_review", "contributions")
UNDER_LAWS = [
    f"regulation=[{','.join(LAWS)}]",
    *(f"regulation.{law}.countries=[FR]" for law in LAWS), "regulation.employment.only_directing=false",
    "regulation.appeal.delay_days=1", "regulation.appeal.minutes=0.1", "regulation.contributions.compliance=1",
    "regulation.appeal.compliance=0.5", "regulation.suspension_review.compliance=0.5",
    "regulation.no_reject_and_keep.compliance=0.9",
    "requesters.regular.good_judged_bad=0.3", "requesters.regular.rejectable=1",  # much to appeal against
]  # fmt: skip
EVER, LATE = ([f"regulation.{law}.{date}" for law in LAWS] for date in ("existing=true", "from_day=8"))
REACTING = [*UNDER_LAWS, "reaction=strategic", "reaction.period_days=3"]
MARKETS = {
    "calm": [],
    "under laws": [*UNDER_LAWS, *EVER],
    "that make platforms leave": [*REACTING, *LATE, "reaction.believed_elasticity=5"],
    "that they pass on": [*REACTING, *EVER, "reaction.believed_elasticity=0", "reaction.slack=0",
                          "regulation.appeal.cost=0.1", "regulation.employment.wage=1"],  # little: work is still posted
    "shaken": [
        "shock=[unemployment_surge,platform_closure,disconnection,ai_wave]", "shock.unemployment_surge.from_day=1",
        "shock.unemployment_surge.half_life_days=2", "shock.unemployment_surge.share=0.5",
        "shock.platform_closure.platform=fairdesk", "shock.platform_closure.from_day=9",
        "shock.disconnection.from_day=5", "shock.disconnection.share=0.3",
        "regulation=[contributions,appeal]", "regulation.appeal.existing=true", "regulation.appeal.delay_days=30",
        "regulation.appeal.minutes=0.1",
        "shock.ai_wave.task_types=[]", "shock.ai_wave.from_day=3", "shock.ai_wave.days_to_half=0",
        "shock.ai_wave.speed=1000", "ai.obeys_ban=0", "ai.lag_days=0", "ai.open_to_ai=1", "ai.period_days=2",
        "ai.setup_cost=0", "network=forum_hub",
    ],
}  # fmt: skip
DECLARED = {
    f"{name}.{column}": set(declared.by.split())
    for name, table in State.tables().items()
    for column, declared in table.columns.items()
} | {f"events.{one.name}": set(one.metadata["by"].split()) for one in fields(Events)}


def contents(market: Market) -> dict[str, bytes]:
    """Every column, rows in use (of days those of tomorrow's morning, too), and every event."""
    columns = {
        f"{name}.{column}": getattr(getattr(market, name), column)[: getattr(market, name).n + 1].tobytes()
        for name, table in State.tables().items()
        for column in table.columns
    }
    return columns | {f"events.{name}": pickle.dumps(value) for name, value in vars(market.events).items()}


@pytest.fixture(scope="module")
def wrote(busy):
    """By column and event, the phases after which it was another."""
    found = defaultdict(set)
    for words in MARKETS.values():
        own = {word.partition("=")[0].partition(".")[0] for word in words} & {"network"}
        usual = [word for word in busy.BUSY if not own or not word.startswith("network")]
        with Market(load([*usual, *words]), rng=busy.SEED) as market:
            for _ in range(DAYS):
                market.begin_day()
                for phase in DAY:
                    before = contents(market)
                    market.run_phases([phase])
                    for name, after in contents(market).items():
                        if after != before[name]:
                            found[name].add(phase.__name__)
                market.end_day()
    return found


def test_no_phase_writes_what_does_not_name_it(wrote):
    unsaid = {name: phases - DECLARED[name] for name, phases in wrote.items() if phases - DECLARED[name]}
    assert unsaid == {} and len(wrote) > 250


def test_who_is_named_does_write(wrote):
    never = {name: phases - wrote[name] for name, phases in DECLARED.items() if phases - wrote[name]}
    assert never == {}


def test_who_is_named_is_a_phase():
    assert set().union(*DECLARED.values()) <= {phase.__name__ for phase in DAY}


def test_what_phases_are_said_to_write_is_what_names_them():
    """`set_rules` writes no column; who writes all of a table is said to write the table."""
    told = {row["phase"]: row["writes"] for row in describe_phases()}
    assert [phase for phase, writes in told.items() if not writes] == ["set_rules"]
    assert told["pay"].startswith("accounts.balance, ") and ", payments" in told["pay"]
    assert told["enter_and_leave"].startswith("workers, accounts, platforms.")
    assert told["review"].endswith("events.verdicts, .judged")

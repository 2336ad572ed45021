"""Who writes a column is what its declaration says: measured phase by phase in a busy market."""

from collections import defaultdict

from microsim import Market, load
from microsim.market.day import DAY
from microsim.state.state import State

DAYS = 12


def test_no_phase_writes_a_column_that_does_not_name_it(busy):
    wrote = defaultdict(set)
    with Market(load(busy.BUSY), rng=busy.SEED) as market:
        for _ in range(DAYS):
            market.begin_day()
            for phase in DAY:
                before = {
                    (name, column): getattr(market, name).used(column).copy()
                    for name, table in State.tables().items()
                    for column in table.columns
                }
                market.run_phases([phase])
                for (name, column), old in before.items():
                    rows = min(len(old), getattr(market, name).n)
                    if getattr(market, name).used(column)[:rows].tobytes() != old[:rows].tobytes():
                        wrote[name, column].add(phase.__name__)
            market.end_day()
    tables = State.tables()
    unsaid = {
        f"{name}.{column}": sorted(phases - set(tables[name].columns[column].by.split()) - {"enter_and_leave"})
        for (name, column), phases in wrote.items()
        if phases - set(tables[name].columns[column].by.split()) - {"enter_and_leave"}
    }
    assert unsaid == {} and len(wrote) > 150


def test_who_is_named_is_a_phase():
    names = {phase.__name__ for phase in DAY}
    columns = [col for table in State.tables().values() for col in table.columns.values()]
    assert {name for col in columns for name in col.by.split()} <= names

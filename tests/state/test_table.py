"""Columns: declared once; grown without losing anything; written through agents within their range."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from microsim.codes import Motive
from microsim.state.days import Days
from microsim.state.people import Accounts, JobsLost, Workers
from microsim.state.platforms import Platforms
from microsim.state.records import LINE
from microsim.state.table import Table, column, view_of
from microsim.state.trade import Appeals, Batches, Moves, Payments, Requesters, Sessions, Submissions

TABLES = (Workers, Accounts, Platforms, Requesters, Batches, Submissions, Appeals, Payments, Sessions, Days, JobsLost,
          Moves)  # fmt: skip

COUNTS = {  # never near 2**31
    "Workers": ("n_accounts", "disappointed"),
    "Accounts": ("judged_at_start", "lockouts", "recoveries", "unrecovered", "days_locked", "appeals"),
    "Submissions": ("day", "due", "second", "right", "wrong", "seconds"),  # of one run of tasks
}


class Herd(Table):
    """A column of each sort."""

    head: np.ndarray = column("i8", unit="heads", doc="how many", low=0, high=9)
    weight: np.ndarray = column("f8", unit="kg", doc="how heavy", low=0.5)
    motive: np.ndarray = column("i1", unit="code", doc="why", codes=Motive, low=0, high=2, default=1)
    names: np.ndarray = column("i8", unit="number", doc="who", width=3, default=-1)
    tame: np.ndarray = column("?", unit="yes/no", doc="comes when called")
    milk: np.ndarray = column("i8", unit="l", doc="gives", line=True)
    wool: np.ndarray = column("i8", unit="kg", doc="grows", default=3, line=True)


@view_of(Herd)
class Animal:
    """A row of the herd."""

    def __init__(self, table: Herd, row: int) -> None:
        self.table, self.row = table, row


@pytest.fixture
def herd() -> Herd:
    herd = Herd(2)
    herd.n = 2
    return herd


# columns


def test_a_fresh_row_has_the_defaults(herd):
    assert herd.head.tolist() == [0, 0] and herd.motive.tolist() == [1, 1]
    assert herd.names.tolist() == [[-1] * 3] * 2


@given(st.lists(st.integers(1, 40), max_size=8))
def test_growing_keeps_every_row_and_gives_fresh_ones_their_defaults(more):
    herd = Herd(1)
    for number, rows in enumerate(more):
        herd.reserve(rows)
        assert herd.capacity >= herd.n + rows
        herd.used("head")  # before: only rows in use
        herd.n += rows
        assert (herd.used("motive")[-rows:] == 1).all()
        herd.head[herd.n - rows : herd.n] = number
        herd.motive[herd.n - rows : herd.n] = 2
        assert (herd.used("wool")[-rows:] == 3).all() and (herd.used("milk")[-rows:] == 0).all()
        herd.wool[herd.n - rows : herd.n], herd.milk[herd.n - rows : herd.n] = number, -number
    assert herd.used("wool").tolist() == (-herd.used("milk")).tolist() == herd.used("head").tolist()
    assert herd.used("head").tolist() == [number for number, rows in enumerate(more) for _ in range(rows)]
    assert len(herd.used("names")) == herd.n == sum(more)


def test_rows_that_are_kept_close_up_in_their_order(herd):
    herd.reserve(2)
    herd.n = 4
    herd.head[:4], herd.milk[:4] = (5, 6, 7, 8), (1, 2, 3, 4)
    herd.keep(np.array([False, True, False, True]))
    assert herd.used("head").tolist() == [6, 8] and herd.used("milk").tolist() == [2, 4]


def test_what_kernels_get_are_the_columns_themselves(herd):
    herd.reserve(50)
    herd.arrays.book["weight"][1] = 7.5
    assert herd.weight[1] == 7.5 and herd.used("weight")[1] == 7.5
    assert herd.arrays._fields == ("line", "book")
    assert {name for part in herd.arrays for name in part.dtype.names} == set(Herd.columns)


def test_no_room_is_made_where_there_is_some(herd):
    before = herd.head
    herd.n = 1
    herd.reserve(1)
    assert herd.head is before
    herd.reserve(2)
    assert herd.head is not before and herd.capacity == 3


def test_a_line_is_a_cache_line_and_the_rest_stands_apart(herd):
    assert herd.wool.strides == herd.milk.strides == (LINE,) and herd.head.strides == (48,)
    assert herd.wool.ctypes.data - herd.milk.ctypes.data == 8 and herd.milk.ctypes.data % LINE == 0
    herd.arrays.line["wool"][0] = 9
    assert herd.wool.tolist() == [9, 3] and herd.milk.tolist() == [0, 0]


def test_bytes_are_counted(herd):
    assert herd.nbytes == 2 * (LINE + 48)  # the book: 8 + 8 + 3 * 8 + 1 + 1, and 6 that align the next


# two doors on one truth


def test_an_agent_reads_its_row(herd):
    herd.head[:], herd.weight[:], herd.tame[:], herd.names[1] = (3, 4), (1.5, 2.5), (True, False), (7, 8, 9)
    animal = Animal(herd, 1)
    assert (animal.head, animal.weight, animal.tame) == (4, 2.5, False)
    assert animal.motive is Motive.NECESSITY
    assert animal.names.tolist() == [7, 8, 9]


def test_an_agent_writes_its_row_and_no_other(herd):
    animal = Animal(herd, 1)
    animal.head, animal.weight, animal.tame, animal.motive, animal.names = 5, 1, True, Motive.FLEXIBILITY, [1, 2, 3]
    assert (herd.head.tolist(), herd.weight.tolist(), herd.tame.tolist()) == ([0, 5], [0.0, 1.0], [False, True])
    assert herd.motive.tolist() == [1, 2] and herd.names.tolist() == [[-1] * 3, [1, 2, 3]]


def test_a_memory_is_a_copy_that_cannot_be_taken_for_a_view(herd):
    with pytest.raises(ValueError, match="read-only"):
        Animal(herd, 0).names[0] = 5
    assert herd.names[0, 0] == -1


def test_it_follows_the_table_when_that_grows(herd):
    animal = Animal(herd, 1)
    herd.reserve(100)
    animal.head = 6
    assert herd.head[1] == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [("head", -1), ("head", 10), ("weight", 0.49), ("weight", float("nan")), ("head", 2.5), ("motive", 3), ("tame", 2)],
)
def test_what_does_not_fit_is_refused_and_nothing_written(herd, name, value):
    herd.weight[:] = 1.0
    animal = Animal(herd, 0)
    before = getattr(animal, name)
    with pytest.raises(ValueError, match=rf"^Animal\.{name} = {value} is "):
        setattr(animal, name, value)
    assert getattr(animal, name) == before


def test_the_message_says_what_where_and_why(herd):
    with pytest.raises(ValueError) as error:
        Animal(herd, 0).head = 12
    assert str(error.value) == "Animal.head = 12 is outside [0, 9] heads (how many)"


def test_a_numpy_number_may_be_written(herd):
    animal = Animal(herd, 0)
    animal.head, animal.weight = np.float64(4.0), np.float32(1.5)
    assert (herd.head[0], herd.weight[0]) == (4, 1.5)


# the tables of the market


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_a_unit_and_a_meaning(table):
    for row in table.describe():
        assert row["unit"] and row["doc"] and not row["doc"].endswith("."), row


@pytest.mark.parametrize("table", TABLES)
def test_what_bears_state_is_eight_bytes_wide(table):
    """Narrow numbers overflow in compiled code and not in interpreted: only codes, yes/no, the memory, which may have
    fractions, and `COUNTS` are narrow."""
    for name, col in table.columns.items():
        if col.width > 1:
            assert col.dtype in (np.dtype("i4"), np.dtype("f4")), name
            continue
        if name in COUNTS.get(table.__name__, ()):
            assert col.dtype == np.dtype("i4"), name
            continue
        assert (
            col.dtype in (np.dtype("i8"), np.dtype("f8"), np.dtype("?"))
            or col.unit == "code"
            or (col.dtype == np.dtype("i1") and (col.codes or "country" in col.doc or "kind" in col.doc))
        ), name


def test_money_and_time_are_whole_numbers_in_the_ledger():
    """What the identities are about. Budgets, values and expectations are estimates and may have fractions."""
    fractions = {name for name, col in Days.columns.items() if col.dtype == np.dtype("f8")}
    rates = {"refusing", "automating", "ai_skill"}
    assert fractions == {"posted_pay", "price_level", "expected_pay", "fill_hours", *rates}
    for name in ("balance", "paid_out", "forfeited", "accepted_pay", "value_kept", "seconds_search"):
        assert Accounts.columns[name].dtype == np.dtype("i8")


def test_agents_of_another_table_do_not_share_columns(herd):
    assert not hasattr(SimpleNamespace(), "head") and isinstance(vars(Animal)["head"], property)
    assert "how many" in Animal.head.__doc__

"""What there is in the evening, counted in one pass over each table."""

from typing import NamedTuple

import numpy as np

from microsim.codes import AccountStatus, BatchState
from microsim.compiling import compiled, inner
from microsim.state.people import NOT_LOCKED, first_of_people

PLANNED, REFUSING = 0, 1  # rows of what `weigh_refusals` notes


class Stores(NamedTuple):
    """Tables of which there is a stock, rows in use; `accounts` are the lines of accounts, `book` their books."""

    workers: np.ndarray
    accounts: np.ndarray
    book: np.ndarray
    requesters: np.ndarray
    batches: np.ndarray
    payments: np.ndarray


class Held(NamedTuple):
    """What is counted over accounts.

    Attributes:
        balance: money that platforms hold, in 1/10,000.
        seconds_awaiting: time in work whose verdict is out.
        locked_out: open accounts of people below the approval rate that gates ask for.
        working: open accounts of people.
    """

    balance: int
    seconds_awaiting: int
    locked_out: int
    working: int


class OnShow(NamedTuple):
    """What is counted over batches: batches on show, tasks left in them, and tasks in review."""

    batches: int
    left: int
    in_review: int


@inner
def count_present(line: np.ndarray) -> int:
    """People who are registered.

    Args:
        line: workers in use.
    """
    present = 0
    for row in range(len(line)):
        present += line[row].present
    return present


@compiled
def count_accounts(line: np.ndarray, first: int, expected: np.ndarray, working: np.ndarray) -> Held:
    """Count over accounts, and copy what the holders expect to earn side by side, for a mean.

    Args:
        line: accounts in use.
        first: the first one that belongs to a person.
        expected: receives expected pay, ``float64[accounts]``.
        working: receives whether it is an open account of a person, ``bool[accounts]``.
    """
    balance = seconds = locked = open_accounts = 0
    for row in range(len(line)):
        account = line[row]
        balance += account.balance
        seconds += account.seconds_awaiting
        counts = row >= first and account.status == AccountStatus.OPEN
        expected[row], working[row] = account.expected_pay, counts
        open_accounts += counts
        locked += counts and account.locked_since != NOT_LOCKED
    return Held(balance, seconds, locked, open_accounts)


@inner
def count_batches(b: np.ndarray) -> OnShow:
    """Count over batches.

    Args:
        b: batches in use.
    """
    batches = left = in_review = 0
    for row in range(len(b)):
        batch = b[row]
        if batch.state == BatchState.OPEN:
            batches += 1
            left += batch.left
        if batch.state != BatchState.FREE:
            in_review += batch.in_review
    return OnShow(batches, left, in_review)


@inner
def sum_payments(y: np.ndarray) -> int:
    """Money on its way to balances, in 1/10,000.

    Args:
        y: payments in use.
    """
    amount = 0
    for i in range(len(y)):
        amount += y[i].amount
    return amount


@inner
def sum_sessions(touched: np.ndarray, book: np.ndarray) -> int:
    """Time in sessions today.

    Args:
        touched: accounts active today, ``int64[n]``.
        book: accounts.
    """
    seconds = 0
    for account in touched:
        seconds += book[account].seconds_today
    return seconds


@inner
def weigh_refusals(r: np.ndarray, hours: np.ndarray) -> None:
    """Note the planned hours of repeat requesters, and those of the ones who refuse on purpose, for sums.

    Args:
        r: requesters in use.
        hours: receives both, 0 for all others, ``float64[2, requesters]``.
    """
    for q in range(len(r)):
        one = r[q]
        hours[PLANNED, q] = one.hours * one.thinned if one.present and one.learns else 0.0
        hours[REFUSING, q] = hours[PLANNED, q] if one.refuse_good > 0.0 else 0.0


@compiled
def take_stock(
    stores: Stores, touched: np.ndarray, expected: np.ndarray, working: np.ndarray, hours: np.ndarray, days: np.ndarray
) -> Held:
    """Count what there is in the evening, and write it down in the row of today and in that of the next morning.

    Args:
        stores: tables.
        touched: accounts active today, ``int64[n]``.
        expected, working: see `count_accounts`.
        hours: see `weigh_refusals`.
        days: the row of today and, if there is one, the next.

    Returns:
        What was counted over accounts.
    """
    today, tomorrow = days[0], days[len(days) - 1]
    held = count_accounts(stores.accounts, first_of_people(stores.workers, stores.accounts), expected, working)
    shown = count_batches(stores.batches)
    weigh_refusals(stores.requesters, hours)
    today.present = count_present(stores.workers)
    today.batches_open, today.open_after, today.in_review = shown.batches, shown.left, shown.in_review
    today.held = held.balance + sum_payments(stores.payments)
    today.seconds_awaiting, today.locked_out = held.seconds_awaiting, held.locked_out
    today.seconds_sessions = sum_sessions(touched, stores.book)
    if len(days) > 1:
        tomorrow.present_before, tomorrow.open_before = today.present, today.open_after
        tomorrow.review_before, tomorrow.held_before = today.in_review, today.held
        tomorrow.awaiting_before = today.seconds_awaiting
    return held

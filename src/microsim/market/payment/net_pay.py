"""What a worker takes home: pay, or an employee's wage if that is more, less what will be taken when it is paid."""

from microsim.compiling import internal
from microsim.market.employment.wages import wage_of
from microsim.regulation.rules import Law
from microsim.state.records import Record
from microsim.units import HOUR

from .balances import share_taken


@internal
def share_kept(seed: int, account: int, law: Law, w: Record, a: Record) -> float:
    """Share of pay that reaches the worker; 1 where no law takes anything.

    Args:
        seed: of the run.
        account: row.
        law: of the day.
        w, a: workers and accounts.
    """
    return 1.0 - share_taken(seed, account, law, w, a)


@internal
def wage_kept(seed: int, account: int, law: Law, w: Record, a: Record) -> float:
    """Wage per hour of an employee, in 1/10,000, after contributions; 0 for whoever is none.

    Args:
        seed: of the run.
        account: row.
        law: of the day.
        w, a: workers and accounts.
    """
    return wage_of(seed, account, law, w, a) * share_kept(seed, account, law, w, a)


@internal
def take_home(seed: int, account: int, earned: float, seconds: int, law: Law, w: Record, a: Record) -> float:
    """What a day brings a worker on an account, after contributions.

    Pay of the work done, or the minimum wage of an employee if that is more.

    Args:
        seed: of the run.
        account: row.
        earned: pay of the work done, in 1/10,000.
        seconds: time in sessions.
        law: of the day.
        w, a: workers and accounts.
    """
    brought = max(earned, wage_of(seed, account, law, w, a) * seconds / HOUR)
    return brought * share_kept(seed, account, law, w, a)

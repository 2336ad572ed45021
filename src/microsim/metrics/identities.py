"""Money, tasks, time and heads add up, every day, exactly."""

from microsim.state.days import Days


class IdentityError(AssertionError):
    """An account does not add up: a bug in the model, never the user's fault."""


def balances(d: Days, t: int) -> dict[str, tuple[int, int]]:
    """Both sides of each identity on one day.

    Args:
        d: the daily table. t: row of the day.

    Returns:
        Name of the identity -> (left side, right side), whole numbers.
    """
    return {
        "outlay": (d.outlay[t], d.accepted_pay[t] + d.fees[t] + d.charges[t]),
        "pay": (
            d.accepted_pay[t] + d.made_up[t],
            d.paid_out[t] + (d.held[t] - d.held_before[t]) + d.forfeited[t] + d.contributions[t],
        ),
        "tasks": (
            d.open_before[t] + d.posted[t] + d.reopened[t],
            d.accepted[t] + d.rejected[t] + d.automated[t] + d.expired[t] + d.withdrawn[t]
            + (d.in_review[t] - d.review_before[t]) + d.open_after[t],
        ),
        "time": (
            d.seconds_search[t] + d.seconds_qualification[t] + d.seconds_returned[t] + d.seconds_accepted[t]
            + d.seconds_rejected[t] + (d.seconds_awaiting[t] - d.awaiting_before[t]),
            d.seconds_sessions[t],
        ),
        "heads": (d.present_before[t] + d.entered[t] - d.left[t], d.present[t]),
    }  # fmt: skip


def check(d: Days, t: int) -> None:
    """Raise `IdentityError` if an identity does not hold on the day in row `t`."""
    for name, (left, right) in balances(d, t).items():
        if left != right:
            raise IdentityError(f"identity of {name} on day {d.day[t]}: {left} is not {right}")

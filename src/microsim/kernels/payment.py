"""From accepted pay to the worker's purse: delay, balance, pay-out threshold, contributions."""

from .compiling import compiled, inlined


@compiled
def contribution(amount, share):
    """Contribution on an amount paid out, rounded half up, in 1/10,000 of the currency unit.

    Source: L10.

    Example:
        >>> contribution(10_000, 0.222)
        2220
    """
    return int(amount * share + 0.5)


@inlined
def settle(account, threshold, contribution_share, a):
    """Pay a balance out if it reaches the threshold. Returns (paid out, contributions)."""
    balance = a.balance[account]
    if balance == 0 or balance < threshold:
        return 0, 0
    kept = contribution(balance, contribution_share)
    a.balance[account] = 0
    a.paid_out[account] += balance - kept
    return balance - kept, kept


@inlined
def forfeit(account, a):
    """The platform keeps the balance. Returns the amount."""
    amount = a.balance[account]
    a.balance[account] = 0
    a.forfeited[account] += amount
    return amount


@inlined
def close_balance(account, forfeits, contribution_share, threshold, a):
    """Clear the balance of an account that was closed or suspended. Returns (paid out, contributions, forfeited)."""
    if forfeits:
        return 0, 0, forfeit(account, a)
    paid, kept = settle(account, threshold, contribution_share, a)
    return paid, kept, forfeit(account, a)


@compiled
def pay(day, n, thresholds, forfeits, contribution_share, y, a, totals):
    """Credit what is due and pay out balances that reach the threshold.

    Args:
        day: today.
        n: payments in use.
        thresholds, forfeits, contribution_share: by platform.
        y, a: columns of payments, accounts.
        totals: ``int64[n_platforms, 3]``: paid out, contributions, forfeited.

    Returns:
        Number of payments that remain (gaps are closed).
    """
    kept = 0
    for i in range(n):
        if y.due[i] > day:
            y.account[kept], y.due[kept], y.amount[kept] = y.account[i], y.due[i], y.amount[i]
            kept += 1
            continue
        account = y.account[i]
        p = a.platform[account]
        a.balance[account] += y.amount[i]
        if a.status[account] == 0:
            paid, contributed = settle(account, thresholds[p], contribution_share[p], a)
            lost = 0
        else:
            suspended = a.status[account] == 1
            least = 0 if suspended else thresholds[p]
            paid, contributed, lost = close_balance(
                account, suspended and forfeits[p], contribution_share[p], least, a
            )
        totals[p, 0] += paid
        totals[p, 1] += contributed
        totals[p, 2] += lost
    return kept

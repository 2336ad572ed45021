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
def pay(day, n, thresholds, forfeits, contribution_share, x, a, totals):
    """Credit what is due and pay out balances that reach the threshold.

    Args:
        day: today.
        n: submissions in use.
        thresholds, forfeits, contribution_share: by platform.
        x, a: columns of submissions, accounts.
        totals: ``int64[n_platforms, 3]``: paid out, contributions, forfeited.
    """
    for i in range(n):
        if x.stage[i] != 2 or x.due[i] > day:
            continue
        account = x.account[i]
        p = a.platform[account]
        a.balance[account] += x.amount[i]
        x.amount[i] = 0
        x.stage[i] = 0
        if a.status[account] == 0:
            paid, kept = settle(account, thresholds[p], contribution_share[p], a)
            totals[p, 0] += paid
            totals[p, 1] += kept
        else:
            suspended = a.status[account] == 1
            least = 0 if suspended else thresholds[p]
            paid, kept, lost = close_balance(account, suspended and forfeits[p], contribution_share[p], least, a)
            totals[p, 0] += paid
            totals[p, 1] += kept
            totals[p, 2] += lost


@compiled
def compact(n, columns):
    """Close the gaps that settled submissions leave; order is kept. Returns the number that remain."""
    kept = 0
    for i in range(n):
        if columns.stage[i] != 0:
            if kept != i:
                columns.stage[kept] = columns.stage[i]
                columns.account[kept] = columns.account[i]
                columns.batch[kept] = columns.batch[i]
                columns.who[kept] = columns.who[i]
                columns.first[kept] = columns.first[i]
                columns.day[kept] = columns.day[i]
                columns.due[kept] = columns.due[i]
                columns.looked_at[kept] = columns.looked_at[i]
                columns.right[kept] = columns.right[i]
                columns.wrong[kept] = columns.wrong[i]
                columns.seconds[kept] = columns.seconds[i]
                columns.amount[kept] = columns.amount[i]
            kept += 1
    return kept

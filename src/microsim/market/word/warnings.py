"""Word of mouth: verdicts are reported to the rating and told in the forum, ties are warned, and everything fades."""

import math

from microsim.compiling import compiled, inlined

from .trust import FORUM, RATING, WARNED


@inlined
def worth_a_warning(accepted, rejected, grievance):
    """Whether so much of a submission was refused that a worker warns the others.

    Example:
        >>> worth_a_warning(9, 1, 0.2), worth_a_warning(8, 2, 0.2), worth_a_warning(5, 0, 0.0)
        (False, True, False)
    """
    return rejected > 0 and rejected >= grievance * (accepted + rejected)


@inlined
def hear(w, worker, requester, paid, refused, day):
    """Note a warning in a worker's mind; of the requesters warned of, the one heard of longest ago is forgotten."""
    at, oldest = -1, 0
    for j in range(WARNED):
        at = j if w.book[worker].warned[j] == requester else at
        oldest = j if w.book[worker].warned_day[j] < w.book[worker].warned_day[oldest] else oldest
    if at < 0:
        at = oldest
        w.book[worker].warned[at] = requester
        w.book[worker].warned_paid[at] = w.book[worker].warned_refused[at] = 0
    w.book[worker].warned_paid[at] += paid
    w.book[worker].warned_refused[at] += refused
    w.book[worker].warned_day[at] = day


@compiled
def report(cases, w, r):
    """Those who look requesters up report today's verdicts to the rating, those who read the forum tell them there.

    Returns:
        Verdicts told in the forum.
    """
    told = 0
    for j in range(len(cases)):
        case = cases[j]
        circle, q = w.book[case.worker].circle, case.requester
        if case.detected:  # who did it with AI against a ban has nothing to tell
            continue
        if circle & RATING:
            r[q].rated_paid += case.accepted
            r[q].rated_refused += case.rejected
        if circle & FORUM:
            r[q].told_paid += case.accepted
            r[q].told_refused += case.rejected
            told += 1
    return told


@compiled
def warn(day, cases, grievance, offsets, ties, holder, w):
    """Whoever had a good part of a submission refused warns his or her ties.

    Args:
        day: today.
        cases: today's verdicts, record array of `review.CASE`.
        grievance: refused share of a submission that is worth a warning.
        offsets, ties, holder: see `state.ties.Ties`.
        w: columns of workers.

    Returns:
        Warnings that reached somebody.
    """
    heard = 0
    for j in range(len(cases)):
        case = cases[j]
        paid, refused = int(case.accepted), int(case.rejected)
        place = w.book[case.worker].place
        if place < 0 or case.detected or not worth_a_warning(paid, refused, grievance):
            continue
        for k in range(offsets[place], offsets[place + 1]):
            other = holder[ties[k]]
            if other >= 0:
                hear(w, other, case.requester_id, paid, refused, day)
                heard += 1
    return heard


@compiled
def fade(n, half_life_days, r):
    """A day goes by over what is written of requesters in the rating and the forum."""
    keep = math.exp(-math.log(2.0) / half_life_days)
    for q in range(n):
        r[q].rated_paid *= keep
        r[q].rated_refused *= keep
        r[q].told_paid *= keep
        r[q].told_refused *= keep

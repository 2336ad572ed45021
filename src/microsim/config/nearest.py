"""Find what a misspelt name was meant to be."""

from collections.abc import Iterable
from difflib import SequenceMatcher

ALIKE = 0.6  # difflib's own cutoff for "a good match"
ALIKE_ELSEWHERE = 0.8  # a name in another group has to be more alike than one at hand


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like the name, however unlike; None when there are no candidates.

    Example:
        >>> nearest("mturk2", ["clickworker", "mturk"])
        'mturk'
    """
    return max(candidates, key=lambda candidate: likeness(name, candidate), default=None)


def likeness(name: str, candidate: str) -> float:
    """How alike two names are, from 0 to 1, ignoring case."""
    return SequenceMatcher(None, candidate.lower(), name.lower()).ratio()


def meant(name: str, candidates: Iterable[str]) -> list[str]:
    """The full names that may have been meant by a name; of several, each has the same last part.

    Example:
        >>> keys = ["seed", "population.workers", "platforms.a.fee_share", "platforms.b.fee_share"]
        >>> meant("platforms.a.fee_shrae", keys)
        ['platforms.a.fee_share']
        >>> meant("fee_share", keys)
        ['platforms.a.fee_share', 'platforms.b.fee_share']
        >>> meant("demand.workres", keys)
        ['population.workers']
        >>> meant("platforms.a.colour", keys)
        []
    """
    known = list(candidates)
    parent, last = _parent(name), _last(name)
    siblings = [candidate for candidate in known if _parent(candidate) == parent]
    # where the beginning is right, and all candidates share it, the last part alone tells them apart
    alike = [c for c in siblings or known if likeness(last, _last(c)) >= ALIKE and likeness(name, c) >= ALIKE]
    elsewhere = nearest(last, sorted({_last(candidate) for candidate in known})) or ""
    right_elsewhere = elsewhere == last and bool(siblings)
    if alike and not right_elsewhere:
        return [max(alike, key=lambda c: likeness(name, c))]
    return [c for c in known if _last(c) == elsewhere] if likeness(last, elsewhere) >= ALIKE_ELSEWHERE else []


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """``did you mean …?`` with at most two proposals, or nothing.

    Example:
        >>> did_you_mean("descrbe", ["run", "describe"])
        'did you mean describe?'
        >>> did_you_mean("x", ["run", "describe"])
        ''
    """
    proposals = meant(name, candidates)[:2]
    return f"did you mean {' or '.join(proposals)}?" if proposals else ""


def _parent(name: str) -> str:
    return name.rpartition(".")[0]


def _last(name: str) -> str:
    return name.rpartition(".")[2]

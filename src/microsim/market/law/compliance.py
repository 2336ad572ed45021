"""Who obeys a law: drawn once for each of those bound, so that the same obey on every day and in every scenario."""

import numpy as np

from microsim.compiling import inlined
from microsim.random import decisions as of
from microsim.random.draws import draw

RETURN, FLOOR, REASONS = 0, 1, 2  # laws that requesters may disobey, as blocks of draws
REVIEW, APPEAL, EMPLOYMENT = 0, 1, 2  # laws that platforms may disobey in some accounts, as blocks of draws


@inlined
def obeys(seed: int, law: int, requester: int, share: float) -> bool:
    """Whether a requester (its identity) is among the share that obeys a law.

    Args:
        seed: of the run.
        law: number of the law, which is part of the address.
        requester: identity.
        share: of requesters who obey.
    """
    if share <= 0.0 or share >= 1.0:
        return share >= 1.0
    return draw(seed, of.COMPLIANCE, 0, requester, 0, 0, law)[0] < share


@inlined
def protects(seed: int, law: int, worker: int, platform: int, share: float) -> bool:
    """Whether an account (of a person's identity, on a platform) is among the share on which a law is obeyed.

    Args:
        seed: of the run.
        law: number of the law, which is part of the address.
        worker: identity.
        platform: row in the table of platforms.
        share: of accounts.
    """
    if share <= 0.0 or share >= 1.0:
        return share >= 1.0
    return draw(seed, of.PROTECTION, worker, 0, 0, platform, law)[0] < share


@inlined
def declares(seed: int, worker: int, share: float) -> bool:
    """Whether a person (the identity) is among the share that declares what he or she earns.

    Args:
        seed: of the run.
        worker: identity.
        share: of people who declare.
    """
    if share <= 0.0 or share >= 1.0:
        return share >= 1.0
    return draw(seed, of.DECLARATION, worker, 0, 0, 0, 0)[0] < share


@inlined
def share_for(share: np.ndarray, platform: int, country: int) -> float:
    """A share by platform and country, for somebody of a country; people abroad have none, and nothing binds there.

    Args:
        share: ``float64[n_platforms, n_countries]``.
        platform: row in the table of platforms.
        country: number of the country, below 0 abroad.
    """
    return share[platform, country] if country >= 0 else 0.0

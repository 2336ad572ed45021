"""Shares of a whole."""


def shares_add_up(shares: dict[str, float], what: str) -> None:
    """Refuse shares that are negative or do not sum to one (tolerance 1e-6)."""
    if not shares:
        raise ValueError(f"{what}: there are none, a market needs at least one")
    least = min(shares, key=shares.__getitem__)
    if shares[least] < 0:
        raise ValueError(f"{what}: {least} is {shares[least]:g}, below 0")
    total = sum(shares.values())
    if abs(total - 1.0) > 1e-6:
        raise ValueError(f"{what} add up to {total:g}, not to 1: change one of {', '.join(shares)}")

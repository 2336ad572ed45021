"""The rules of the day: plain fields with neutral defaults. Regulations amend them and touch nothing else."""

from dataclasses import dataclass

import numpy as np

from .platforms import Platforms


@dataclass(frozen=True)
class Rules:
    """What holds today, one entry per platform. What is a platform's own choice is copied from its columns."""

    fee_share: np.ndarray
    fee_min: np.ndarray
    price_min: np.ndarray
    auto_approval_days: np.ndarray
    may_refuse: np.ndarray
    payment_delay_days: np.ndarray
    payout_threshold: np.ndarray
    suspension_approval: np.ndarray
    suspension_after: np.ndarray
    suspension_unfounded: np.ndarray
    forfeits: np.ndarray
    contribution_share: np.ndarray

    @classmethod
    def of(cls, platforms: Platforms) -> "Rules":
        """The rules that the platforms set themselves, without any law (no contributions)."""
        own = {name: platforms.used(name).copy() for name in cls.__dataclass_fields__ if name in platforms.columns}
        return cls(**own, contribution_share=np.zeros(platforms.n))

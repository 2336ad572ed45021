"""The day of the market: a room for each of its parts, the phase beside its kernels; `day` has the order."""

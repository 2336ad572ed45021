"""How platforms and requesters answer to a law."""

from typing import Literal

from .par import Section, par


class Reaction(Section):
    """Whether anybody adapts other than through prices."""

    mode: Literal["naive", "strategic"] = par(
        "naive", unit="name", source="model design",
        doc="naive: all comply and adapt through prices only; strategic: each does what it expects to profit from most",
        label=("Reaction", "Réaction"))  # fmt: skip

"""Regulations: dated laws, each in a file of its own. A law amends the rules of the day and touches nothing else."""

from microsim.config.dated import Regulation
from microsim.config.targets import known, target_of


def describe_regulations() -> list[dict[str, str]]:
    """One row per law: name, what it does in English and in French, legal anchor, `_target_` that names it.

    Example:
        >>> [row["regulation"] for row in describe_regulations()][:2]
        ['appeal', 'contributions']
    """
    return [
        {"regulation": item.__module__.rpartition(".")[2], "does": item.told_en, "fait": item.told_fr,
         "anchor": ", ".join(item.anchor), "target": target_of(item)}
        for item in known(Regulation, Regulation.room)
    ]  # fmt: skip

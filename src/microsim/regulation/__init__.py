"""Regulations: dated laws, each in a file of its own. A law amends the rules of the day and touches nothing else."""

import re

from microsim import facts
from microsim.config.dated import Regulation
from microsim.config.targets import file_of, known, target_of

TO_CHECK = re.compile(r"\bR\b|\bR-h\b")  # marks of what was not read in the text itself


def describe_regulations() -> list[dict[str, str]]:
    """One row per law: name, what it does, what evades it, where it is written, and the `_target_` that names it.

    Example:
        >>> rows = {row["regulation"]: row for row in describe_regulations()}
        >>> rows["suspension_review"]["anchor"], rows["employment"]["anchor"][:61]
        ('L4 Directive (EU) 2024/2831, Article 10(5)', 'L2 Directive (EU) 2024/2831, Article 5 (to be checked against')
    """
    return [
        {"regulation": file_of(item), "does": item.told_en, "fait": item.told_fr,
         "evaded by": item.evasion_en, "anchor": "; ".join(map(written, item.anchor)), "target": target_of(item)}
        for item in known(Regulation, Regulation.room)
    ]  # fmt: skip


def written(anchor: str) -> str:
    """Where something is written, and whether that was checked against the text.

    Example:
        >>> written("L6")
        'L6 Directive (EU) 2024/2831, Article 11(2)-(3) (to be checked against the text)'
    """
    row = facts.source(anchor)
    where = ", ".join(part for part in (row.get("act"), row.get("article")) if part) or row["quantity"]
    unsure = " (to be checked against the text)" if TO_CHECK.search(row["mark"]) else ""
    return f"{anchor} {where}{unsure}".strip()

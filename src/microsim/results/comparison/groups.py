"""Groups of people that effects are told by, and their words."""

from typing import TYPE_CHECKING

import numpy as np

from microsim.metrics.groups import EXPERIENCE, MOTIVES

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "none"  # earned nothing before the policy day
DECILES = 10
SEX = {"woman": ("Women", "Femmes"), "man": ("Men", "Hommes")}
WORDS = {
    "all": {"all": ("All registered people", "Toutes les personnes inscrites"),
            "earners": ("Who earned anything before", "Qui avait gagné quelque chose avant")},
    "motive": MOTIVES,
    "sex": SEX,
    "experience": {name: tuple(words) for name, (_, *words) in EXPERIENCE.items()},
    "decile": {NOTHING: ("Nothing before", "Rien auparavant"),
               **{str(n): (f"Decile {n}", f"{n}{'er' if n == 1 else 'e'} décile") for n in range(1, DECILES + 1)}},
}  # fmt: skip
ORDER = ("all", "motive", "sex", "country", "decile", "experience", "platform", "task_type")


def label(by: str, group: str, lang: str) -> str:
    """What a group is called; its own name where there are no words for it.

    Example:
        >>> label("decile", "1", "fr"), label("country", "FR", "en")
        ('1er décile', 'FR')
    """
    words = WORDS.get(by, {}).get(group)
    return words[lang == "fr"] if words else group


def deciles(earned: np.ndarray) -> np.ndarray:
    """Tenths of those who earned anything before the policy day, the lowest first; `NOTHING` for the others.

    Args:
        earned: before the policy day, in the order of identities, which breaks ties.

    Example:
        >>> deciles(np.array([0, 5, 1, 9])).tolist()
        ['none', '4', '1', '7']
    """
    names = np.full(len(earned), NOTHING, dtype=object)
    rows = np.flatnonzero(earned > 0)
    rank = np.argsort(np.argsort(earned[rows], kind="stable"), kind="stable")
    names[rows] = (rank * DECILES // max(len(rows), 1) + 1).astype(str)
    return names


def grouped(people: "pd.DataFrame") -> dict[str, "pd.Series"]:
    """The group of each person, for every way to group people; none where a person is in no group.

    Args:
        people: see `fork.PEOPLE`; `panel` marks those registered on the policy day.
    """
    import pandas as pd

    least = [least for least, *_ in EXPERIENCE.values()]
    experience = np.array(list(EXPERIENCE), dtype=object)[
        np.searchsorted(least, people.judged_at_start, side="right") - 1
    ]
    tenth = pd.Series(None, people.index, dtype=object)
    panel = people[people.panel].sort_values("worker_id")
    tenth[panel.index] = deciles(panel.pay_burn_in.to_numpy())
    earners = pd.Series(np.where(people.panel & (people.pay_burn_in > 0), "earners", None), people.index, dtype=object)
    return {
        "motive": people.motive.astype(object), "sex": people.sex.astype(object),
        "country": people.country.astype(object), "experience": pd.Series(experience, people.index).where(people.panel),
        "decile": tenth, "all": earners,
    }  # fmt: skip

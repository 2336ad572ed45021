"""Groups of people that effects are told by, and their words."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from microsim.metrics.groups import EXPERIENCE, MOTIVES

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "none"  # earned nothing before the policy day
DECILES = 10
SEX = {"woman": ("Women", "Femmes"), "man": ("Men", "Hommes")}
WORDS = {
    "all": {"all": ("All registered people", "Toutes les personnes inscrites")},
    "earners": {"earners": ("Who earned anything before", "Qui avait gagné quelque chose avant")},
    "motive": MOTIVES,
    "sex": SEX,
    "experience": {name: tuple(words) for name, (_, *words) in EXPERIENCE.items()},
    "decile": {NOTHING: ("Nothing before", "Rien auparavant"),
               **{str(n): (f"Decile {n}", f"{n}{'er' if n == 1 else 'e'} décile") for n in range(1, DECILES + 1)}},
}  # fmt: skip
ORDER = ("all", "earners", "motive", "sex", "country", "decile", "experience", "platform", "task_type")


def in_order(table: "pd.DataFrame") -> "pd.DataFrame":
    """The rows of a table, per law in the order of the groups; groups without words as they come."""
    by_order = {by: place for place, by in enumerate(ORDER)}
    places = {(by, group): place for by, words in WORDS.items() for place, group in enumerate(words)}
    laws = {law: place for place, law in enumerate(dict.fromkeys(table.law))}
    keys = table.assign(
        _law=table.law.map(laws), _by=table.by.map(by_order),
        _group=[places.get(of, 0) for of in zip(table.by, table.group, strict=True)],
    )  # fmt: skip
    return table.loc[keys.sort_values(["_law", "_by", "_group"], kind="stable").index].reset_index(drop=True)


def label(by: str, group: str, lang: str) -> str:
    """What a group is called; its own name where there are no words for it.

    Example:
        >>> label("decile", "1", "fr"), label("country", "FR", "en")
        ('1er décile', 'FR')
    """
    words = WORDS.get(by, {}).get(group)
    return words[lang == "fr"] if words else group


def with_country_names(table: "pd.DataFrame", names: Mapping[str, Sequence[str]]) -> "pd.DataFrame":
    """A table whose countries go by their names in English and French, not by their codes.

    Example:
        >>> import pandas as pd
        >>> rows = [["country", "IN", "IN", "IN"], ["sex", "man", "Men", "Hommes"]]
        >>> table = pd.DataFrame(rows, columns=["by", "group", "group_en", "group_fr"])
        >>> with_country_names(table, {"IN": ("India", "Inde")}).group_fr.tolist()
        ['Inde', 'Hommes']
    """
    here = table.by == "country"
    for place, lang in enumerate(("en", "fr")):
        told = {code: words[place] for code, words in names.items()}
        table.loc[here, f"group_{lang}"] = table.group[here].map(lambda code, told=told: told.get(code, code))
    return table


def deciles(earned: np.ndarray) -> np.ndarray:
    """Tenths of those who earned anything before the policy day, from 1, the lowest; 0 for the others.

    Args:
        earned: before the policy day, in the order of identities, which breaks ties.

    Example:
        >>> deciles(np.array([0, 5, 1, 9])).tolist()
        [0, 4, 1, 7]
    """
    tenth = np.zeros(len(earned), int)
    rows = np.flatnonzero(earned > 0)
    rank = np.argsort(np.argsort(earned[rows], kind="stable"), kind="stable")
    tenth[rows] = rank * DECILES // max(len(rows), 1) + 1
    return tenth


def grouped(people: "pd.DataFrame") -> dict[str, "pd.Series"]:
    """The group of each person, for every way to group people; none where a person is in no group.

    Args:
        people: see `fork.PEOPLE`; `panel` marks those registered on the policy day.
    """
    import pandas as pd  # start-up

    least = [least for least, *_ in EXPERIENCE.values()]
    experience = np.searchsorted(least, people.judged_at_start, side="right") - 1
    tenth = np.full(len(people), -1)
    panel = np.flatnonzero(people.panel)
    panel = panel[np.argsort(people.worker_id.to_numpy()[panel], kind="stable")]
    tenth[panel] = deciles(people.pay_burn_in.to_numpy()[panel])
    out = people.panel.to_numpy()
    codes = {
        "earners": (np.where(tenth > 0, 0, -1), ["earners"]),
        "experience": (np.where(out, experience, -1), list(EXPERIENCE)),
        "decile": (tenth, [NOTHING, *map(str, range(1, DECILES + 1))]),
    }  # fmt: skip
    own = {by: people[by].astype("category") for by in ("motive", "sex", "country")}
    return own | {by: pd.Series(pd.Categorical.from_codes(*of), people.index) for by, of in codes.items()}

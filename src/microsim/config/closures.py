"""Platforms that close: what cannot be together with that."""

from collections.abc import Collection, Mapping
from itertools import chain

from .dated import Regulation, Shock


def refuse_contradictions(
    shocks: Mapping[str, Shock], laws: Mapping[str, Regulation], inhabited: Collection[str]
) -> None:
    """Refuse what would come to a platform that is no more, and a market without platforms.

    Args:
        shocks, laws: by the names that configs give them.
        inhabited: platforms on which people are registered and requesters post.

    Raises:
        ValueError: in one line, which, and why.
    """
    last_day: dict[str, tuple[int, str]] = {}
    for name, shock in shocks.items():
        if shock.closes is None:
            continue
        if shock.closes in last_day:
            _, other = last_day[shock.closes]
            raise ValueError(f"shock.{other} and shock.{name} both close {shock.closes}: leave one of them out")
        last_day[shock.closes] = shock.from_day, name
    if last_day and not set(inhabited) - set(last_day):
        name = max(last_day.values())[1]
        cure = "leave another platform open, with accounts and demand_weight above 0"
        raise ValueError(f"shock.{name} closes the last platform: nobody could work any more; {cure}")
    for at, item in chain(_at("shock", shocks), _at("regulation", laws)):
        closes = getattr(item, "closes", None)
        named = [getattr(item, "platform", None)] if hasattr(item, "platform") else getattr(item, "platforms", [])
        days = [last_day[one][0] for one in named if one in last_day]
        if closes is None and named and len(days) == len(named) and item.from_day >= max(days):
            what = f"{', '.join(named)} closed by shock.{last_day[named[0]][1]} on day {max(days)}"
            raise ValueError(f"{at}.from_day = {item.from_day} is too late, {what}: set it earlier, or leave one out")


def _at(group: str, items: Mapping) -> list:
    return [(f"{group}.{name}", item) for name, item in items.items()]

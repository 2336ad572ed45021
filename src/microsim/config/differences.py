"""Where two nests of plain values differ."""

from collections.abc import Mapping
from typing import Any


def differences(there: Mapping[str, Any], here: Mapping[str, Any]) -> list[tuple[str, Any, Any]]:
    """Names whose values differ, with both; None where there is none.

    Example:
        >>> differences({"a": {"b": 1, "c": 2}}, {"a": {"b": 3}, "d": 4})
        [('a.b', 1, 3), ('a.c', 2, None), ('d', None, 4)]
    """
    one, other = _flat(there), _flat(here)
    names = [*one, *(name for name in other if name not in one)]
    return [(name, one.get(name), other.get(name)) for name in names if one.get(name) != other.get(name)]


def _flat(data: Any, at: str = "") -> dict[str, Any]:
    if not isinstance(data, Mapping):
        return {at: data}
    return {name: value for key in data for name, value in _flat(data[key], f"{at}.{key}" if at else str(key)).items()}

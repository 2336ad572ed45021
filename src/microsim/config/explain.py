"""Say in one line what does not fit the schema, where, why, and how to cure it."""

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from . import groups
from .dated import NO_TARGET, TARGET, UNFIT_TARGET
from .describe import bounds, declared, section_by_name, walk, words
from .nearest import did_you_mean
from .parameter import Section
from .schema import Config
from .sweeping import Multirun

Problem = Mapping[str, Any]  # one entry of pydantic's errors()

KINDS = {
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no: write true or false",
    "string": "text: put it in quotes",
    "date": "a date: write YYYY-MM-DD",
    "list": "a list: write [a,b]",
    "finite": "a finite number",
    "dict": "a mapping: write {a: 1, b: 2}",
}
LONGEST_QUOTE = 80


def explain(error: ValidationError, data: Mapping, schema: type[Section] = Config) -> str:
    """The first problem of a config in one line, with the number of those that remain.

    A misspelt name explains a missing value better than the other way round: what is unknown comes first, what is
    missing last, and all that one section lacks is one problem.
    """
    problems = error.errors(include_url=False)
    unknown = [_unknown(p, data, schema) for p in problems if p["type"] == "extra_forbidden"]
    missing = [p for p in problems if p["type"] == "missing"]
    others = [_unfit(p, data, schema) for p in problems if p["type"] not in ("extra_forbidden", "missing")]
    sections = {p["loc"][:-1]: [str(q["loc"][-1]) for q in missing if q["loc"][:-1] == p["loc"][:-1]] for p in missing}
    lines = unknown + others + [_missing(name(at), lacks, data, schema) for at, lacks in sections.items()]
    return lines[0] + (f" (and {len(lines) - 1} more)" if len(lines) > 1 else "")


def name(location: tuple[str | int, ...]) -> str:
    """The name of a place, as one would type it.

    Example:
        >>> name(("platforms", "mturk", "countries", 0))
        'platforms.mturk.countries[0]'
    """
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).removeprefix(".")


def quoted(value: object) -> str:
    """A value as Python writes it, cut where it gets long."""
    text = repr(value)
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 2]}…{text[-1]}"


def number(value: float) -> str:
    """A number without a needless decimal point.

    Example:
        >>> number(0.0), number(0.6), number(1e8)
        ('0', '0.6', '100000000')
    """
    return str(int(value)) if float(value).is_integer() else str(value)


def interval(low: float | None, high: float | None) -> str:
    """A closed range, empty if it has no ends.

    Example:
        >>> interval(0.0, 0.6), interval(1, None), interval(None, None)
        ('[0, 0.6]', '[1, ∞]', '')
    """
    if low is None and high is None:
        return ""
    return f"[{'-∞' if low is None else number(low)}, {'∞' if high is None else number(high)}]"


def cure(key: str) -> str:
    """Where to change a parameter."""
    group = key.partition(".")[0]
    place = f"configs/{group}/*.yaml" if groups.is_group(group) else "configs/config.yaml, the scenario"
    return f"Change it in {place} or on the command line."


def _unknown(problem: Problem, data: Mapping, schema: type[Section]) -> str:
    key = name((*problem["loc"], *_way_down(problem["input"])))
    known = [known for known, _, _ in walk(schema, data)]
    if schema is Config and did_you_mean(key.partition(".")[0], groups.OF_SWEEPS):
        known += [about_sweeps for about_sweeps, _, _ in walk(Multirun, None)]
    advice = did_you_mean(key, [*known, *schema.model_fields])
    if key.startswith("scenario.") and key.removeprefix("scenario.") in [*known, *schema.model_fields]:
        advice = "a file of configs/scenario/ that sets it begins with the line # @package _global_."
    where = "microsim describe parameters" if schema is Config else "microsim sweep --help"
    return f"{key} is not a parameter: {advice or 'it resembles none.'} List them: {where}."


def _way_down(value: object) -> tuple[str, ...]:
    """What stands below an unknown name says best what was meant: `platfroms` or `platfroms.mturk.fee_share`."""
    if isinstance(value, Mapping) and len(value) == 1:
        ((key, below),) = value.items()
        return (str(key), *_way_down(below))
    return ()


def _missing(at: str, lacks: list[str], data: Mapping, schema: type[Section]) -> str:
    if not at:
        group = lacks[0]
        found = groups.choices(group)
        return f"{group} is missing: choose one of {', '.join(found)}, for instance {group}={found[0]}."
    needed = " and ".join(f"{at}.{lack}" for lack in lacks)
    group, _, entry = at.partition(".")
    by_name = section_by_name(schema.model_fields[group])
    chosen = by_name and TARGET in data[group][entry]  # then it is there, and lacks something
    others = [str(other) for other in data[group] if other != entry] if by_name and not chosen else []
    if not others:
        verb = "is" if len(lacks) == 1 else "are"
        return f"{needed} {verb} missing. Set it in configs/{group}/*.yaml or on the command line."
    there = did_you_mean(at, [f"{group}.{other}" for other in others]) or f"there are {', '.join(others)}."
    return f"{at} is not there: {there} To add a new one, set {needed} too."


def _unfit(problem: Problem, data: Mapping, schema: type[Section]) -> str:
    """A value that stands in the right place and does not fit."""
    key, kind, value = name(problem["loc"]), problem["type"], problem["input"]
    if not key:
        return f"{_reason(problem)}. Change it in configs/ or on the command line."
    if kind == NO_TARGET:
        return _not_chosen(key, data)
    if kind == UNFIT_TARGET:
        return f"{key}.{TARGET} = {quoted(value[TARGET])} {_reason(problem).rstrip('.')}. {cure(key)}"
    is_section = kind in ("model_type", "model_attributes_type") or (kind == "dict_type" and "." not in key)
    if is_section:
        return _not_a_section(key, value, data, schema)
    known = {known: field for known, field, _ in walk(schema, data)}
    field = next((known[key[:end]] for end in range(len(key), 0, -1) if key[:end] in known), None)
    if field is None:
        return f"{_reason(problem)}. {cure(key)}"
    meaning = f"{field.description}; source {declared(field, 'source')}"
    if kind in ("greater_than_equal", "less_than_equal"):
        unit = declared(field, "unit")
        return f"{key} = {quoted(value)} is outside {interval(*bounds(field))} {unit} ({meaning}). {cure(key)}"
    if kind == "literal_error":
        advice = did_you_mean(str(value), words(field)).capitalize() or cure(key)
        return f"{key} = {quoted(value)} is not one of {', '.join(words(field))} ({meaning}). {advice}"
    hint = " Nothing stands after the equals sign." if value == "" else ""
    return f"{key} = {quoted(value)} is not {_wanted(problem)} ({meaning}).{hint} {cure(key)}"


def _not_chosen(key: str, data: Mapping) -> str:
    """What is dated is chosen by a file before anything in it is set."""
    group, _, entry = key.partition(".")
    found = groups.choices(group)
    choice = f"{group}={entry}." if entry in found else f"{group}=NAME, one of {', '.join(found)}."
    advice = did_you_mean(key, [f"{group}.{other}" for other in data[group] if other != entry])
    return f"{key} is not there: {advice or f'choose it by {choice}'}"


def _wanted(problem: Problem) -> str:
    if problem["type"] == "value_error":
        return str(problem["ctx"]["error"])
    return KINDS.get(problem["type"].partition("_")[0], f"right: {problem['msg']}")


def _reason(problem: Problem) -> str:
    """What a validator said, or pydantic's own words."""
    context = problem.get("ctx", {})
    return str(context.get("error", problem["msg"]))


def _not_a_section(key: str, value: object, data: Mapping, schema: type[Section]) -> str:
    group = key.partition(".")[0]
    inside = [known for known, _, _ in walk(schema, data) if known.startswith(f"{group}.")]
    same_name = [known for known in inside if known.rpartition(".")[2] == key.rpartition(".")[2]][:2]
    example = f"did you mean {' or '.join(same_name)}?" if same_name else f"set what is in it, as {key}.NAME=VALUE."
    if value is None:
        example = f"to take it out, write ~{key}."
    return f"{key} = {quoted(value)} is not a group of parameters: {example}"

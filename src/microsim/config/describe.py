"""List every parameter with what was declared about it, and its value in a config."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypedDict, get_args, get_origin

from pydantic.fields import FieldInfo

from .dated import item_named
from .parameter import Section
from .prior import Prior
from .schema import Config


class Parameter(TypedDict):
    """What is known of one parameter. `value` is None without a config, `default` is None when there is none.

    `prior` is how far an assumed number may be from its value. `drawn` says whether draws and tornados move it; None
    where there is nothing to move.
    """

    key: str
    value: Any
    default: Any
    unit: str
    low: float | None
    high: float | None
    choices: list[str]
    doc: str
    label_en: str
    label_fr: str
    source: str
    prior: Prior | None
    drawn: bool | None


def parameters(config: Config | None = None) -> list[Parameter]:
    """All parameters of a config; without one, those of the schema, with ``<name>`` for the names users give.

    Example:
        >>> [row["high"] for row in parameters() if row["key"] == "platforms.<name>.fee_share"]
        [1]
    """
    values = None if config is None else config.model_dump()
    return [_row(key, field, value) for key, field, value in walk(Config, values)]


def walk(section: type[Section], values: Mapping | None, at: str = "") -> Iterator[tuple[str, FieldInfo, Any]]:
    """Full key, declaration and value of every parameter.

    Args:
        section: where to begin.
        values: plain values, not necessarily valid ones; None walks the schema alone.
        at: what the keys begin with.
    """
    for name, field in section.model_fields.items():
        value = values.get(name) if isinstance(values, Mapping) else None
        if one := one_section(field):
            yield from walk(one, value, f"{at}{name}.")
        elif many := section_by_name(field):
            for entry in ["<name>"] if values is None else _names(value):
                inside = value and value[entry]
                yield from walk(item_named(many, inside), inside, f"{at}{name}.{entry}.")
        else:
            yield f"{at}{name}", field, value


def one_section(field: FieldInfo) -> type[Section] | None:
    """The section that a field holds, if it holds one, as `population` does."""
    kind = field.annotation
    return kind if isinstance(kind, type) and issubclass(kind, Section) else None


def section_by_name(field: FieldInfo) -> type[Section] | None:
    """The kind of section that a field holds under names that users give, as `platforms` does."""
    if get_origin(field.annotation) is not dict:
        return None
    kind = get_args(field.annotation)[1]
    return kind if isinstance(kind, type) and issubclass(kind, Section) else None


def bounds(field: FieldInfo) -> tuple[float | None, float | None]:
    """The lowest and highest value allowed."""
    low = next((rule.ge for rule in field.metadata if hasattr(rule, "ge")), None)
    high = next((rule.le for rule in field.metadata if hasattr(rule, "le")), None)
    return low, high


def declared(field: FieldInfo, what: Literal["unit", "source", "label_en", "label_fr"]) -> str:
    """What `parameter` was told about a parameter."""
    extra = field.json_schema_extra
    return str(extra[what]) if isinstance(extra, dict) and what in extra else ""


def prior_of(field: FieldInfo) -> Prior | None:
    """How far an assumed parameter may reasonably be from its value."""
    extra = field.json_schema_extra
    prior = extra.get("prior") if isinstance(extra, dict) else None
    return prior if isinstance(prior, Prior) else None


def is_drawn(field: FieldInfo) -> bool | None:
    """Whether draws and tornados move a parameter; None where there is nothing to move: no assumption, or no number."""
    extra = field.json_schema_extra
    if not isinstance(extra, dict) or (extra.get("prior") is None and extra.get("drawn", True)):
        return None
    return bool(extra["drawn"])


def words(field: FieldInfo) -> list[str]:
    """The words allowed, where only some are."""
    kinds = [field.annotation, *get_args(field.annotation)]
    return [word for kind in kinds if get_origin(kind) is Literal for word in get_args(kind)]


def _names(value: Any) -> list[str]:
    return list(value) if isinstance(value, Mapping) else []


def _row(key: str, field: FieldInfo, value: Any) -> Parameter:
    low, high = bounds(field)
    return Parameter(
        key=key,
        value=value,
        default=None if field.is_required() else field.get_default(),
        unit=declared(field, "unit"),
        low=low,
        high=high,
        choices=words(field),
        doc=field.description or "",
        label_en=declared(field, "label_en"),
        label_fr=declared(field, "label_fr"),
        source=declared(field, "source"),
        prior=prior_of(field),
        drawn=is_drawn(field),
    )

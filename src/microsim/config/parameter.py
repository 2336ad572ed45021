"""Declare a parameter once: default, unit, range, meaning, labels, source. Checks and documentation follow from it."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from .prior import Prior

REQUIRED: Any = ...


class Section(BaseModel):
    """A group of parameters. Unknown keys are refused, values cannot be changed once checked."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    @field_validator("*", mode="before")
    @classmethod
    def _no_yes_for_numbers(cls, value: Any, info: ValidationInfo) -> Any:
        # Python counts True as 1: `days=true` would be one day
        kind = cls.model_fields[info.field_name].annotation
        numbers = [value]
        if kind == dict[str, float] and isinstance(value, dict):
            numbers = list(value.values())
        elif kind == list[float] and isinstance(value, list):
            numbers = value
        if kind in (int, float, dict[str, float], list[float]) and any(isinstance(number, bool) for number in numbers):
            raise ValueError("a number")
        return value


def parameter(
    default: Any,
    *,
    unit: str,
    doc: str,
    label: tuple[str, str],
    source: str,
    low: float | None = None,
    high: float | None = None,
    prior: Prior | None = None,
    drawn: bool = True,
) -> Any:
    """Declare one parameter of a `Section`.

    Args:
        default: value used where no YAML sets one, or `REQUIRED`.
        unit: unit in words ("share", "EUR", "s"); "currency" is the scenario's.
        doc: what it means, one sentence.
        label: short name in English and French.
        source: id of a row of the facts (`F3`), or "assumed" with a word on why.
        low, high: the closed range outside of which a value is refused.
        prior: how far an assumed number may reasonably be from its value; None for what has a source, or is no number.
        drawn: whether draws and tornados move it within that range.

    Example:
        >>> class Fee(Section):
        ...     fee_share: float = parameter(0.2, unit="share", doc="fee", label=("Fee", "Frais"), source="G1", high=1)
        >>> Fee().fee_share
        0.2
    """
    extra: Any = {"unit": unit, "label_en": label[0], "label_fr": label[1], "source": source, "prior": prior,
                  "drawn": drawn}  # fmt: skip
    return Field(default, ge=low, le=high, description=doc, json_schema_extra=extra)

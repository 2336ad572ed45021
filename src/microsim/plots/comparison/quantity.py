"""Levels, changes and intervals of a measure, as they are written in English and in French."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from microsim.metrics.units import unit_to_read
from microsim.plots.numbers import FIXED, number, sign, signed_percent
from microsim.plots.words import Lang

from .words import say

MOST_DECIMALS = 5
TOO_MUCH = 10.0  # times the level: beyond it nobody reads a change in per cent
PER_FR = {"answer": "réponse", "right answer": "bonne réponse", "month": "mois", "day": "jour", "task": "tâche",
          "person": "personne", "person and month": "personne et mois"}  # fmt: skip


@dataclass(frozen=True)
class Quantity:
    """How one measure is written, with so many decimals that the numbers shown together can be told apart.

    Attributes:
        unit: as metrics declare it: "EUR/month", "share of time", "tasks/day". currency: its code. lang: language.
        decimals: of everything that is written.

    Example:
        >>> pay = Quantity("EUR/month", "EUR", "en", 2)
        >>> pay.level(4.8), pay.change(0.62), pay.interval(-0.1, 1.04)
        ('€4.80/month', '+€0.62/month', '−0.10 to +1.04')
        >>> Quantity("share of time", "EUR", "fr", 1).change(-0.0102)
        '−1,0\\xa0point de pourcentage'
    """

    unit: str
    currency: str
    lang: Lang
    decimals: int

    @property
    def is_share(self) -> bool:
        """Whether it is read in per cent."""
        return self.unit.startswith("share")

    @property
    def is_money(self) -> bool:
        """Whether it is an amount."""
        return self.unit.startswith(self.currency)

    def level(self, value: float) -> str:
        """A value with its unit."""
        if math.isnan(value):
            return "–"
        if self.is_share:
            return number(100 * value, self.lang, self.decimals) + ("%" if self.lang == "en" else f"{FIXED}%")
        return self._with_unit(number(value, self.lang, self.decimals))

    def bare(self, value: float) -> str:
        """A difference with its sign, without its unit; of a share, in percentage points."""
        if math.isnan(value):
            return "–"
        text = number(100 * value if self.is_share else value, self.lang, self.decimals)
        return f"+{text}" if value > 0 and text.strip("0.,") else text

    def change(self, value: float) -> str:
        """A difference with its sign and unit."""
        return self._difference(self.bare(value), value)

    def size(self, value: float) -> str:
        """A difference without its sign, with its unit."""
        return self._difference(self.bare(abs(value)).lstrip("+"), value)

    def interval(self, low: float, high: float) -> str:
        """Two ends of an interval of a difference."""
        return f"{self.bare(low)} {'to' if self.lang == 'en' else 'à'} {self.bare(high)}"

    def relative(self, effect: float, baseline: float) -> str:
        """A difference in per cent of the level; nothing of a share, of no level, or where it is beyond reading."""
        if self.is_share or not baseline > 0 or abs(effect) > TOO_MUCH * baseline:
            return ""
        return signed_percent(effect / baseline, self.lang)

    @property
    def axis(self) -> str:
        """The unit of a difference, along an axis."""
        return say("points", self.lang) if self.is_share else self.axis_of_level

    @property
    def axis_of_level(self) -> str:
        """The unit of a level, along an axis."""
        if self.is_share:
            return "% " + unit_to_read(self.unit, self.currency, self.lang)
        return f"{sign(self.currency)}{self._per}" if self.is_money else unit_in_words(self.unit, self.lang)

    @property
    def _space(self) -> str:
        return " " if self.lang == "en" else FIXED

    @property
    def _per(self) -> str:
        per = self.unit.removeprefix(self.currency).replace(" per ", "/")
        return f"/{PER_FR.get(per[1:], per[1:])}" if per and self.lang == "fr" else per

    def _difference(self, text: str, value: float) -> str:
        if not self.is_share or text == "–":
            return text if text == "–" else self._with_unit(text)
        points = say("points", self.lang)
        single = self.lang == "fr" and round(abs(100 * value), self.decimals) < 2  # English: 1.0 percentage points
        return f"{text}{self._space}{points.replace('points', 'point') if single else points}"

    def _with_unit(self, text: str) -> str:
        if self.is_money and self.lang == "en":
            at = next((place for place, letter in enumerate(text) if letter.isdigit()), 0)
            return f"{text[:at]}{sign(self.currency)}{text[at:]}{self._per}"
        return f"{text}{self._space}{self.axis_of_level}".rstrip() if self.unit not in ("ratio", "0 to 1") else text


def quantity(unit: str, currency: str, lang: Lang, differences: Iterable[float]) -> Quantity:
    """How a measure is written if these of its differences are.

    Example:
        >>> [quantity("EUR", "EUR", "en", [x]).decimals for x in (48120.0, 6.2, 0.021)]
        [0, 2, 3]
        >>> quantity("share of time", "EUR", "en", [0.0102, 0.0021]).decimals
        1
    """
    scale = 100 if unit.startswith("share") else 1
    sizes = [abs(value) * scale for value in differences if math.isfinite(value) and value]
    if not sizes:
        return Quantity(unit, currency, lang, 2 if unit.startswith(currency) else 1)
    largest, least = max(sizes), min(sizes)
    decimals = max(0, 1 - math.floor(math.log10(largest)))
    if unit.startswith(currency) and 0 < decimals <= 2 and "answer" not in unit:
        decimals = 2  # amounts have cents
    if scale == 100:
        decimals = max(decimals, 1)
    while decimals < MOST_DECIMALS and round(least, decimals) == 0 and least > largest / 1000:
        decimals += 1  # an end of an interval beside zero must not be written as zero
    return Quantity(unit, currency, lang, min(decimals, MOST_DECIMALS))


def unit_in_words(unit: str, lang: Lang) -> str:
    """A unit that is no share and no amount.

    Example:
        >>> unit_in_words("tasks/day", "fr")
        'tâches/jour'
    """
    return unit_to_read(unit, "currency", lang)

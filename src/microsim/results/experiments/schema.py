"""What stands in an `experiment.yaml`: the question, the cases, what is measured, what is drawn, what is assumed."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

MOST_SEEDS = MOST_DRAWS = 1_000
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")


def _is_name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise ValueError("no name: letters without accents, digits, _ and - make one, as it becomes part of file names")
    return text


def _is_word(text: str) -> str:
    if "=" not in text and not text.startswith("~"):
        raise ValueError("not a word of Hydra's grammar, such as days=180")
    if key_of(text) == "seed":
        raise ValueError("said twice: seeds are 1 to the number that stands under seeds")
    return text


def key_of(word: str) -> str:
    """What a word of Hydra's grammar is about.

    Example:
        >>> [key_of(word) for word in ("days=180", "++demand.hours=2", "~platforms.mturk")]
        ['days', 'demand.hours', 'platforms.mturk']
    """
    return word.partition("=")[0].lstrip("+~").strip()


Name = Annotated[str, AfterValidator(_is_name)]
Word = Annotated[str, AfterValidator(_is_word)]
Text = Annotated[str, Field(min_length=1)]


class Part(BaseModel):
    """A part of the file. Unknown keys are refused, values cannot be changed once checked."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Question(Part):
    """What an experiment asks, in both languages."""

    en: Text
    fr: Text


class Case(Part):
    """One of the markets that are compared: the words that make it differ from the base.

    `against` names the case that it is compared with, if that is not the first.
    """

    label_en: Text
    label_fr: Text
    set: list[Word] = []
    against: str | None = None

    def label(self, lang: str) -> str:
        """What it is called."""
        return self.label_fr if lang == "fr" else self.label_en


class OneFigure(Part):
    """What all figures have."""

    name: Name
    title_en: Text
    title_fr: Text
    cases: list[str] = []
    axis_en: str = ""
    axis_fr: str = ""

    def title(self, lang: str) -> str:
        """What stands above it."""
        return self.title_fr if lang == "fr" else self.title_en

    def axis(self, lang: str) -> str:
        """What stands along the axis that the file may name."""
        return self.axis_fr if lang == "fr" else self.axis_en


class CasesFigure(OneFigure):
    """A panel per metric, a row per case: the mean over seeds with its interval."""

    kind: Literal["cases"]
    metrics: Annotated[list[str], Field(min_length=1, max_length=8)]


class PathsFigure(OneFigure):
    """A column of the daily table over time, a line per case; `per` divides it by another column."""

    kind: Literal["paths"]
    column: str
    per: str | None = None
    from_day: Annotated[int, Field(strict=True)] | None = None


class CurveFigure(OneFigure):
    """A panel per metric, against a number that the cases set."""

    kind: Literal["curve"]
    along: str
    metrics: Annotated[list[str], Field(min_length=1, max_length=8)]


Figure = CasesFigure | PathsFigure | CurveFigure
FIGURES: dict[str, type[OneFigure]] = {"cases": CasesFigure, "paths": PathsFigure, "curve": CurveFigure}


class Tornado(Part):
    """How far findings, the differences of some cases to what they are compared with, hang on what is assumed.

    `seeds` is for the ends of each parameter, `draws` for all of them at once; `base` is said after that of all runs.
    """

    cases: Annotated[list[str], Field(min_length=1)]
    metrics: Annotated[list[str], Field(min_length=1)]
    seeds: Annotated[int, Field(ge=1, le=MOST_SEEDS, strict=True)] = 2
    draws: Annotated[int, Field(ge=2, le=MOST_DRAWS, strict=True)] | None = None
    base: list[Word] = []


class Experiment(Part):
    """An experiment as its file says it; see docs/experiments.md."""

    question: Question
    base: list[Word] = []
    seeds: Annotated[int, Field(ge=1, le=MOST_SEEDS, strict=True)]
    metrics: Annotated[list[str], Field(min_length=1)]
    instruments: list[str] = []
    cases: Annotated[dict[Name, Case], Field(min_length=1)]
    figures: list[Annotated[Figure, Field(discriminator="kind")]] = []
    tornado: Tornado | None = None

    @model_validator(mode="after")
    def _no_name_twice(self) -> Any:
        named = {"metrics": self.metrics, "figures": [figure.name for figure in self.figures]}
        if self.tornado:
            named |= {"tornado.cases": self.tornado.cases, "tornado.metrics": self.tornado.metrics}
        for what, names in named.items():
            twice = next((name for name in names if names.count(name) > 1), None)
            if twice is not None:
                raise ValueError(f"{what}: {twice} stands there twice: leave one of them out")
        return self

    @model_validator(mode="after")
    def _against_another(self) -> Any:
        for name, case in self.cases.items():
            others = [other for other in self.cases if other != name]
            if case.against is not None and case.against not in others:
                told = f"there are {', '.join(others)}" if others else "there is none"
                raise ValueError(f"cases.{name}: against = {case.against} is no other case: {told}")
        return self

    @model_validator(mode="after")
    def _same_seeds_in_the_tornado(self) -> Any:
        if self.tornado and self.tornado.seeds > self.seeds:
            raise ValueError(f"tornado.seeds = {self.tornado.seeds} is more than seeds, which is {self.seeds}")
        return self

    @model_validator(mode="after")
    def _same_difference_in_the_tornado(self) -> Any:
        for word in self.tornado.base if self.tornado else []:
            if case := self.case_that_sets(key_of(word)):
                raise ValueError(f"tornado.base: {word} has no effect: it is what the cases differ in (set in {case})")
        return self

    def case_that_sets(self, key: str) -> str | None:
        """The first case that differs from the base in a parameter."""
        return next((name for name, case in self.cases.items() if key in map(key_of, case.set)), None)

    @property
    def first(self) -> str:
        """The case with which the others are compared, unless they say otherwise."""
        return next(iter(self.cases))

    @property
    def against(self) -> dict[str, str]:
        """The case with which each is compared; the first, unless it says otherwise, with none."""
        told = {name: case.against or self.first for name, case in self.cases.items()}
        return {name: other for name, other in told.items() if name != other}

    @property
    def measures(self) -> list[str]:
        """All that is told of each case: the metrics of the table, then what only figures show."""
        shown = [name for figure in self.figures for name in getattr(figure, "metrics", [])]
        shown += self.tornado.metrics if self.tornado else []
        return list(dict.fromkeys([*self.metrics, *shown]))

    def cases_of(self, figure: OneFigure) -> list[str]:
        """The cases that a figure shows, in its order; all of them if it names none."""
        return figure.cases or list(self.cases)

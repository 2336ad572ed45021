"""The table of an experiment: a row per case and seed, in figures that read back to the same bits."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .find import ExperimentError

CASE, SEED = "case", "seed"
Value = float | None


@dataclass(frozen=True)
class Table:
    """What was measured.

    Attributes:
        metrics: the columns.
        values: ``{(case, seed): {metric: value}}``, in the order of the rows; None where there was nothing to measure.
    """

    metrics: tuple[str, ...]
    values: Mapping[tuple[str, int], Mapping[str, Value]]

    @property
    def cases(self) -> list[str]:
        """Names of the cases, in order."""
        return list(dict.fromkeys(case for case, _ in self.values))

    def seeds(self, case: str) -> list[int]:
        """The seeds of a case, in order."""
        return [seed for name, seed in self.values if name == case]

    def of(self, case: str, metric: str, seeds: Sequence[int]) -> list[Value]:
        """The values of a metric in some seeds of a case."""
        return [self.values[case, seed][metric] for seed in seeds]


def to_csv(table: Table) -> str:
    """The table as text.

    Example:
        >>> to_csv(Table(("pay",), {("all", 1): {"pay": 0.1 + 0.2}, ("all", 2): {"pay": None}}))
        'case,seed,pay\\nall,1,0.30000000000000004\\nall,2,\\n'
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([CASE, SEED, *table.metrics])
    for (case, seed), values in table.values.items():
        writer.writerow([case, seed, *(_written(values[name]) for name in table.metrics)])
    return text.getvalue()


def from_csv(text: str, where: str) -> Table:
    """The table in a text.

    Args:
        text: as `to_csv` writes it.
        where: what it was read from, for whoever has to repair it.

    Raises:
        ExperimentError: in one line, the row that is damaged.

    Example:
        >>> from_csv("case,seed,pay\\nall,1,0.30000000000000004\\n", "x.csv").values
        {('all', 1): {'pay': 0.30000000000000004}}
        >>> from_csv("case,seed,pay\\nall,1,much\\n", "x.csv")
        Traceback (most recent call last):
            ...
        microsim.results.experiments.find.ExperimentError: x.csv is damaged in line 2: could not convert string to \
float: 'much'. Bring back a copy, or make it anew by --reference.
    """
    rows = list(csv.reader(io.StringIO(text)))
    if not rows or rows[0][:2] != [CASE, SEED] or len(rows[0]) < 3 or len(set(rows[0])) < len(rows[0]):
        raise _damaged(where, 1, "it begins with case,seed and names of metrics")
    metrics = tuple(rows[0][2:])
    values: dict[tuple[str, int], dict[str, Value]] = {}
    for line, row in enumerate(rows[1:], start=2):
        if len(row) != len(rows[0]):
            raise _damaged(where, line, f"{len(row)} cells where {len(rows[0])} are named")
        try:
            key, found = (row[0], int(row[1])), [_read(cell) for cell in row[2:]]
        except ValueError as error:
            raise _damaged(where, line, str(error)) from None
        if key in values:
            raise _damaged(where, line, f"{key[0]} has seed {key[1]} twice")
        values[key] = dict(zip(metrics, found, strict=True))
    if not values:
        raise _damaged(where, 2, "there is no row")
    return Table(metrics, values)


def _damaged(where: str, line: int, why: str) -> ExperimentError:
    cure = "Bring back a copy, or make it anew by --reference."
    return ExperimentError(f"{where} is damaged in line {line}: {why}. {cure}")


def _written(value: Value) -> str:
    return "" if value is None else repr(float(value))


def _read(cell: str) -> Value:
    return None if cell == "" else float(cell)

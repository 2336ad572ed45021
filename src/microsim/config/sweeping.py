"""How many runs are made: the name of a sweep, what is done when something goes wrong, where runs are computed."""

from pathlib import Path
from typing import Any, Literal

from pydantic import field_validator

from .parameter import Section, parameter

CHOICE = "choice of the user"


class Sweep(Section):
    """One sweep: its name, what varies, and how it goes on."""

    name: str = parameter("", unit="text", source=CHOICE,
                          doc="folder of the sweep under <output>/sweeps; without one it is"
                          " named by its scenarios and its words",
                          label=("Name", "Nom"))
    params: dict[str, Any] = parameter({}, unit="words", source=CHOICE,
                                       doc="what is fixed and what varies, by parameter",
                                       label=("Parameters", "Paramètres"))
    on_error: Literal["continue", "stop"] = parameter("continue", unit="word", source=CHOICE,
                                                      doc="whether the other runs go on when one fails",
                                                      label=("On errors", "En cas d'erreur"))
    retries: int = parameter(0, unit="times", low=0, high=100, source=CHOICE,
                             doc="how often a run that fails is tried again at once",
                             label=("Retries", "Nouveaux essais"))
    again: Literal["failed", "all", "none"] = parameter(
        "failed", unit="word", source=CHOICE,
        doc="runs without a result that the same command tries again: those that failed, also those that killed their"
        " process, or none", label=("Again", "Reprendre"))  # fmt: skip
    on_change: Literal["refuse", "add", "restart"] = parameter(
        "refuse", unit="word", source=CHOICE,
        doc="what to do when words, configuration or code are not those of the folder: refuse, add the runs that are"
        " not there, or set the old ones aside", label=("On changes", "En cas de changement"))  # fmt: skip
    confirm: bool = parameter(False, unit="yes/no", source=CHOICE, doc="make more runs than one makes by accident",
                              label=("Confirmed", "Confirmé"))
    instruments: list[str] = parameter([], unit="names", source=CHOICE,
                                       doc="instruments taken at the end of each run, such as market_supply_elasticity",
                                       label=("Instruments", "Instruments"))

    @field_validator("name")
    @classmethod
    def _one_folder(cls, value: str) -> str:
        if value and (Path(value).name != value or value in (".", "..") or value.startswith(".")):
            raise ValueError("the name of one folder, without slashes or a leading dot")
        return value

    @field_validator("instruments", mode="before")
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return [value] if isinstance(value, str) else value


class Executor(Section):
    """Where runs are computed."""

    kind: Literal["local", "dask"] = parameter("local", unit="word", source=CHOICE,
                                               doc="processes here, or workers of Dask",
                                               label=("Kind", "Type"))
    processes: int = parameter(0, unit="processes", low=0, high=1024, source=CHOICE,
                               doc="processes of this machine (0: one per processor)", label=("Processes", "Processus"))
    address: str = parameter("", unit="address", source=CHOICE, doc="where the scheduler of Dask listens",
                             label=("Address", "Adresse"))


class Multirun(Section):
    """All that `microsim sweep` takes beside the parameters of runs."""

    sweep: Sweep = Sweep()
    executor: Executor = Executor()



"""Imported by the process from which workers are forked: everything that a run needs is loaded once, for all of them.

A tiny market is run, so that the compiled kernels are in memory too. Without this each worker spends two seconds on it,
and a minute where nothing has been compiled yet.
"""

from contextlib import suppress

TINY = {
    "scenario": {"name": "tiny", "currency": "EUR", "start_date": "2019-01-01", "reference_wage": 8.0},
    "days": 3, "burn_in_days": 3,
    "population": {"workers": 20, "accounts_per_worker": 1.0},
    "platforms": {"one": {"label": "One", "accounts": 20}},
    "requesters": {"kind": {"label_en": "Kind", "label_fr": "Genre", "share": 1.0}},
    "task_types": {"task": {"label_en": "Task", "label_fr": "Tâche", "share": 1.0, "seconds": 30.0, "price": 0.05}},
}  # fmt: skip

with suppress(Exception):  # whatever is wrong will be told by the first run that meets it
    from microsim.config.load import from_mapping
    from microsim.runs.measure import measure

    from .identity import code_digest

    code_digest()  # of what is loaded now; a file that is changed later is not what these processes run
    measure(from_mapping(TINY))

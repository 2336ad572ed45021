"""`microsim sweep`: many runs, each safe as soon as it is there, and one table at the end."""

import sys

from microsim.config import groups
from microsim.config.errors import UserError

from .columns import two_columns
from .parser import Parser

HELP = """\
usage: microsim sweep [OVERRIDE ...] [--dry-run] [--config-dir DIR]

Run every combination of the values given, on all processors; the same as microsim run --multirun. Each run is safe on
disk as soon as it is finished: the same command again goes on where it was left. At the end: runs.parquet and runs.csv
(a row per run), daily.parquet and daily.csv, a summary with intervals over seeds, and figures.

overrides (Hydra's grammar):
  KEY=A,B,C         each of these values; of a group: each of these files
  KEY=range(A,B)    from A to below B; range(A,B,STEP) for other steps
  GROUP=glob(*)     every file of a group whose name fits
  KEY=VALUE         the same in all runs
  (a shell wants quotes around brackets: 'seed=range(0,50)')
  sweep=NAME        a sweep that is written down in configs/sweep: {sweeps}
  executor=NAME     where runs are computed: {executors}

settings:
{settings}
  hydra/launcher=X  any launcher of Hydra (basic, joblib, ...) instead of ours

options:
  --dry-run         tell what would be run, and stop
  --config-dir DIR  look for configs in a folder of your own first
  --help            show this help

exit status: 0 all runs done, 1 some failed, 2 a mistake on the command line, 130 interrupted

examples:
  microsim sweep platforms.mturk.fee_share=0.1,0.2,0.4 'seed=range(1,11)'
  microsim sweep sweep=fees 'seed=range(1,51)' executor.processes=4
  microsim sweep scenario=france_2019 scale=0.05 demand.hours=1.5,2.2,3 'seed=range(1,6)' sweep.name=demand
  microsim sweep scenario=classroom 'seed=range(0,100)' executor=dask executor.address=tcp://127.0.0.1:8786
"""
OF_HYDRA = ("hydra/", "hydra.")


def sweep(words: list[str]) -> int:
    """Read the words after `microsim sweep` and do what they ask."""
    parser = Parser("microsim sweep")
    parser.add_argument("overrides", nargs="*")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--config-dir")
    parser.add_argument("--multirun", "-m", action="store_true")
    parser.add_argument("--cfg", metavar="job")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(_help(options.config_dir))
        return 0
    if options.cfg is not None:
        raise UserError("--cfg shows the configuration of one run: see microsim run --cfg job, or --dry-run here.")
    if not options.dry_run and not any(word.startswith("executor=") for word in options.overrides):
        from microsim.runs.many.forking import begin  # start-up

        begin()
    return _sweep(options.overrides, options.config_dir, options.dry_run)


def _sweep(overrides: list[str], config_dir: str | None, only_tell: bool) -> int:
    from microsim.config.multirun import load_multirun  # start-up

    of_hydra = [word for word in overrides if word.startswith(OF_HYDRA)]
    for word in of_hydra:
        if word.startswith("hydra/sweeper=") and word != "hydra/sweeper=microsim":
            cure = "Choose a launcher by hydra/launcher=…; another sweeper takes a script of your own (docs/sweeps.md)."
            raise UserError(f"{word}: this is a sweeper itself. {cure}")
    multirun, words = load_multirun([word for word in overrides if word not in of_hydra], config_dir)
    if only_tell:
        from microsim.runs.many.report import print_plan  # start-up
        from microsim.runs.many.sweep import plan_of_words  # start-up

        print_plan(plan_of_words(words, multirun, config_dir), multirun)
        return 0
    progress = sys.stderr.isatty()
    if of_hydra or config_dir is not None:
        from microsim.runs.many.on_hydra import sweeper  # start-up

        with sweeper(of_hydra, multirun, config_dir, progress) as chosen:
            result = chosen.sweep(words)
    else:  # nobody chooses a plugin of Hydra, so it need not look for ours, which takes a quarter of a second
        from microsim.runs.many.executors import executor  # start-up
        from microsim.runs.many.sweep import sweep_of_words  # start-up

        result = sweep_of_words(words, multirun, lambda: executor(multirun.executor), progress=progress)
    from microsim.runs.many.report import print_sweep  # start-up

    print_sweep(result)
    return 0 if result.counts.get("done", 0) == sum(result.counts.values()) else 1


def _help(config_dir: str | None) -> str:
    from microsim.config.describe import walk  # start-up
    from microsim.config.sweeping import Multirun  # start-up

    rows = []
    for key, field, _ in walk(Multirun, None):
        if key not in ("sweep.params", "executor.kind"):
            default = field.get_default()
            rows.append((key, f"{field.description} [{'none' if default in ('', []) else str(default).lower()}]"))
    return HELP.format(
        sweeps=", ".join(name for name in groups.choices("sweep", config_dir) if name != "default"),
        executors=", ".join(groups.choices("executor", config_dir)),
        settings=two_columns(rows),
    )

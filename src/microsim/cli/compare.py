"""`microsim compare`: what laws do, to whom, and how sure we are."""

import sys

from microsim.config.errors import UserError

from .parser import Parser, overrides_and_names

HELP = """\
usage: microsim compare laws=[BASELINE,LAW,...] [OVERRIDE ...] [--config-dir DIR]
       microsim compare FOLDER
       microsim compare RUN RUN ...

Run a market under several laws, from one burn-in per seed, and compare each law with the first: the same people with
the same luck. Every fork is safe on disk as soon as it is finished; the same command goes on where it was left.

With the folder of a comparison, its tables and its report are made again from what is stored, without running anything.
With folders of runs, these are compared, if they differ in their laws (and seeds) only.

what is compared:
  laws=[A,B,C+D]    packages and laws of configs/regulation, the baseline first; C+D: both in force
  seeds=N           seeds 1 to N (default 5)
  draws=N           draws of all assumed parameters within their plausible ranges (default 20)
  threshold_share=X, threshold_amount=X
                    who wins or loses: income changes by more than both (default 0.05, and 1 a month)
  KEY=VALUE         any parameter, the same under every law; regulation.LAW.KEY=VALUE for the laws that have it
  reaction=naive|strategic
  figures=false     tables only, no report
  sweep.name=NAME   a name for the folder
  executor=NAME     where forks are computed, as in microsim sweep

options:
  --dry-run         tell what would be run, and stop
  --config-dir DIR  look for configs in a folder of your own first
  --help            show this help

exit status: 0 all forks done, 1 some failed, 2 a mistake on the command line, 130 interrupted

examples:
  microsim compare scenario=france_2019 scale=0.05 laws=[status_quo,eu_directive_2024_2831] seeds=20
  microsim compare laws=[none,pay_floor,pay_floor+appeal] regulation.pay_floor.hourly=6 draws=0
  microsim compare results/comparisons/france_2019-1a2b3c4d
"""


def compare(words: list[str]) -> int:
    """Read the words after `microsim compare` and do what they ask."""
    parser = Parser("microsim compare")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--dry-run", action="store_true")
    parser.add_argument("--config-dir")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return 0
    overrides, folders = overrides_and_names(options.words)
    if overrides and folders:
        cure = "give folders, or laws=[…] and parameters, not both. See microsim compare --help."
        raise UserError(f"{folders[0]}: {cure}")
    if not overrides and not folders:
        raise UserError("nothing to compare: say laws=[status_quo,…], or give a folder. See microsim compare --help.")
    if options.dry_run and folders:
        raise UserError("--dry-run tells what would be run; of folders nothing is. Leave it out.")
    if options.dry_run:
        from microsim.config.multirun import load_multirun  # start-up
        from microsim.runs.compare.plan import plan_comparison  # start-up
        from microsim.runs.compare.report import print_plan  # start-up

        print_plan(plan_comparison(load_multirun(overrides, options.config_dir)[1], options.config_dir))
        return 0
    comparison = _of_words(overrides, options.config_dir) if overrides else _of_folders(folders)
    from microsim.runs.compare.report import print_comparison  # start-up

    print_comparison(comparison)
    return 1 if len(comparison.missing) else 0


def _of_words(words: list[str], config_dir: str | None):
    if not any(word.startswith("executor=") for word in words):
        from microsim.runs.many.forking import begin  # start-up

        begin()
    from microsim.config.multirun import load_multirun  # start-up
    from microsim.runs.compare.run import compare as run  # start-up
    from microsim.runs.many.executors import executor  # start-up

    multirun, rest = load_multirun(words, config_dir)
    return run(rest, multirun, lambda: executor(multirun.executor), config_dir, sys.stderr.isatty())


def _of_folders(folders: list[str]):
    from microsim.runs.compare.run import compare_runs, rebuild  # start-up

    progress = sys.stderr.isatty()
    return rebuild(folders[0], progress) if len(folders) == 1 else compare_runs(folders, progress)

"""`microsim experiment`: all of one experiment, from its runs to its figures."""

import sys

from microsim.config.errors import UserError

from .parser import Parser, one_of, overrides_and_names, processes_of, whole_number

HELP = """\
usage: microsim experiment [NAME] [--seeds N] [--processes N] [KEY=VALUE ...] [--experiments-dir FOLDER]
                           [--tornado [--only NAME[,NAME]]] [--reference]

Make everything of an experiment anew: its runs, its table, means with intervals and paired differences, its figures in
English and French. What is stored already is not computed again, so that an interrupted experiment goes on. Without a
name: which experiments there are, and what each asks. docs/experiments.md says how to write one.

KEY=VALUE changes a parameter in all cases (lang=fr, output=elsewhere, scale=0.02).

options:
  --seeds N                 seeds 1 to N only
  --processes N             runs at once (default: all processors); the numbers do not depend on it
  --experiments-dir FOLDER  a folder of your own experiments, looked up first
  --tornado                 also move each assumed parameter to both ends of its plausible range, and tell how far the
                            findings move; many runs, for experiments whose file says which
  --only NAMES              parameters that the tornado moves, by how they begin (* for a member of a group); no draws
  --reference               also write the table, its origin and the figures as the reference that microsim reproduce
                            compares with: of the whole experiment, in a checkout; with the tornado, if it is there
  --help                    show this help

examples:
  microsim experiment
  microsim experiment rejection_power
  microsim experiment rejection_power --seeds 2 scale=0.02 lang=fr
  microsim experiment mass_rejection --tornado --seeds 1 scale=0.02 --only demand,behaviour
  microsim experiment mine --experiments-dir my_experiments --reference
"""


def experiment(words: list[str]) -> None:
    """Read the words after `microsim experiment` and do what they ask."""
    parser = Parser("microsim experiment")
    add_options(parser)
    parser.add_argument("--reference", action="store_true")
    parser.add_argument("--tornado", action="store_true")
    parser.add_argument("--only")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return
    overrides, names = overrides_and_names(options.words)
    if not names:
        _list(overrides, options)
        return
    name = one_experiment(names, "microsim experiment")
    seeds = seeds_of(options.seeds)
    processes = processes_of(options.processes)
    if options.only and not options.tornado:
        raise UserError(f"--only {options.only} says what --tornado moves: add --tornado, or leave it out.")
    from microsim.results.experiments.find import place_of  # start-up
    from microsim.runs.experiments.plan import SILENT  # start-up
    from microsim.runs.experiments.reference import refuse_reference, write_reference  # start-up
    from microsim.runs.experiments.report import print_experiment  # start-up
    from microsim.runs.experiments.run import run_experiment  # start-up

    place = place_of(name, options.experiments_dir)
    if options.reference:
        changes = [word for word in overrides if word.partition("=")[0] not in SILENT]
        changes += [f"--seeds {seeds}"] * (seeds is not None) + [f"--only {options.only}"] * bool(options.only)
        if changes:
            cure = f"leave {' and '.join(changes)} out"
            raise UserError(f"--reference is made of the whole experiment as it stands: {cure}.")
        refuse_reference(place)
    only = [beginning for beginning in (options.only or "").split(",") if beginning]
    ran = run_experiment(name, seeds, overrides, options.experiments_dir, processes, sys.stderr.isatty(),
                         options.tornado, only, lambda line: print(line, file=sys.stderr))  # fmt: skip
    print_experiment(ran, write_reference(ran) if options.reference else ())


def one_experiment(names: list[str], command: str) -> str:
    """The one experiment that a command is about.

    Example:
        >>> one_experiment(["rejection_power"], "microsim reproduce")
        'rejection_power'
    """
    return one_of(names, f"{command} takes one experiment", "microsim experiment lists them.")


def add_options(parser: Parser) -> None:
    """What the two commands about experiments have in common."""
    parser.add_argument("words", nargs="*")
    parser.add_argument("--seeds")
    parser.add_argument("--processes", default="0")
    parser.add_argument("--experiments-dir")
    parser.add_argument("--help", "-h", action="store_true")


def seeds_of(text: str | None) -> int | None:
    """The number given to `--seeds`; None for all."""
    return None if text is None else whole_number("--seeds", text, 1_000)


def _list(overrides: list[str], options) -> None:
    langs = {f"lang={lang}": lang for lang in ("en", "fr")}
    odd = next((word for word in overrides if word not in langs), None)
    flag = next((f"--{name}" for name in ("reference", "tornado", "only") if getattr(options, name)), "")
    if odd or options.seeds or flag:
        what = odd or flag or f"--seeds {options.seeds}"
        raise UserError(f"{what} goes with the name of an experiment: microsim experiment lists them.")
    from microsim.results.experiments.find import places  # start-up
    from microsim.runs.experiments.report import print_experiments  # start-up

    print_experiments(places(options.experiments_dir), langs[overrides[-1]] if overrides else "en")

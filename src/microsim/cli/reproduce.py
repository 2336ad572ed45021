"""`microsim reproduce`: an experiment again, and whether its reference is met."""

import sys

from microsim.config.errors import UserError

from .experiment import add_options, one_experiment, seeds_of
from .parser import Parser, overrides_and_names, processes_of

HELP = """\
usage: microsim reproduce NAME [--seeds N] [--bits [--tornado]] [--processes N] [--experiments-dir FOLDER] [lang=fr]
                          [output=FOLDER]

Compute an experiment again, in a folder of its own, and compare every metric of every case with the reference that was
committed: to the bit where platform, code and configuration are those of the reference. Elsewhere a line is also met if
the means over the seeds compared lie no further apart than half of the reference's 95% interval (Student's t, over all
its seeds): on another platform exp and log may differ in the last digit, and a market then takes another path.

options:
  --seeds N                 seeds 1 to N only
  --bits                    every line has to be met to the bit, whatever else differs: after a change of the code that
                            is to move no number
  --tornado                 with --bits: its tornado as well, whole, row by row
  --processes N             runs at once (default: all processors); the numbers do not depend on it
  --experiments-dir FOLDER  a folder of your own experiments, looked up first; their references lie in its reference/
  --help                    show this help

exit status: 0 met, 1 some line is not met

examples:
  microsim reproduce rejection_power
  microsim reproduce rejection_power --seeds 1 --bits
"""


def reproduce(words: list[str]) -> int:
    """Read the words after `microsim reproduce` and do what they ask."""
    parser = Parser("microsim reproduce")
    add_options(parser)
    parser.add_argument("--bits", action="store_true")
    parser.add_argument("--tornado", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return 0
    overrides, names = overrides_and_names(options.words)
    name = one_experiment(names, "microsim reproduce")
    seeds = seeds_of(options.seeds)
    processes = processes_of(options.processes)
    if options.tornado and not options.bits:
        raise UserError("--tornado is compared to the bit only: add --bits, or leave it out.")
    from microsim.runs.experiments.reproduce import Asked  # start-up
    from microsim.runs.experiments.reproduce import reproduce as again  # start-up
    from microsim.runs.experiments.reproduce_report import print_reproduced  # start-up

    asked = Asked(seeds, options.bits, options.tornado)
    told = again(name, asked, overrides, options.experiments_dir, processes, sys.stderr.isatty())
    print_reproduced(told)
    return 0 if told.met else 1

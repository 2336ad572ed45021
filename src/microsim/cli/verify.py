"""`microsim verify`: compute some runs of a sweep again and compare them to the bit."""

import sys

from microsim.config.errors import UserError

from .parser import Parser, one_folder, processes_of, whole_number

HELP = """\
usage: microsim verify FOLDER [all] [--sample N] [--processes N]

Compute runs of a sweep again, from the configuration that is stored with each, and compare every metric and every day
to the bit. Says what differs, and where the code is not the one that made the sweep.

options:
  all            every run
  --sample N     how many runs (default {sample}), chosen by their identity
  --processes N  processes (default: one per processor)
  --help         show this help

exit status: 0 bit-equal, 1 something differs

examples:
  microsim verify results/sweeps/fees
  microsim verify results/sweeps/fees all
"""


def verify(words: list[str]) -> int:
    """Read the words after `microsim verify` and do what they ask."""
    parser = Parser("microsim verify")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--sample")
    parser.add_argument("--processes", default="0")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    from microsim.runs.many.verify import SAMPLE  # start-up

    if options.help:
        sys.stdout.write(HELP.format(sample=SAMPLE))
        return 0
    everything = options.words[1:] == ["all"]
    folder = one_folder(options.words[:1] if everything else options.words, "microsim verify")
    if everything and options.sample:
        raise UserError(f"all runs, or a sample of {options.sample}: leave one of the two out.")
    sample = None if everything else whole_number("--sample", options.sample or str(SAMPLE), 1_000_000)
    processes = processes_of(options.processes)
    from microsim.runs.many.local import LocalPool  # start-up
    from microsim.runs.many.report import print_verified  # start-up
    from microsim.runs.many.verify import verify as again  # start-up

    told = again(folder, sample, lambda: LocalPool(processes), sys.stderr.isatty())
    print_verified(told)
    return 1 if told.differing else 0

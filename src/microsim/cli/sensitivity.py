"""`microsim sensitivity`: which assumed parameters the headline metrics depend on."""

import sys

from microsim.config.errors import UserError

from .parser import Parser, overrides_and_names, processes_of, whole_number

HELP = """\
usage: microsim sensitivity [SCENARIO] [OVERRIDE ...] [--only NAME[,NAME]] [--seeds N] [--processes N]

Move each assumed parameter to both ends of its plausible range (microsim describe parameters shows it), one at a time,
members of a group together, and tell how far ten headline metrics move. A table (CSV) and a figure are stored under the
output folder; what moves a metric most is printed. The default is france_2019 at a twentieth of its size: some 200
settings for each seed, ten minutes a seed on two processors.

options:
  --only NAMES   parameters to move, by how they begin (* for a member of a group)
  --seeds N      seeds 1 to N at each end (default 2)
  --processes N  runs at once (default: all processors); the numbers do not depend on it
  --help         show this help

examples:
  microsim sensitivity
  microsim sensitivity mturk_2017 scale=0.02 --seeds 1
  microsim sensitivity classroom --only demand,requesters.*.deadline --seeds 5
"""


def sensitivity(words: list[str]) -> None:
    """Read the words after `microsim sensitivity` and do what they ask."""
    parser = Parser("microsim sensitivity")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--seeds", default="2")
    parser.add_argument("--processes", default="0")
    parser.add_argument("--only", default="")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return
    seeds = whole_number("--seeds", options.seeds, 1_000)
    processes = processes_of(options.processes)
    overrides, scenarios = overrides_and_names(options.words)
    if len(scenarios) > 1:
        raise UserError(f"{' and '.join(scenarios)} are {len(scenarios)} scenarios: give one.")
    for word in overrides:
        if word.partition("=")[0] in ("seed", "scenario", "record"):
            raise UserError(f"{word} has no effect here: seeds are 1 to --seeds, the scenario is a word of its own.")
    from microsim.runs.sensitivity import sensitivity as run  # start-up
    from microsim.runs.sensitivity_report import print_sensitivity  # start-up

    only = [beginning for beginning in options.only.split(",") if beginning]
    scenario = scenarios[0] if scenarios else "france_2019"
    folder, told = run(scenario, seeds, overrides, only, processes, sys.stderr.isatty())
    print_sensitivity(folder, told)

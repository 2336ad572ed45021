"""`microsim validate`: empirical scenarios beside what was published."""

import sys

from microsim.config.errors import UserError

from .parser import Parser, overrides_and_names, processes_of, whole_number

HELP = """\
usage: microsim validate [SCENARIO ...] [OVERRIDE ...] [--seeds N] [--targets FILE]

Run the empirical scenarios over several seeds and set each published figure beside the model's: its band, how far its
source was checked, the mean over seeds and their spread, in or out. Input checks follow from what was put in; they are
shown apart and not scored. Scores, a figure and all runs are stored under the output folder.

options:
  --seeds N       how many seeds, from 1 on or from seed=... on (default 3)
  --processes N   runs at once (default: all processors); the numbers do not depend on it
  --targets FILE  another file of targets, like targets.yaml of the facts
  --help          show this help

Scenarios run at a tenth of their size unless an override says scale=...

examples:
  microsim validate
  microsim validate france_2019 scale=1 --seeds 1
  microsim validate mturk_2017 seed=101 --seeds 3
  microsim validate mturk_2017 platforms.mturk.search_seconds=300 lang=fr
"""


def validate(words: list[str]) -> None:
    """Read the words after `microsim validate` and do what they ask."""
    parser = Parser("microsim validate")
    parser.add_argument("words", nargs="*")
    parser.add_argument("--seeds", default="3")
    parser.add_argument("--targets")
    parser.add_argument("--processes", default="0")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return
    seeds = whole_number("--seeds", options.seeds, 1_000)
    from microsim.results.targets import SHIPPED  # start-up
    from microsim.runs.validate import SCENARIOS  # start-up
    from microsim.runs.validate import validate as run  # start-up
    from microsim.runs.validation_report import print_validation  # start-up

    overrides, scenarios = overrides_and_names(options.words)
    for word in overrides:
        if word.partition("=")[0] == "scenario":
            raise UserError(f"{word} has no effect here: name scenarios without scenario=.")
    folder, told = run(
        list(dict.fromkeys(scenarios)) or SCENARIOS, seeds, overrides, options.targets or SHIPPED,
        processes_of(options.processes), progress=sys.stderr.isatty(),
    )  # fmt: skip
    print_validation(folder, told)

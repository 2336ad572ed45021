"""`microsim run`: compose, check, simulate, report."""

import sys

from microsim.config import groups
from microsim.config.errors import UserError

from .columns import two_columns
from .parser import Parser

HELP = """\
usage: microsim run [OVERRIDE ...] [--cfg job] [--config-dir DIR]

Simulate a market. Without overrides: a classroom of 500 workers, two platforms, a quarter.

overrides (Hydra's grammar):
  GROUP=CHOICE      choose a file of a group, such as scenario=france_2019
  KEY=VALUE         set a parameter, such as platforms.fairdesk.fee_share=0.1 or record=[weeks,months]
  ~KEY              take something out, such as ~platforms.fairdesk

options:
  --cfg job         print the complete configuration as YAML and stop
  --config-dir DIR  look for configs in a folder of your own first, such as DIR/scenario/mine.yaml
  --multirun        run several values of a parameter: see microsim sweep --help
  --help            show this help

groups and their choices:
{groups}

main parameters (all of them: microsim describe parameters):
{parameters}

examples:
  microsim run days=30 seed=7
  microsim run scenario=france_2019 scale=0.01 platforms.mturk.fee_share=0.3 output=trials
"""


def run(words: list[str]) -> int | None:
    """Read the words after `microsim run` and do what they ask."""
    if any(word in ("--multirun", "-m") for word in words):
        from .sweep import sweep  # start-up

        return sweep(words)
    parser = Parser("microsim run")
    parser.add_argument("overrides", nargs="*")
    parser.add_argument("--cfg", metavar="job")
    parser.add_argument("--config-dir")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(_help(options.config_dir))
    elif options.cfg not in (None, "job"):
        raise UserError(f"--cfg {options.cfg} is not available: write --cfg job for the configuration of the run.")
    else:
        _simulate(options.overrides, options.config_dir, only_show=options.cfg is not None)
    return None


def _simulate(overrides: list[str], config_dir: str | None, only_show: bool) -> None:
    from microsim.config.load import load, to_yaml  # start-up

    config = load(overrides, config_dir)
    if only_show:
        sys.stdout.write(to_yaml(config))
        return
    from microsim.runs import print_report  # start-up
    from microsim.runs import run as simulate  # start-up

    print_report(simulate(config, progress=sys.stderr.isatty()))


def _help(config_dir: str | None) -> str:
    from microsim.config.describe import parameters  # start-up

    choices = [(group, ", ".join(groups.choices(group, config_dir))) for group in groups.groups(config_dir)]
    main = [(row["key"], f"{row['doc']} [{row['unit']}]") for row in parameters() if "." not in row["key"]]
    return HELP.format(groups=two_columns(choices), parameters=two_columns(main))

"""`microsim summary`: means and intervals of a sweep, and figures."""

import sys

from .parser import Parser, one_folder

HELP = """\
usage: microsim summary FOLDER [--metrics NAME[,NAME]]

Print, for each combination of what a sweep varies, the mean of some metrics over seeds with its 95% interval (Student's
t), and draw them with bands, together with daily series. All metrics are stored as summary.parquet and summary.csv, the
figures as summary.png and daily.png. Of a sweep that has not ended: what is there.

options:
  --metrics NAMES  what to print and draw (microsim describe metrics lists them)
  --help           show this help

example:
  microsim summary results/sweeps/fees --metrics hourly_pay_median,fee_share_of_outlay
"""


def summary(words: list[str]) -> None:
    """Read the words after `microsim summary` and do what they ask."""
    parser = Parser("microsim summary")
    parser.add_argument("folder", nargs="*")
    parser.add_argument("--metrics", default="")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return
    folder = one_folder(options.folder, "microsim summary")
    from microsim.runs.many.summary import write_summary  # start-up
    from microsim.runs.many.summary_report import print_summary  # start-up

    metrics = [name for name in options.metrics.split(",") if name]
    print_summary(write_summary(folder, metrics), metrics)

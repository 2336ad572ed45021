"""`microsim status`: how far a sweep is."""

import sys

from .parser import Parser, one_folder

HELP = """\
usage: microsim status FOLDER

Tell how far a sweep is: runs done, failed, waiting, time left, the first failures. It may be asked while the sweep
runs, and afterwards. The tables appear when the sweep ends; microsim summary makes them from what is there.

example:
  microsim status results/sweeps/fees
"""


def status(words: list[str]) -> None:
    """Read the words after `microsim status` and do what they ask."""
    parser = Parser("microsim status")
    parser.add_argument("folder", nargs="*")
    parser.add_argument("--help", "-h", action="store_true")
    options = parser.read(words)
    if options.help:
        sys.stdout.write(HELP)
        return
    folder = one_folder(options.folder, "microsim status")
    from microsim.runs.many.report import print_status  # start-up
    from microsim.runs.many.status import status as look  # start-up

    print_status(look(folder))

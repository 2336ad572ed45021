"""Where `microsim` begins: choose the command, turn errors of users into one line, leave with the right status.

Commands are imported when they are called: `microsim --help` needs neither Mesa nor Numba nor Hydra.
"""

import io
import os
import sys
from importlib import import_module

from microsim.config.errors import UserError
from microsim.config.nearest import did_you_mean

OK, USERS_MISTAKE, INTERRUPTED = 0, 2, 130
# each is a function of that name in a module of that name, which is imported when the command is called
COMMANDS = ("run", "sweep", "status", "summary", "compare", "verify", "experiment", "reproduce", "validate",
            "sensitivity", "describe")  # fmt: skip

HELP = """\
microsim: the open laboratory of micro-work markets.

usage: microsim COMMAND [...]

commands:
  run         simulate a market and store what happened
  sweep       run every combination of some values, and put all runs in one table
  status      tell how far a sweep is
  summary     means and intervals of a sweep, and figures
  compare     what laws do, to whom, and how sure we are
  verify      run some of a sweep again and compare to the bit
  experiment  make everything of an experiment anew: runs, table, figures; without a name, list them
  reproduce   run an experiment again and compare with its reference
  validate    set the empirical scenarios beside what was published
  sensitivity tell which assumed parameters the results depend on
  describe    list parameters, columns, metrics, phases or output files

options:
  --help      show this help; after a command, the help of that command
  --version   show the version

examples:
  microsim run scenario=classroom days=30
  microsim run scenario=france_2019 scale=0.01 --cfg job
  microsim describe parameters platforms
"""


def main(words: list[str] | None = None) -> int:
    """Run a command and return the exit status: 0 done, 1 not all of it, 2 a mistake of the user, 130 interrupted.

    Anything else that is raised is a bug of ours and goes up with its traceback, which makes Python leave with 1.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        # YAML is UTF-8 whatever the terminal, labels are French, and names of folders may be no text at all
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        status = _dispatch(sys.argv[1:] if words is None else words)
        sys.stdout.flush()
        return status or OK
    except UserError as error:
        print(f"microsim: {error}", file=sys.stderr)
        return USERS_MISTAKE
    except KeyboardInterrupt as interrupt:
        print("microsim: interrupted" + "".join(f": {said}" for said in interrupt.args), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        if not _reader_is_gone():
            raise
    return OK


def _dispatch(words: list[str]) -> int | None:
    first, rest = (words[0], words[1:]) if words else ("--help", [])
    if first in ("--help", "-h", "help"):
        sys.stdout.write(HELP)
    elif first == "--version":
        from importlib.metadata import version  # start-up

        print(f"microsim {version('microsim')}")
    elif first in COMMANDS:
        return getattr(import_module(f".{first}", __package__), first)(rest)
    else:
        advice = did_you_mean(first, COMMANDS) or f"there are {', '.join(COMMANDS)}."
        raise UserError(f"{first} is not a command: {advice}")
    return None


def _reader_is_gone() -> bool:
    """Whether it is our output whose reader has left, as `head` does; then silence what Python still has to write.

    Another pipe that breaks is a bug of ours. What was refused is not kept, so only writing once more can tell.
    """
    try:
        print(flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return True
    return False

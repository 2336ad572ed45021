"""Supply by motive, as decision rules: one file per motive, each with `plan`, which these rules have in common.

`plan(seed, day, weekday, row, expected, w, p, s, n)` adds the sessions of one worker to the day and returns the new
number of sessions: `expected` is the best expected pay per hour among the worker's open accounts, `w` the columns of
workers, `p` the `MotiveParams`, `s` the columns of sessions with `n` in use.
"""

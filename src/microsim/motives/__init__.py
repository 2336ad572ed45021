"""Supply by motive, as decision rules: one file per motive, each with `plan`, which these rules have in common.

`plan(now, row, expected, w, own, s, n)` adds the sessions of one worker to the day and returns the new number of
sessions: `expected` is the best expected pay per hour among the worker's open accounts, `w` the columns of workers,
`own` the record of the motive's parameters (`sessions.MOTIVE`), `s` the columns of sessions with `n` in use.
"""

"""The decisions that are drawn. The number is part of every address: append, never renumber, never reuse."""

# people: drawn once, about a worker
ATTRIBUTES = 1
PREFERENCES = 2
HOMING = 3
LIFETIME = 4
INITIAL_STATE = 5
ENTRY = 6
# requesters: drawn once
REQUESTER = 10
REQUESTER_REVIEW = 11
REQUESTER_LIFETIME = 12
# batches
POSTING = 20
BATCH = 21
BATCH_GATES = 22
PEER = 23
TARGET = 24
CANDIDATE = 25
INCLUSION = 26
# the worker's day
DAY_PLAN = 30
WINDOW = 31
# 32, noise between platforms, is gone
SEARCH = 33
CHOICE = 34
RUN = 35  # how many tasks, how many of them right
TASK = 36  # how long they take, four to a draw
QUALIFICATION = 37
TIE = 38
# verdicts
REVIEW_DELAY = 40
VERDICT = 41
REOPEN = 42
SUSPENSION = 43
# shocks
DISCONNECTION = 44
MASS_REJECTION = 45
# laws: who obeys
COMPLIANCE = 46
DECLARATION = 47
PROTECTION = 48
# word of mouth, and what requesters learn about review
NETWORK = 50
TIES = 51
CONDUCT = 52
# people abroad: drawn once
ABROAD = 53
# platforms: for whom there are hours
ADMISSION = 54
# AI: in whose work it is of use, what people still do of a job, who turns to it, who heeds a ban, what is recognised
AI_FIT = 55
AI_EXAMPLES = 56
AI_TRIAL = 57
AI_BAN = 58
AI_DETECTION = 59
# shocks: who loses a job and finds one again; who goes on elsewhere when a platform closes, and where
LAYOFF = 70
CLOSURE = 71
NEXT_PLATFORM = 72
# people: drawn once, about a language
LANGUAGE = 61
# people: drawn once, about looking requesters up
LOOKER = 62
# what is assumed of the world: drawn of a parameter, not of anybody in the market
ASSUMED = 60

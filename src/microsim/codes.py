"""Names for the small numbers that columns hold."""

from enum import IntEnum


class Motive(IntEnum):
    """Why a worker works."""

    SUPPLEMENT = 0
    NECESSITY = 1
    FLEXIBILITY = 2


class Sex(IntEnum):
    """As in the surveys that the composition comes from."""

    MAN = 0
    WOMAN = 1


class AgeBand(IntEnum):
    """Age in three bands."""

    FROM_18_TO_24 = 0
    FROM_25_TO_44 = 1
    FROM_45 = 2


class AccountStatus(IntEnum):
    """What a worker may do on a platform: work; nothing, as it suspended the account, the worker left, or it closed."""

    OPEN = 0
    SUSPENDED = 1
    CLOSED = 2
    SHUT = 3


class ExitReason(IntEnum):
    """Why somebody left."""

    NONE = 0
    LIFE = 1
    DISAPPOINTMENT = 2
    NO_ACCOUNT = 3


class BatchState(IntEnum):
    """Life of a batch: on show, off show with verdicts outstanding, done (its row is free)."""

    FREE = 0
    OPEN = 1
    CLOSED = 2


class Role(IntEnum):
    """What a task does for AI, in the order of `config.market.AiRole`."""

    PREPARATION = 0
    VERIFICATION = 1
    IMPERSONATION = 2
    NONE = 3


class AiTerms(IntEnum):
    """Whether workers may use AI in a batch; a check of AI's answers cannot be left to AI."""

    ALLOWED = 0
    FORBIDDEN = 1
    CHECK = 2


class Stage(IntEnum):
    """Life of a submission."""

    JUDGED = 0
    AWAITING_VERDICT = 1

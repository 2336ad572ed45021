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
    """What a worker may do on a platform."""

    OPEN = 0
    SUSPENDED = 1
    CLOSED = 2


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


class Stage(IntEnum):
    """Life of a submission."""

    JUDGED = 0
    AWAITING_VERDICT = 1

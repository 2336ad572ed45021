"""Who is who: identities that do not depend on rows, and that are the same in every scenario."""

from microsim.compiling import compiled

FIRST_DAY = -3650  # the longest burn-in
PER_DAY = 10_000_000  # entrants of one day; also the largest population at the start
OPENED, PER_COUNTRY = 5_000_000, 75_000  # slots of a day from which on those of countries that a shock opens lie
POOL = 137_438_953_472  # 2**37: beyond every worker
PER_GROUP = 100_000_000
REQUESTERS_AT_START = 1_000_000  # they are 1, 2, 3, …; 0 is nobody
REQUESTERS_PER_DAY = 100_000  # beyond the largest number at the start: each place may be taken
FACES, FACE_ROOM = 1_500_000_000, 600_000_000  # beyond every requester, and with room for as many: 31 bits in all


@compiled
def entrant(day: int, slot: int) -> int:
    """Identity of the prospect in `slot` of `day`; the people of the start are 0, 1, 2, …

    Args:
        day: number of the day.
        slot: number within the day.

    Example:
        >>> entrant(0, 12)
        36510000012
    """
    return (day - FIRST_DAY + 1) * PER_DAY + slot


@compiled
def from_opened(day: int, country: int, number: int) -> int:
    """Identity of a prospect of `day` from a country that a shock has opened: nobody else's changes for it.

    Args:
        day: number of the day.
        country: number of the country.
        number: within the day and country.

    Example:
        >>> from_opened(0, 2, 12) - entrant(0, 0)
        5150012
    """
    return entrant(day, OPENED + country * PER_COUNTRY + number)


@compiled
def person_abroad(group: int, number: int) -> int:
    """Identity of somebody in a group of workers abroad.

    Args:
        group: number of the group.
        number: within it.

    Example:
        >>> person_abroad(2, 5)
        137638953477
    """
    return POOL + group * PER_GROUP + number


@compiled
def new_requester(day: int, place: int) -> int:
    """Identity of the requester who takes a place on `day`, whoever else comes or leaves on that day.

    Args:
        day: number of the day.
        place: see `place_of_requester`.

    Example:
        >>> new_requester(-3650, 7)
        1000007
    """
    return REQUESTERS_AT_START + (day - FIRST_DAY) * REQUESTERS_PER_DAY + place


@compiled
def place_of_requester(requester: int) -> int:
    """The place in the market that a requester has taken over: the identity of who had it at the start.

    Args:
        requester: its identity.

    Example:
        >>> place_of_requester(7), place_of_requester(new_requester(12, 7))
        (7, 7)
    """
    return requester if requester < REQUESTERS_AT_START else (requester - REQUESTERS_AT_START) % REQUESTERS_PER_DAY


@compiled
def face_of(requester: int, copy: int) -> int:
    """As whom workers know a requester who stands for several in a sample: itself, or one of the others.

    Args:
        requester: its identity.
        copy: 0 for itself.

    Example:
        >>> face_of(1_000_007, 0), face_of(1_000_007, 3) == face_of(1_000_007, 4), face_of(7, 3) >= FACES
        (1000007, False, True)
    """
    if copy == 0:
        return requester
    mixed = (requester * 2_654_435_761 + copy * 2_246_822_519) % 4_294_967_291
    return FACES + (mixed * 40_503 + copy) % FACE_ROOM

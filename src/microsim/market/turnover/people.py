"""Draw people: attributes, preferences, accounts. One row at a time, every number from an address."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import Motive
from microsim.compiling import compiled, internal, typed
from microsim.market.word.trust import FORUM, RATING
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal
from microsim.state.now import Now
from microsim.state.records import Record
from microsim.units import CENT

MOTIVE, SEX, AGE, COUNTRY, POOR, TRANSFERS, JOB, INCOME, HOURS, WORTH, ACCURACY, SLOWNESS, HOMES = range(13)
# Fractional parts of the square roots of the first primes: a Kronecker sequence in 13 dimensions.
STRIDE = np.sqrt(np.array([2.0, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41])) % 1.0
TRIES = 64
AS_DRAWN = -1  # country of who is not from a given one


class PeopleParams(NamedTuple):
    """Parameters of the draw; arrays have one entry per motive, age band, country or platform.

    `prospect_cdf` says where prospects live, `speaks` what share of a country's people work in a
    language, ``float64[n_countries, n_languages]``; `target_step` is in whole 1/10,000, `longest_day` in hours;
    `tested` is the difficulty of each task type that has a test, NaN of others, ``float64[n_types]``.
    """

    motive_cdf: np.ndarray
    age_cdf: np.ndarray
    country_cdf: np.ndarray
    prospect_cdf: np.ndarray
    pay_ratio: np.ndarray
    hours_ratio: np.ndarray
    speaks: np.ndarray
    account_shares: np.ndarray
    tested: np.ndarray
    women: np.ndarray
    poor: np.ndarray
    transfers: np.ndarray
    no_other_job: np.ndarray
    other_income: np.ndarray
    other_income_log_sd: np.ndarray
    transfer_income: np.ndarray
    reservation_wage: np.ndarray
    reservation_log_sd: np.ndarray
    hours_per_day: np.ndarray
    hours_log_sd: np.ndarray
    worthwhile: np.ndarray
    worthwhile_log_sd: np.ndarray
    weekly_target: float
    weekly_target_log_sd: float
    target_step: int
    accuracy_mean: float
    accuracy_sd: float
    accuracy_least: float
    accuracy_most: float
    speed_log_sd: float
    impression_log_sd: float
    life_rate: float
    first_expectation: float
    first_record: float
    first_record_log_sd: float
    lookers: float
    lookers_by_time: bool
    forum: float
    longest_day: float


class Person(NamedTuple):
    """Who somebody is before anything is drawn: identity, country or `AS_DRAWN`, whether there at the start."""

    id: int
    home: int
    initial: bool


class Crowd(NamedTuple):
    """People with identities one after another: the first, how many, and what a `Person` has."""

    first: int
    many: int
    home: int = AS_DRAWN
    initial: bool = False


class Register(NamedTuple):
    """Where people register, and what they see and are drawn from.

    Attributes:
        w, a: columns of workers and accounts, with room for all who may come.
        advertised: pay per hour that each platform advertises, ``float64[n_platforms]``, money per hour.
        p: parameters of the draw.
    """

    w: Record
    a: Record
    advertised: np.ndarray
    p: PeopleParams


@typed("f8(i8, i8, b1, i8)")
def attribute(seed: int, who: int, initial: bool, k: int) -> float:
    """Uniform number behind attribute `k` of one person, of the thirteen from `MOTIVE` to `HOMES`.

    The people of the start fill the unit cube evenly (a Kronecker sequence in the order of their identities, shifted
    by the seed), so that shares come out as declared even in a small population; one more person changes nobody
    else. Entrants draw independently.

    Args:
        seed: of the run. who: identity of the person.
        initial: whether there at the start. k: number of the attribute.

    Example:
        >>> anne, bea = (attribute(1, who, True, MOTIVE) for who in (0, 1))
        >>> round((bea - anne) % 1.0 - 2**0.5 % 1.0, 9)
        0.0
    """
    if initial:
        shift = draw(seed, of.ATTRIBUTES, 0, 0, 0, 0, 1_000 + k)[0]
        return min(max((shift + (who + 1) * STRIDE[k]) % 1.0, 1e-9), 1.0 - 1e-9)
    return draw(seed, of.ATTRIBUTES, who, 0, 0, 0, 1 + k // 4)[k % 4]


@compiled
def pick(cdf: np.ndarray, u: float) -> int:
    """First entry of a cumulative distribution that exceeds `u`.

    Args:
        cdf: cumulative shares, ``float64[n]``. u: uniform number in (0, 1).

    Example:
        >>> pick(np.array([0.5, 0.75, 1.0]), 0.6)
        1
    """
    for k in range(len(cdf) - 1):
        if u < cdf[k]:
            return k
    return len(cdf) - 1


@compiled
def registers(
    seed: int, who: int, attempt: int, advertised: float, motive: int, ratio: float, p: PeopleParams
) -> tuple[bool, float]:
    """Whether a prospect registers, and the reservation wage he or she has.

    A prospect has an impression of the advertised hourly pay (unbiased in logs) and registers if it is not below the
    reservation wage, which is `ratio` times that of the motive.

    Args:
        seed: of the run. who: identity of the prospect.
        attempt: which of his or her decisions it is, part of the address.
        advertised: pay per hour, in 1/10,000. motive: of `Motive`.
        ratio: what people of the country ask for, over what the motive says. p: parameters of the draw.

    Returns:
        (registers, reservation wage in money per hour).
    """
    u = draw(seed, of.PREFERENCES, who, 0, 0, 0, attempt)
    reservation = lognormal(u[0], p.reservation_wage[motive] * ratio, p.reservation_log_sd[motive])
    impression = lognormal(u[1], advertised, p.impression_log_sd)
    return impression >= reservation, reservation


@compiled
def amount_aimed_at(u: float, ratio: float, p: PeopleParams) -> int:
    """Amount per week that somebody who works out of necessity aims at, rounded to whole `target_step`.

    Args:
        u: uniform number in (0, 1). p: parameters of the draw.
        ratio: what people of the country ask for, over what the motive says.
    """
    target = lognormal(u, p.weekly_target * ratio, p.weekly_target_log_sd)
    return int(max(1.0, math.floor(target / p.target_step + 0.5))) * p.target_step


@internal
def open_account(account: int, holder: int, platform: int, slowness: float, register: Register) -> None:
    """Fill the row of an account that somebody opens.

    Args:
        account, holder: rows of the account and of the worker.
        platform: where.
        slowness: as far as he or she knows it: the own for who has worked before, else 1.
        register: where to.
    """
    a, p = register.a, register.p
    a.line[account].worker = holder
    a.line[account].platform = platform
    a.line[account].expected_pay = p.first_expectation * register.advertised[platform] / slowness


@typed("b1(i8, i8, i8, i8, f8)")
def passes(seed: int, who: int, platform: int, kind: int, accuracy: float) -> bool:
    """Whether somebody passes the test of a task type on a platform, whenever it is taken: a test is taken once.

    Args:
        seed: of the run. who: identity of the person. platform: its row.
        kind: number of the task type.
        accuracy: share of answers right at its difficulty.

    Example:
        >>> passes(1, 7, 0, 3, 1.0), passes(1, 7, 0, 3, 0.0)
        (True, False)
    """
    return draw(seed, of.QUALIFICATION, who, 0, 0, 0, kind * 256 + platform)[0] < accuracy


@internal
def take_over_record(now: Now, account: int, register: Register) -> None:
    """Give an account of the start the tasks that its holder has done there, if pay is enough for him or her, and the
    tests taken for them: whoever works for long meets them all.

    Args:
        now: the first day.
        account: its row.
        register: where to.
    """
    book, p = register.a.line[account], register.p
    holder, person = register.w.line[book.worker], register.w.book[book.worker]
    if book.expected_pay < holder.reservation_wage:
        return
    u = draw(now.seed, of.INITIAL_STATE, holder.id, 0, 0, 0, book.platform)[0]
    daily = lognormal(u, p.first_record, p.first_record_log_sd) * holder.hours_per_day
    done = register.a.book[account]
    done.approved = int(daily * (now.day - person.entry_day))
    if done.approved == 0:
        return
    for kind in range(len(p.tested)):
        if math.isnan(p.tested[kind]):
            continue
        if passes(now.seed, holder.id, book.platform, kind, person.accuracy ** p.tested[kind]):
            done.tests_passed |= 1 << kind
        else:
            done.tests_failed |= 1 << kind


@compiled
def languages_of(seed: int, who: int, country: int, speaks: np.ndarray) -> int:
    """The gates that somebody passes for the languages that he or she works in, as bits; their codes follow countries.

    Args:
        seed: of the run. who: identity of the person. country: its number.
        speaks: share who work in a language, ``float64[n_countries, n_languages]``.

    Example:
        >>> languages_of(1, 7, 0, np.array([[0.0, 1.0], [1.0, 1.0]])), languages_of(1, 7, 0, np.zeros((2, 0)))
        (8, 0)
    """
    bits = 0
    for n in range(speaks.shape[1]):
        if draw(seed, of.LANGUAGE, who, 0, 0, 0, n)[0] < speaks[country, n]:
            bits |= 1 << (speaks.shape[0] + n)
    return bits


@internal
def draw_household(seed: int, row: int, person: Person, register: Register) -> None:
    """Draw sex, age, poverty, and income from elsewhere of one whose motive and country are known.

    Args:
        seed: of the run. row: of workers.
        person: who it is. register: where to.
    """
    line, book, p = register.w.line[row], register.w.book[row], register.p
    motive, ratio = line.motive, p.pay_ratio[line.country]
    book.sex = 1 if attribute(seed, person.id, person.initial, SEX) < p.women[motive] else 0
    book.age_band = pick(p.age_cdf, attribute(seed, person.id, person.initial, AGE))
    book.poor = attribute(seed, person.id, person.initial, POOR) < p.poor[motive]
    book.transfers = attribute(seed, person.id, person.initial, TRANSFERS) < p.transfers[motive]
    book.other_job = attribute(seed, person.id, person.initial, JOB) >= p.no_other_job[motive]
    income = 0.0
    if book.other_job:
        u = attribute(seed, person.id, person.initial, INCOME)
        income += lognormal(u, p.other_income[motive] * ratio, p.other_income_log_sd[motive])
    if book.transfers:
        income += p.transfer_income[motive] * ratio
    book.other_income = int(income / CENT) * int(CENT)


@internal
def circle_of(seed: int, who: int, time: float, p: PeopleParams) -> int:
    """The circles that somebody belongs to, as bits: looks requesters up, reads the forum.

    Reading takes time, which pays for those who have most of it. Then the smaller circle lies within the larger; where
    lookers are drawn instead, whether somebody is one says nothing of whether he or she reads the forum.

    Args:
        seed: of the run. who: identity of the person.
        time: rank by time at disposal, in (0, 1). p: parameters of the draw.
    """
    rank = time if p.lookers_by_time else draw(seed, of.LOOKER, who, 0, 0, 0, 0)[0]
    return RATING * (rank > 1.0 - p.lookers) + FORUM * (time > 1.0 - p.forum)


@internal
def draw_work(seed: int, row: int, person: Person, register: Register) -> None:
    """Draw time at disposal, least gain, languages, accuracy and speed of one whose motive and country are known.

    Args:
        seed: of the run. row: of workers.
        person: who it is. register: where to.
    """
    line, book, p = register.w.line[row], register.w.book[row], register.p
    motive, country, time = line.motive, line.country, attribute(seed, person.id, person.initial, HOURS)
    hours = lognormal(time, p.hours_per_day[motive] * p.hours_ratio[country], p.hours_log_sd[motive])
    line.hours_per_day = min(p.longest_day, hours)
    line.worthwhile = lognormal(
        attribute(seed, person.id, person.initial, WORTH),
        p.worthwhile[motive] * p.pay_ratio[country],
        p.worthwhile_log_sd[motive],
    )
    book.languages = languages_of(seed, person.id, country, p.speaks)
    accuracy = p.accuracy_mean + p.accuracy_sd * normal(attribute(seed, person.id, person.initial, ACCURACY))
    book.accuracy = min(p.accuracy_most, max(p.accuracy_least, accuracy))
    book.slowness = lognormal(attribute(seed, person.id, person.initial, SLOWNESS), 1.0, p.speed_log_sd)
    book.circle = circle_of(seed, person.id, time, p)


@internal
def draw_life(now: Now, row: int, person: Person, register: Register) -> None:
    """Draw the day on which life takes somebody away, and the amount aimed at; the people of the start have been there
    for a while.

    Args:
        now: today. row: of workers.
        person: who it is. register: where to.
    """
    line, book, p, day = register.w.line[row], register.w.book[row], register.p, now.day
    u = draw(now.seed, of.LIFETIME, person.id, 0, 0, 0, 0)
    if line.motive == Motive.NECESSITY:
        book.weekly_target = amount_aimed_at(u[0], p.pay_ratio[line.country], p)
    line.fate_day = day + 1 + int(-math.log(u[1]) / p.life_rate)
    # A population whose members leave at a constant rate has geometric ages.
    book.entry_day = day - int(-math.log(u[2]) / p.life_rate) if person.initial else day


@internal
def draw_worker(now: Now, row: int, person: Person, heard: float, register: Register) -> bool:
    """Fill one row of the workers' columns, if the person registers (the people of the start all did).

    Args:
        now: today; the first day of the run for the people of the start.
        row: to be filled.
        person: who it is.
        heard: advertised pay per hour that he or she has heard of.
        register: where to.

    Returns:
        Whether he or she registers.
    """
    p, seed, who = register.p, now.seed, person.id
    motive, country = pick(p.motive_cdf, attribute(seed, person.id, person.initial, MOTIVE)), person.home
    if country == AS_DRAWN:
        country = pick(
            p.country_cdf if person.initial else p.prospect_cdf, attribute(seed, person.id, person.initial, COUNTRY)
        )
    ratio = p.pay_ratio[country]
    accepted, reservation = False, 0.0
    for attempt in range(1 + TRIES * person.initial):
        accepted, reservation = registers(seed, who, attempt, heard, motive, ratio, p)
        if accepted:
            break
    if not accepted and not person.initial:
        return False
    line = register.w.line[row]
    line.id, line.person, line.present = who, True, True
    line.motive, line.country, line.reservation_wage = motive, country, reservation
    draw_household(seed, row, person, register)
    draw_work(seed, row, person, register)
    draw_life(now, row, person, register)
    return True


@typed("i8(i8, i8, i8, i8)")
def next_in_order(seed: int, who: int, platform: int, n: int) -> int:
    """The platform that follows another in the order in which somebody looks at them.

    Args:
        seed, who: address.
        platform: its row; -1 before the first.
        n: number of platforms.

    Returns:
        Its row; -1 after the last.

    Example:
        >>> [next_in_order(1, 0, platform, 3) for platform in (-1, 1, 2, 0)]
        [1, 2, 0, -1]
    """
    here = draw(seed, of.HOMING, who, 0, 0, 0, 1 + platform)[0] if platform >= 0 else 0.0
    nearest, following = math.inf, -1
    for k in range(n):
        key = draw(seed, of.HOMING, who, 0, 0, 0, 1 + k)[0]
        if (key > here or (key == here and k > platform)) and key < nearest:
            nearest, following = key, k
    return following


@internal
def draw_accounts(now: Now, row: int, person: Person, first: int, register: Register) -> int:
    """Open a worker's accounts.

    Systematic sampling in an addressed order of platforms: each platform has exactly its share of people, nobody has
    two accounts on one, and a total of 1.2 accounts per worker means one or two each.

    Args:
        now: today; the first day of the run for the people of the start.
        row: of the worker.
        person: who it is.
        first: row of the first account; the others follow.
        register: where to.

    Returns:
        How many.
    """
    shares = register.p.account_shares
    mark, slowness = (
        attribute(now.seed, person.id, person.initial, HOMES),
        register.w.book[row].slowness if person.initial else 1.0,
    )
    opened, edge, platform = 0, 0.0, -1
    for _ in range(len(shares)):
        platform = next_in_order(now.seed, person.id, platform, len(shares))
        edge += shares[platform]
        if edge > mark + opened:
            open_account(first + opened, row, platform, slowness, register)
            if person.initial:
                take_over_record(now, first + opened, register)
            opened += 1
    register.w.line[row].first_account = first
    register.w.line[row].n_accounts = opened
    return opened


@compiled
def draw_people(now: Now, crowd: Crowd, row: int, account: int, heard: float, register: Register) -> tuple[int, int]:
    """Let people decide whether to register, and draw those who do, with their accounts.

    Args:
        now: today; the first day of the run for the people of the start.
        crowd: who they are.
        row, account: first free rows.
        heard: advertised pay per hour that they have heard of.
        register: where to.

    Returns:
        (people registered, accounts opened).
    """
    registered = opened = 0
    for k in range(crowd.many):
        person = Person(crowd.first + k, crowd.home, crowd.initial)
        if draw_worker(now, row + registered, person, heard, register):
            opened += draw_accounts(now, row + registered, person, account + opened, register)
            registered += 1
    return registered, opened

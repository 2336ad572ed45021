"""Draw people: attributes, preferences, accounts. One row at a time, every number from an address."""

import math
from typing import NamedTuple

import numpy as np

from microsim.codes import Motive
from microsim.compiling import allocating, compiled, inlined
from microsim.market.word.trust import FORUM, RATING
from microsim.random import decisions as of
from microsim.random.draws import draw, lognormal, normal
from microsim.units import CENT, UNIT

MOTIVE, SEX, AGE, COUNTRY, POOR, TRANSFERS, JOB, INCOME, HOURS, WORTH, ACCURACY, SLOWNESS, HOMES = range(13)
# Fractional parts of the square roots of the first primes: a Kronecker sequence in 13 dimensions.
STRIDE = np.sqrt(np.array([2.0, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41])) % 1.0
TRIES = 64
AS_DRAWN = -1  # country of who is not from a given one


class PeopleParams(NamedTuple):
    """Parameters of the draw; arrays have one entry per motive, age band, country or platform.

    `prospect_cdf` says where prospects live, `speaks` what share of a country's people work in a
    language, ``float64[n_countries, n_languages]``.
    """

    motive_cdf: np.ndarray
    age_cdf: np.ndarray
    country_cdf: np.ndarray
    prospect_cdf: np.ndarray
    pay_ratio: np.ndarray
    hours_ratio: np.ndarray
    speaks: np.ndarray
    account_shares: np.ndarray
    women: np.ndarray
    poor: np.ndarray
    transfers: np.ndarray
    no_other_job: np.ndarray
    other_income: np.ndarray
    transfer_income: np.ndarray
    reservation_wage: np.ndarray
    reservation_log_sd: np.ndarray
    hours_per_day: np.ndarray
    hours_log_sd: np.ndarray
    worthwhile: np.ndarray
    worthwhile_log_sd: np.ndarray
    weekly_target: float
    weekly_target_log_sd: float
    accuracy_mean: float
    accuracy_sd: float
    speed_log_sd: float
    impression_log_sd: float
    life_rate: float
    first_expectation: float
    first_expectation_log_sd: float
    lookers: float
    forum: float


@allocating
def attribute_draws(seed, who, initial):
    """Uniform numbers behind the attributes of one person, ``float64[13]``.

    The people of the start fill the unit cube evenly (a Kronecker sequence in the order of their identities, shifted
    by the seed), so that shares come out as declared even in a small population; one more person changes nobody
    else. Entrants draw independently.
    """
    out = np.empty(len(STRIDE))
    for k in range(len(STRIDE)):
        if initial:
            shift = draw(seed, of.ATTRIBUTES, 0, 0, 0, 0, 1_000 + k)[0]
            out[k] = min(max((shift + (who + 1) * STRIDE[k]) % 1.0, 1e-9), 1.0 - 1e-9)
        elif k % 4 == 0:
            block = draw(seed, of.ATTRIBUTES, who, 0, 0, 0, 1 + k // 4)
            for j in range(min(4, len(STRIDE) - k)):
                out[k + j] = block[j]
    return out


@compiled
def pick(cdf, u):
    """First entry of a cumulative distribution that exceeds `u`.

    Example:
        >>> pick(np.array([0.5, 0.75, 1.0]), 0.6)
        1
    """
    for k in range(len(cdf) - 1):
        if u < cdf[k]:
            return k
    return len(cdf) - 1


@inlined
def registers(seed, who, attempt, advertised, motive, ratio, p):
    """Whether a prospect registers, and the reservation wage he or she has.

    A prospect has an impression of the advertised hourly pay (unbiased in logs) and registers if it is not below the
    reservation wage, which is `ratio` times that of the motive.

    Returns:
        (registers, reservation wage in money per hour).
    """
    u = draw(seed, of.PREFERENCES, who, 0, 0, 0, attempt)
    reservation = lognormal(u[0], p.reservation_wage[motive] * ratio, p.reservation_log_sd[motive])
    impression = lognormal(u[1], advertised, p.impression_log_sd)
    return impression >= reservation, reservation


@inlined
def amount_aimed_at(u, ratio, p):
    """Amount per week that somebody who works out of necessity aims at, rounded to 5 units of currency.

    `ratio`: what people of the country ask for, over what the motive says.
    """
    target = lognormal(u, p.weekly_target * ratio, p.weekly_target_log_sd)
    return int(max(1.0, math.floor(target / (5.0 * UNIT) + 0.5))) * 5 * int(UNIT)


@inlined
def open_account(seed, who, row, worker, platform, experienced, advertised, w, a, p):
    """Fill the row of an account that somebody opens; who has worked before knows his or her speed."""
    a.line[row].worker = worker
    a.line[row].platform = platform
    noise = draw(seed, of.INITIAL_STATE, who, 0, 0, 0, platform)[0]
    usual = p.first_expectation * advertised[platform]
    if experienced:
        usual /= w.book[worker].slowness
    a.line[row].expected_pay = lognormal(noise, usual, p.first_expectation_log_sd)


@compiled
def languages_of(seed, who, country, speaks):
    """The gates that somebody passes for the languages that he or she works in, as bits; their codes follow countries.

    Example:
        >>> languages_of(1, 7, 0, np.array([[0.0, 1.0], [1.0, 1.0]])), languages_of(1, 7, 0, np.zeros((2, 0)))
        (8, 0)
    """
    bits = 0
    for n in range(speaks.shape[1]):
        if draw(seed, of.LANGUAGE, who, 0, 0, 0, n)[0] < speaks[country, n]:
            bits |= 1 << (speaks.shape[0] + n)
    return bits


@allocating
def draw_worker(seed, row, who, day, initial, advertised, country, w, p):
    """Fill one row of the workers' columns. Returns whether the prospect registers (people of the start all did).

    `country` is that of a prospect from a given one, else `AS_DRAWN`.
    """
    t = attribute_draws(seed, who, initial)
    motive = pick(p.motive_cdf, t[MOTIVE])
    if country == AS_DRAWN:
        country = pick(p.country_cdf if initial else p.prospect_cdf, t[COUNTRY])
    ratio = p.pay_ratio[country]
    accepted, reservation = registers(seed, who, 0, advertised, motive, ratio, p)
    attempt = 0
    while initial and not accepted and attempt < TRIES:
        attempt += 1
        accepted, reservation = registers(seed, who, attempt, advertised, motive, ratio, p)
    if not accepted and not initial:
        return False
    w.line[row].id = who
    w.line[row].person = True
    w.line[row].present = True
    w.line[row].motive = motive
    w.line[row].reservation_wage = reservation
    w.book[row].sex = 1 if t[SEX] < p.women[motive] else 0
    w.book[row].age_band = pick(p.age_cdf, t[AGE])
    w.line[row].country = country
    w.book[row].languages = languages_of(seed, who, country, p.speaks)
    w.book[row].poor = t[POOR] < p.poor[motive]
    w.book[row].transfers = t[TRANSFERS] < p.transfers[motive]
    w.book[row].other_job = t[JOB] >= p.no_other_job[motive]
    income = 0.0
    if w.book[row].other_job:
        income += lognormal(t[INCOME], p.other_income[motive] * ratio, 0.4)
    if w.book[row].transfers:
        income += p.transfer_income[motive] * ratio
    w.book[row].other_income = int(income / CENT) * int(CENT)
    w.line[row].hours_per_day = min(
        16.0, lognormal(t[HOURS], p.hours_per_day[motive] * p.hours_ratio[country], p.hours_log_sd[motive])
    )
    w.line[row].worthwhile = lognormal(t[WORTH], p.worthwhile[motive] * ratio, p.worthwhile_log_sd[motive])
    accuracy = p.accuracy_mean + p.accuracy_sd * normal(t[ACCURACY])
    w.book[row].accuracy = min(0.99, max(0.05, accuracy))
    w.book[row].slowness = lognormal(t[SLOWNESS], 1.0, p.speed_log_sd)
    # looking requesters up and reading a forum take time, which pays for those who have most of it
    w.book[row].circle = RATING * (t[HOURS] > 1.0 - p.lookers) + FORUM * (t[HOURS] > 1.0 - p.forum)
    u = draw(seed, of.LIFETIME, who, 0, 0, 0, 0)
    if motive == Motive.NECESSITY:
        w.book[row].weekly_target = amount_aimed_at(u[0], ratio, p)
    w.line[row].fate_day = day + 1 + int(-math.log(u[1]) / p.life_rate)
    # A population whose members leave at a constant rate has geometric ages.
    w.book[row].entry_day = day - int(-math.log(u[2]) / p.life_rate) if initial else day
    return True


@allocating
def draw_accounts(seed, worker, who, first, initial, advertised, w, a, p):
    """Open a worker's accounts, rows `first` and following. Returns how many.

    Systematic sampling in an addressed order of platforms: each platform has exactly its share of people, nobody has
    two accounts on one, and a total of 1.2 accounts per worker means one or two each.
    """
    n_platforms = len(p.account_shares)
    keys = np.empty(n_platforms)
    for k in range(n_platforms):
        keys[k] = draw(seed, of.HOMING, who, 0, 0, 0, 1 + k)[0]
    order = np.argsort(keys)
    mark = attribute_draws(seed, who, initial)[HOMES]
    opened = 0
    edge = 0.0
    for k in order:
        edge += p.account_shares[k]
        if edge > mark + opened:
            open_account(seed, who, first + opened, worker, k, initial, advertised, w, a, p)
            opened += 1
    w.line[worker].first_account = first
    w.line[worker].n_accounts = opened
    return opened


@allocating
def draw_population(seed, n, first_row, first_account, day, advertised, w, a, p):
    """Draw the people of the start into rows `first_row` and following, accounts from row `first_account`.

    Args:
        seed: of the run.
        n: number of people.
        first_row, first_account: rows of the first person and of the first account.
        day: first day of the run.
        advertised: pay per hour that each platform advertises, ``float64[n_platforms]``, money per hour.
        w, a: columns of workers and accounts.
        p: `PeopleParams`.

    Returns:
        Number of accounts opened.
    """
    accounts = 0
    mean_advertised = advertised.mean()
    for i in range(n):
        draw_worker(seed, first_row + i, i, day, True, mean_advertised, AS_DRAWN, w, p)
        accounts += draw_accounts(seed, first_row + i, i, first_account + accounts, True, advertised, w, a, p)
    return accounts

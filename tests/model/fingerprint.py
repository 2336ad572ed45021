"""Run a small market and print one hash per column, so that two processes can be compared.

Everything happens in it that can: a pool abroad, tests, gates, rejections, suspensions, people and requesters who leave
and enter, batches that expire and open again, requesters who stand for several and who change their wage. The seed
needs more than 32 bits.
"""

import hashlib
import json
import warnings

SEED = 2**40 + 5
DAYS = 25
CHANGES = """
    days=15 burn_in_days=10 scale=0.5 population.workers=120 demand.requesters=40 demand.hours=8
    demand.sampled_whole=1 demand.candidate_days=3 demand.losing_periods=1
    population.country_shares={FR:0.8,MG:0.2} churn.half_life_days=30
    churn.disappointment_days=2 demand.country_gate=0.2 demand.number_needed=5 demand.expiry_days=2 demand.weekend=0.7
    demand.budget=0.1 requesters.one_shot.reopen=1 requesters.regular.reopen=1 requesters.regular.refusers=0.5
    requesters.regular.refuse_good=0.3 rejection.experiment=0.5 rejection.period_days=3 rejection.look=0.5
    network=sparse network.members=0.8 network.mean_degree=4 rating.lookers=0.3
    requesters.regular.half_life_days=20 requesters.large.half_life_days=20 requesters.one_shot.half_life_days=20
    requesters.regular.review_days=0.5 pricing.reset=0.5 pricing.stale_days=2
    platforms.mturk.suspension_after=5 platforms.mturk.suspension_approval=0.9
    platforms.mturk.suspension_unfounded=10 platforms.mturk.payment_delay_days=2
    platforms.fairdesk.auto_approval_days=1
"""
POOL = "population.foreign_pool={near: {people: 1, reservation_wage: 2}, far: {people: 2, reservation_wage: 1}}"
BUSY = [*CHANGES.split(), POOL]
TABLES = ("workers", "accounts", "platforms", "requesters", "batches", "submissions", "payments", "sessions", "days")


def columns(market) -> dict[str, str]:
    """One hash per column, rows in use."""
    return {
        f"{name}.{column}": hashlib.sha256(getattr(market, name).used(column).tobytes()).hexdigest()
        for name in TABLES
        for column in getattr(market, name).columns
    }


def fingerprint(seed: int = SEED, days: int = DAYS, each_day=None) -> dict[str, str]:
    """Run the busy market for so many days and hash its columns; `each_day` is called with it after each."""
    from microsim.config.load import load
    from microsim.model import Market

    with Market(load(BUSY), rng=seed) as market:
        for _ in range(days):
            market.step()
            if each_day:
                each_day(market)
        return columns(market)


if __name__ == "__main__":
    warnings.simplefilter("error", RuntimeWarning)
    print(json.dumps(fingerprint()))

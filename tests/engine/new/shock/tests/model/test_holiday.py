"""A holiday is felt while it lasts, and not before."""

from microsim.config.load import load
from microsim.model import Market


def test_less_is_posted_on_its_days_alone():
    posted = []
    for words in ([], ["shock=holiday", "shock.holiday.from_day=2"]):
        with Market(load(["scenario=classroom", "days=4", "burn_in_days=2", *words])) as market:
            for _ in range(6):
                market.step()
            posted.append(market.days.batches_posted[:6].tolist())
    usual, with_it = posted
    assert with_it[:4] == usual[:4] and 0 < sum(with_it[4:]) < 0.5 * sum(usual[4:])

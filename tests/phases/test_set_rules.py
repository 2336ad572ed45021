"""The law of the day, before there is any."""

from dataclasses import fields

import numpy as np

from microsim.market.law.phase import set_rules


def test_what_platforms_set_themselves_holds(hamlet):
    hamlet.platforms.fee_share[0] = 0.25
    set_rules(hamlet)
    rules = hamlet.rules
    assert rules.fee_share.tolist() == [0.25, 0.3] and rules.fee_min.tolist() == [0, 500]
    assert rules.price_min.tolist() == [100, 500] and rules.payout_threshold.tolist() == [10_000, 5_000]
    assert rules.auto_approval_days.tolist() == [7, 5] and rules.payment_delay_days.tolist() == [3, 0]
    assert rules.suspension_approval.tolist() == [0.6, 0.6] and rules.suspension_after.tolist() == [50, 50]
    assert rules.forfeits.tolist() == [True, False] and not rules.contribution_share.any() and not rules.declared.any()


def test_rules_never_write_back_to_platforms(hamlet):
    set_rules(hamlet)
    for field in fields(hamlet.rules):
        entries = getattr(hamlet.rules, field.name)
        if isinstance(entries, np.ndarray):
            entries[:] = 1
    assert hamlet.platforms.used("fee_share").tolist() == [0.2, 0.3]
    set_rules(hamlet)
    assert hamlet.rules.payment_delay_days.tolist() == [3, 0]

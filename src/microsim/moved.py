"""What has moved or gone: whoever uses an old name is told the new one in one line."""

import sys
from importlib.abc import MetaPathFinder

MODULES = {
    "kernels": "market (the kernels of each part of the day) and random (draws, decisions, identity, quantiles)",
    "kernels.abroad": "market.supply.abroad",
    "kernels.ai_use": "market.ai.assistance",
    "kernels.appeals": "market.appeals.appeals",
    "kernels.automation": "market.ai.automation",
    "kernels.batches": "market.requesters.ends",
    "kernels.booking": "market.review.booking",
    "kernels.choice": "market.sessions.choice",
    "kernels.churn": "market.turnover.churn",
    "kernels.clock": "units",
    "kernels.closing": "market.turnover.closing",
    "kernels.compiling": "compiling",
    "kernels.compliance": "market.law.compliance",
    "kernels.conduct": "market.requesters.conduct",
    "kernels.decisions": "random.decisions",
    "kernels.desk": "market.sessions.desk",
    "kernels.employment": "market.employment.wages",
    "kernels.firms": "market.turnover.firms",
    "kernels.identity": "random.identity",
    "kernels.income": "market.payment.income",
    "kernels.jobs": "market.turnover.jobs",
    "kernels.learning": "market.learning.expectations",
    "kernels.left_to_ai": "market.ai.left_to_ai",
    "kernels.listing": "market.sessions.listing",
    "kernels.payment": "market.payment.balances",
    "kernels.people": "market.turnover.people",
    "kernels.placement": "market.posting.offers",
    "kernels.posting": "market.posting.jobs",
    "kernels.quantiles": "random.quantiles",
    "kernels.queue": "market.sessions.queue",
    "kernels.random": "random.draws",
    "kernels.reaction": "market.reaction.answers",
    "kernels.records": "state.records",
    "kernels.review": "market.review.verdicts",
    "kernels.search": "market.sessions.search",
    "kernels.sessions": "market.sessions.run",
    "kernels.standing": "market.standing.suspension",
    "kernels.supply": "motives.sessions",
    "kernels.take_home": "market.payment.net_pay",
    "kernels.trust": "market.word.trust",
    "kernels.word": "market.word.warnings",
    "kernels.work": "market.sessions.work",
    "phases": "market.day",
    "phases.adapt_requesters": "market.requesters.phase",
    "phases.adopt_ai": "market.ai.phase",
    "phases.closing": "market.turnover.closing_phase",
    "phases.decide_supply": "market.supply.phase",
    "phases.employ": "market.employment.phase",
    "phases.enter_and_leave": "market.turnover.phase",
    "phases.hear_appeals": "market.appeals.phase",
    "phases.jobs": "market.turnover.jobs_phase",
    "phases.learn": "market.learning.phase",
    "phases.pay": "market.payment.phase",
    "phases.plans": "market.posting.plans",
    "phases.post_batches": "market.posting.phase",
    "phases.rate_and_gate": "market.standing.phase",
    "phases.react": "market.reaction.phase",
    "phases.record": "market.record.phase",
    "phases.review": "market.review.phase",
    "phases.run_sessions": "market.sessions.phase",
    "phases.set_environment": "market.calendar.phase",
    "phases.set_rules": "market.law.phase",
    "phases.spread_word": "market.word.phase",
    "state.build": "market.first_morning",
    "state.codes": "codes",
    "state.environment": "shocks.environment",
    "state.rules": "regulation.rules",
    "state.views": "market.parameters",
}
# attributes of a market
ATTRIBUTES = {
    "touched": "events.touched",
    "judged": "events.judged",
    "freed": "events.freed",
    "verdicts": "events.verdicts",
    "new_submissions": "events.new_submissions",
}


class ToldModules(MetaPathFinder):
    """Stands last among the finders of modules: asked for an old one, it says where that is now."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Find nothing.

        Raises:
            ModuleNotFoundError: the module has moved; where to, in one line.
        """
        package, _, name = fullname.partition(".")
        if package == "microsim" and name in MODULES:
            raise ModuleNotFoundError(f"{fullname} is microsim.{MODULES[name]} now.", name=fullname)


def tell() -> None:
    """Tell whoever imports what has moved, from now on."""
    sys.meta_path.append(ToldModules())

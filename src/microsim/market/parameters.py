"""From the configuration to the plain arrays that kernels read. Money becomes whole 1/10,000 where it bears state."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from microsim.config.market import AI_ROLES, TaskType
from microsim.config.parameter import Section
from microsim.config.people import MotiveBase
from microsim.config.schema import Config
from microsim.market.ai.assistance import Assistance
from microsim.market.ai.automation import Technology
from microsim.market.posting.target import Belief
from microsim.market.posting.views import TYPE, DemandView, PricingView
from microsim.market.requesters.conduct import ConductParams
from microsim.market.requesters.ends import EndParams
from microsim.market.requesters.prices import PriceParams
from microsim.market.review.verdicts import ReviewParams
from microsim.market.sessions.choice import ANY, Behaviour
from microsim.market.supply.abroad import Groups
from microsim.market.turnover.firms import EntryParams, FirmParams, KindView
from microsim.market.turnover.people import PeopleParams
from microsim.market.word.trust import Memory
from microsim.motives.sessions import MOTIVE, USUAL_MOST
from microsim.random.quantiles import spread
from microsim.state.countries import countries, entry_differs, languages, of_country, prospects_per_exit, speaks
from microsim.state.records import Record, cache_lines
from microsim.units import HOUR, MONTH, UNIT, money

BELIEF_REACH, BELIEF_CELLS = 12.0, 240  # log points around usual pay for which beliefs are tabulated; in how many cells
LEAST_SPREAD = 0.05  # of reservation wages, in what requesters believe: else a wage would move all or nobody
LEAST_RESPONSE = 1e-9  # below which nobody has a reservation wage about usual pay
LEAST_SHARE = 1e-290  # of people, that floats can tell


def column_of(sections: Iterable[Section], field: str, scale: float = 1.0) -> np.ndarray:
    """One field of several sections as an array."""
    return np.array([getattr(section, field) for section in sections], float) * scale


def cdf(weights: Iterable[float]) -> np.ndarray:
    """Cumulative distribution of weights."""
    weights = np.asarray(list(weights), float)
    return np.cumsum(weights / weights.sum())


def motives(config: Config) -> list[MotiveBase]:
    """The motives in the order of their codes."""
    m = config.motives
    return [m.supplement, m.necessity, m.flexibility]


def people_params(config: Config) -> PeopleParams:
    """Parameters of the draw of people."""
    pop, each = config.population, motives(config)
    named = {
        name: column_of(each, name)
        for name in ("women", "poor", "transfers", "no_other_job", "other_income_log_sd", "reservation_log_sd",
                     "hours_per_day", "hours_log_sd", "worthwhile_log_sd")
    }  # fmt: skip
    in_money = {name: column_of(each, name, UNIT) for name in ("other_income", "transfer_income", "reservation_wage")}
    shares = dict(pop.motive_shares)
    account_shares = np.array(list(config.account_shares().values()))
    homes = [of_country(config, name) for name in countries(config)]
    return PeopleParams(
        motive_cdf=cdf(shares.values()),
        age_cdf=cdf(dict(pop.age_shares).values()),
        country_cdf=cdf(pop.country_shares.values()),
        prospect_cdf=_homes_of_prospects(config),
        pay_ratio=column_of(homes, "pay_ratio"),
        hours_ratio=column_of(homes, "hours_ratio"),
        speaks=speaks(config),
        account_shares=account_shares,
        tested=np.array([kind.difficulty if kind.test_seconds > 0 else np.nan for kind in config.task_types.values()]),
        worthwhile=column_of(each, "worthwhile_amount", UNIT),
        weekly_target=config.motives.necessity.weekly_target * UNIT,
        weekly_target_log_sd=config.motives.necessity.weekly_target_log_sd,
        target_step=money(config.motives.necessity.target_step),
        accuracy_mean=pop.accuracy_mean,
        accuracy_sd=pop.accuracy_sd,
        accuracy_least=pop.accuracy_least,
        accuracy_most=pop.accuracy_most,
        speed_log_sd=pop.speed_log_sd,
        impression_log_sd=config.churn.impression_log_sd,
        life_rate=math.log(2) / config.churn.half_life_days,
        first_expectation=config.behaviour.first_expectation,
        first_record=config.behaviour.first_record,
        first_record_log_sd=config.behaviour.first_record_log_sd,
        lookers=config.rating.lookers,
        lookers_by_time=config.rating.by_time,
        longest_day=config.behaviour.longest_day,
        forum=config.network.members if config.network.kind == "forum_hub" else 0.0,
        **named,
        **in_money,
    )


def prospects_by_country(config: Config) -> np.ndarray:
    """Prospects of each country of the start for one person whom life takes away, while pay is as usual."""
    return prospects_per_exit(config, usual_pay(config) * config.churn.usual_pay)


def _homes_of_prospects(config: Config) -> np.ndarray:
    """Where prospects live: where people do, unless others register in some countries than elsewhere."""
    weights = prospects_by_country(config) if entry_differs(config) else np.zeros(0)
    return cdf(weights if weights.any() else config.population.country_shares.values())


def type_view(config: Config) -> np.ndarray:
    """Task types, records of `TYPE`."""
    types, codes = list(config.task_types.values()), [*countries(config), *languages(config)]
    own = cache_lines(len(types), TYPE)
    own["cdf"] = cdf(t.share for t in types)
    own["price"] = column_of(types, "price", UNIT)
    for name in ("seconds", "seconds_log_sd", "difficulty", "value"):
        own[name] = column_of(types, name)
    own["test"] = column_of(types, "test_seconds")
    own["gate"] = [codes.index(gate) if (gate := t.country or t.language) else ANY for t in types]
    own["role"] = [AI_ROLES.index(t.ai_role) for t in types]
    return own


def may_gate(config: Config) -> np.ndarray:
    """Whether a requester may ask for a country instead, by task type and country."""
    return np.array([_may_gate(config, kind) for kind in config.task_types.values()])


def _may_gate(config: Config, kind: TaskType) -> np.ndarray:
    """The countries to which a requester may gate this type: where everybody works in its language, if it has one."""
    if kind.language:
        return speaks(config)[:, languages(config).index(kind.language)] >= 1.0
    return np.full(len(countries(config)), kind.country is None)


def kind_view(config: Config) -> KindView:
    """Kinds of requesters as arrays."""
    kinds = list(config.requesters.values())
    names = ("deadline_log_sd", "value_log_sd", "review_effort", "good_judged_bad", "rejectable",
             "refusers", "refuse_good")  # fmt: skip
    return KindView(
        cdf=cdf(k.share for k in kinds),
        learns=np.array([k.learns for k in kinds]),
        deadline=column_of(kinds, "deadline_hours", HOUR),
        leave_rate=math.log(2) / column_of(kinds, "half_life_days"),
        **{name: column_of(kinds, name) for name in names},
    )


def demand_view(config: Config) -> DemandView:
    """Parameters of demand."""
    return DemandView(**{name: getattr(config.demand, name) for name in DemandView._fields})


def groups_abroad(config: Config) -> Groups:
    """Groups of workers abroad as arrays."""
    groups = list(config.population.foreign_pool.values())
    registered = max(1, round(config.population.workers * config.scale))
    weights = np.array([p.demand_weight * (not p.countries) for p in config.platforms.values()])
    here = weights.sum() > 0.0
    shares = weights if here else np.ones(len(weights))
    return Groups(
        people=np.rint(column_of(groups, "people", registered * here)).astype(np.int64),
        reservation_wage=column_of(groups, "reservation_wage", UNIT),
        reservation_log_sd=column_of(groups, "reservation_log_sd"),
        sessions=column_of(groups, "sessions"),
        session_seconds=np.rint(column_of(groups, "session_hours", HOUR)).astype(np.int64),
        platform_cdf=cdf(shares),
        platform_weights=shares / shares.sum(),
    )


def working_days(config: Config) -> float:
    """Weekdays that weigh as much in demand as a week."""
    return 5.0 + 2.0 * config.demand.weekend


def _gated_to(config: Config) -> np.ndarray:
    """Where requesters gate to, by country."""
    shares = config.demand.gate_shares
    if not shares:
        return cdf(config.population.country_shares.values())
    return cdf([shares.get(name, 0.0) for name in countries(config)])


def firm_params(config: Config) -> FirmParams:
    """Parameters of the draw of requesters."""
    platforms = list(config.platforms.values())
    return FirmParams(
        kinds=kind_view(config),
        types=type_view(config),
        volume_log_sd=config.demand.volume_log_sd,
        batch_growth=config.demand.batch_growth,
        platform_cdf=cdf(p.demand_weight for p in platforms),
        country_cdf=_gated_to(config),
        usable=config.population.accuracy_mean ** column_of(config.task_types.values(), "difficulty"),
        scale=config.scale,
        sampled_whole=config.demand.sampled_whole,
        budget_days=config.demand.budget * MONTH,
        budget_slack=config.demand.budget_slack,
        first_budget=config.demand.first_budget,
        working_days=working_days(config),
        reference_fee=column_of(platforms, "reference_fee"),
        fee_share=column_of(platforms, "fee_share"),
        fee_min=column_of(platforms, "fee_min", UNIT),
        mean_premium=1.0 + config.demand.number_gate * (config.demand.gate_premium - 1.0),
        least_reserve=config.demand.least_reserve,
        job_value_log_sd=config.demand.job_value_log_sd,
        pricing=pricing_view(config),
        prices=price_params(config),
        entry=EntryParams(**{name: getattr(config.demand, name) for name in EntryParams._fields}),
    )


def skill(config: Config, capability: Mapping[str, float]) -> np.ndarray:
    """Share of answers that AI gets right, by task type."""
    return np.array([capability.get(name, 0.0) for name in config.task_types])


def fading_of(config: Config) -> float:
    """How fast what is written and told fades: log(2) over its half-life in days."""
    return math.log(2.0) / config.word.half_life_days


def review_params(config: Config) -> ReviewParams:
    """Parameters of review."""
    kinds = list(config.requesters.values())
    by_kind = {name: column_of(kinds, name) for name in ("review_days", "reopen", "delay_cost")}
    return ReviewParams(
        **by_kind,
        error_cost=config.rejection.error_cost,
        review_cost=config.rejection.review_cost,
        usable_rate=config.rejection.usable_rate,
        memory=Memory(config.word.span, fading_of(config)),
    )


def end_params(config: Config) -> EndParams:
    """Parameters of what the end of a batch means."""
    kinds = list(config.requesters.values())
    return EndParams(
        forget=config.reaction.forget,
        delay_cost=column_of(kinds, "delay_cost"),
        place_rate=config.reaction.place_rate,
    )


def price_params(config: Config) -> PriceParams:
    """Parameters of how target wages change."""
    return PriceParams(**{name: getattr(config.pricing, name) for name in PriceParams._fields})


def pricing_view(config: Config) -> PricingView:
    """Parameters of prices, and what requesters believe."""
    own = {name: getattr(config.pricing, name) for name in PricingView._fields if name != "belief"}
    return PricingView(belief=belief_of(config), **own)


def belief_of(config: Config) -> Belief:
    """How requesters think that people answer to pay: as reservation wages say, at the level of `pricing.belief`.

    Of the people who would work at a wage w, the share g(w)/G(w) per unit of log w comes as it rises, with G the share
    of people whose reservation wage is below: it falls with the wage. It is scaled to `belief` at usual pay; where
    nobody's wage lies about there, it is the same at any.
    """
    usual = math.log(usual_pay(config))
    first, step = usual - BELIEF_REACH, 2.0 * BELIEF_REACH / BELIEF_CELLS
    at_usual, relative = _response(config, usual), np.ones(BELIEF_CELLS + 1)
    if at_usual > LEAST_RESPONSE:
        relative[:] = [_response(config, first + step * cell) / at_usual for cell in range(BELIEF_CELLS + 1)]
    return Belief(config.pricing.belief * relative, first, step, config.pricing.usual_lateness)


def _response(config: Config, log_wage: float) -> float:
    """Rise of the logarithm of the share of people who would work, per rise of the logarithm of the wage.

    Where the wage is so low that both are beyond the reach of floats, it is that of the group that is nearest: its
    density over its share is about z + 1/z over the spread, z spreads below the median.
    """
    below = at = 0.0
    nearest, tail = -math.inf, 0.0
    for home, there in config.population.country_shares.items():
        for motive, share in zip(motives(config), dict(config.population.motive_shares).values(), strict=True):
            median = motive.reservation_wage * UNIT * of_country(config, home).pay_ratio
            spread_of_it = max(motive.reservation_log_sd, LEAST_SPREAD)
            place = (log_wage - math.log(median)) / spread_of_it
            below += there * share * 0.5 * math.erfc(-place * math.sqrt(0.5))
            at += there * share * math.exp(-0.5 * place * place) / math.sqrt(2.0 * math.pi) / spread_of_it
            if there * share > 0.0 and place > nearest:
                nearest, tail = place, (-place - 1.0 / place) / spread_of_it if place < 0.0 else 0.0
    return at / below if below > LEAST_SHARE else tail


def conduct_params(config: Config) -> ConductParams:
    """Parameters of how requesters learn to review and to refuse."""
    own = config.rejection
    same = {name: getattr(own, name) for name in ConductParams._fields if name != "refusals"}
    return ConductParams(refusals=np.array(own.refusals, float), **same)


def technology(config: Config, capability: Mapping[str, float]) -> Technology:
    """AI as requesters see it, at a capability by name of the task type."""
    own = config.ai
    return Technology(
        skill=skill(config, capability),
        exposure=column_of(config.task_types.values(), "exposure"),
        setup_cost=money(own.setup_cost),
        error_cost=config.rejection.error_cost,
        review_cost=config.rejection.review_cost,
        working_days=working_days(config),
        **{name: getattr(own, name) for name in ("cost_ratio", "fit_log_odds", "period_days", "inertia", "payback_days",
                                                 "checks", "check_time", "examples")},
    )  # fmt: skip


def assistance(config: Config, capability: Mapping[str, float]) -> Assistance:
    """AI in the hands of workers, at a capability by name of the task type."""
    own = config.ai
    return Assistance(
        skill(config, capability), own.time_saved, own.good_enough, own.obeys_ban, own.detection, own.open_to_ai,
        own.lag_days / math.log(2),
    )  # fmt: skip


def behaviour_view(config: Config) -> Behaviour:
    """Parameters of search, choice and work."""
    own, goes_on = config.behaviour, 1.0 - 1.0 / config.behaviour.run_length
    made: dict[str, Any] = dict(
        scale=config.scale,
        trust_start=config.scenario.trust_start,
        private_memory=config.word.private_memory,
        warning_weight=config.word.warning_weight,
        fading=fading_of(config),
        ban_memory=config.ai.ban_memory,
        outside=math.exp(-own.outside_utility),
        log_goes_on=math.log(goes_on) if goes_on > 0.0 else -math.inf,
        task_spread=spread(own.task_log_sd),
    )
    fields: dict[str, Any] = made | {name: getattr(own, name) for name in Behaviour._fields if name not in made}
    return Behaviour(**fields)


def usual_pay(config: Config) -> float:
    """Mean posted pay per stated hour at usual prices, weighted by hours on offer, in 1/10,000 per hour."""
    types = list(config.task_types.values())
    weights = column_of(types, "share")
    pay = column_of(types, "price", UNIT) / column_of(types, "seconds") * HOUR
    return float((weights * pay).sum() / weights.sum())


def motive_params(config: Config) -> np.ndarray:
    """Parameters of supply by motive, records of `MOTIVE`."""
    each, flexibility = motives(config), config.motives.flexibility
    own = cache_lines(len(each), MOTIVE)
    for name in ("hours_day_log_sd", "start_hour", "start_hour_sd"):
        own[name] = column_of(each, name)
    own["nine_in_ten"] = np.exp(USUAL_MOST * own["hours_day_log_sd"])
    own["longest"], own["last_start"] = config.behaviour.longest_day, config.behaviour.last_start * HOUR
    necessity = config.motives.necessity
    own["stretch"], own["rest"] = int(necessity.stretch_hours * HOUR), int(necessity.break_hours * HOUR)
    for name in ("window_minutes", "window_log_sd", "first_hour", "last_hour", "most_gaps"):
        own[name] = getattr(flexibility, name)
    return own


@dataclass(frozen=True)
class KernelParameters:
    """All parameters that phases hand to kernels, by receiver; arrays by kind of requester below.

    In `technology` and `assistance` AI can do nothing: the calendar fills in daily what it can.
    """

    people: PeopleParams
    spoken: np.ndarray
    types: Record
    may_gate: np.ndarray
    firms: FirmParams
    demand: DemandView
    behaviour: Behaviour
    motives: np.ndarray
    review: ReviewParams
    ends: EndParams
    prices: PriceParams
    conduct: ConductParams
    abroad: Groups
    technology: Technology
    assistance: Assistance
    pricing: PricingView

    @classmethod
    def of(cls, config: Config) -> "KernelParameters":
        """Those of a configuration."""
        return cls(
            people=people_params(config),
            spoken=speaks(config) > 0.0,
            types=type_view(config),
            may_gate=may_gate(config),
            firms=firm_params(config),
            demand=demand_view(config),
            behaviour=behaviour_view(config),
            motives=motive_params(config),
            review=review_params(config),
            ends=end_params(config),
            prices=price_params(config),
            conduct=conduct_params(config),
            abroad=groups_abroad(config),
            technology=technology(config, {}),
            assistance=assistance(config, {}),
            pricing=pricing_view(config),
        )

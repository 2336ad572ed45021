"""What requesters spend, and who receives it."""

from .register import metric
from .statistics import ratio
from .tables import MONEY, Tables


@metric(unit="{currency}", meaning="accepted pay, fees and charges on the measured days",
        label=("Outlay of requesters", "Dépense des donneurs d'ordre"))
def outlay(tables: Tables) -> float:
    """Sum of the measured days, the foreign pool included."""
    return float(tables.measured.outlay.sum()) / MONEY


@metric(unit="{currency}", meaning="pay of accepted work on the measured days, that of the foreign pool included",
        label=("Accepted pay", "Rémunération acceptée"))
def accepted_pay(tables: Tables) -> float:
    """Sum of the measured days, the foreign pool included."""
    return float(tables.measured.accepted_pay.sum()) / MONEY


@metric(unit="{currency}", meaning="fees of platforms on the measured days", label=("Fees", "Commissions"))
def fees(tables: Tables) -> float:
    """Sum of the measured days."""
    return float(tables.measured.fees.sum()) / MONEY


@metric(unit="share of outlay", meaning="fees of platforms over what requesters spend",
        label=("Fees over outlay", "Part des commissions"))
def fee_share_of_outlay(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.fees.sum(), tables.measured.outlay.sum())


@metric(unit="{currency}/task", meaning="what requesters spend per task accepted",
        label=("Outlay per accepted task", "Dépense par tâche acceptée"))
def outlay_per_accepted_task(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.outlay.sum() / MONEY, tables.measured.accepted.sum())


@metric(unit="{currency}/answer", meaning="what requesters spend per right answer that they use",
        label=("Outlay per usable answer", "Dépense par réponse utilisable"))
def outlay_per_usable_answer(tables: Tables) -> float:
    """One ratio over all requesters; right answers that were refused unread and kept cost nothing."""
    return ratio(tables.requesters.outlay.sum() / MONEY, tables.requesters.usable_answers.sum())


@metric(unit="ratio", meaning="value of right answers used, less the cost of delay, over what requesters spend",
        label=("Value received over outlay", "Valeur reçue sur dépense"))
def value_received_over_outlay(tables: Tables) -> float:
    """One ratio over all requesters: above 1 they gain."""
    return ratio(tables.requesters.value_received.sum(), tables.requesters.outlay.sum())


@metric(unit="share of accepted pay", meaning="pay lost on suspension or leaving over accepted pay",
        label=("Pay forfeited", "Rémunération perdue"))
def forfeited_share_of_pay(tables: Tables) -> float:
    """One ratio over the measured days."""
    return ratio(tables.measured.forfeited.sum(), tables.measured.accepted_pay.sum())


@metric(unit="{currency}", meaning="what platforms added to the pay of employees to reach the minimum wage",
        label=("Pay made up", "Complément de salaire"))
def pay_made_up(tables: Tables) -> float:
    """Sum of the measured days."""
    return float(tables.measured.made_up.sum()) / MONEY


@metric(unit="{currency}", meaning="contributions taken from pay-outs and those of employers on the measured days",
        label=("Social contributions", "Cotisations sociales"))
def public_money(tables: Tables) -> float:
    """Sum of the measured days."""
    return float(tables.measured.contributions.sum() + tables.measured.employer_contributions.sum()) / MONEY


@metric(unit="{currency}", meaning="what laws made platforms pay: wages made up, employers' contributions, hearings",
        label=("Cost of laws to platforms", "Coût des lois pour les plateformes"))
def cost_of_laws(tables: Tables) -> float:
    """Sum of the measured days, as booked: wages are made up on the last evening of the month."""
    days = tables.measured
    return float((days.made_up + days.employer_contributions + days.hearing).sum()) / MONEY


@metric(unit="{currency}", meaning="fees of platforms less what laws made them pay",
        label=("Profit of platforms", "Profit des plateformes"))
def platform_profit(tables: Tables) -> float:
    """What is left of fees, surcharges included; no other cost of a platform is modelled."""
    return fees(tables) - cost_of_laws(tables)


@metric(unit="share of accepted pay", meaning="added to fees to pass on the cost of a law, over accepted pay",
        label=("Surcharges", "Majorations"))
def surcharge(tables: Tables) -> float:
    """One ratio over the measured days, on all work, open to the protected or not."""
    return ratio(tables.measured.surcharges.sum(), tables.measured.accepted_pay.sum())


@metric(unit="platforms", meaning="platforms that have left the countries whose people a law protects",
        label=("Platforms that left", "Plateformes parties"))
def platforms_left(tables: Tables) -> float:
    """A count at the end."""
    return float(tables.platforms.left.sum())


@metric(unit="share of pay-outs", meaning="contributions taken from pay-outs, over pay-outs and these",
        label=("Contributions over pay", "Cotisations sur la rémunération"))
def contribution_share_of_pay(tables: Tables) -> float:
    """One ratio over the measured days, people abroad included."""
    taken = tables.measured.contributions.sum()
    return ratio(taken, taken + tables.measured.paid_out.sum())

"""Measurements that change something by hand in a stored state and see what it does."""

from .requester_elasticity import RequesterElasticity, elasticity_facing_one_requester

__all__ = ["RequesterElasticity", "elasticity_facing_one_requester"]

"""Workers, requesters and platforms as Mesa agents: thin views, each on one row of the market's columns.

Every column is a property, read and write, so that an agent and its column are two doors on one truth. Methods that
state a rule call the kernel that the phases call.
"""

from .platform import Platform
from .requester import Requester
from .row_agent import RowAgent
from .worker import MOST_SESSIONS, PlannedSession, Worker

__all__ = ["MOST_SESSIONS", "PlannedSession", "Platform", "Requester", "RowAgent", "Worker"]

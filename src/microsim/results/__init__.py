"""What is read from stored runs; never from a live market."""

from .read import read_run

__all__ = ["read_run"]

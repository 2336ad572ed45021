"""Requesters post: which jobs, at what price, on what terms."""

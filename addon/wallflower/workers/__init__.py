"""Processes: supervision, links between them, executors."""

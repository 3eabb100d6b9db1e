"""Fragments become files: segment writer, index, recovery, gap ledger, retention."""

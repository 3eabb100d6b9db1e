"""Durable state: the database, its schema and one repository per kind of thing."""

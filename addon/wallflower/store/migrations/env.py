"""Alembic's entry: runs the migrations on the connection it is handed."""

from alembic import context

from wallflower.store.schema import meta

context.configure(
    connection=context.config.attributes["connection"], target_metadata=meta.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()

"""Alembic's entry: it runs the steps on the connection that `models.migrating` gives it, and logs nothing."""

from __future__ import annotations

from alembic import context

from models.base import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()

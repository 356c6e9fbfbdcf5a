"""Alembic's entry: it runs the steps on the connection that `models.migrating` gives it, and logs nothing.

The steps spell out every name and type, so nothing of today's records is told here.
"""

from __future__ import annotations

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, render_as_batch=connection.dialect.name == "sqlite")
with context.begin_transaction():
    context.run_migrations()

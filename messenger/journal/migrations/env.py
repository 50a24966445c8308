"""What Alembic runs for every migration: on the connection that `messenger.journal.migrate` gives it."""

from alembic import context

from messenger.journal.sql.tables import metadata

context.configure(
    connection=context.config.attributes['connection'],
    target_metadata=metadata,
    render_as_batch=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()

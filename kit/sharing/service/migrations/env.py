"""What alembic runs for each upgrade: the steps, in the transaction that `kit.sharing.service.database` has begun."""

from alembic import context

from kit.sharing.service.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
context.run_migrations()

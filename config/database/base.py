"""Django's PostgreSQL backend, without waiting for a server that is lost."""

from django.db.backends.postgresql import base

from config.database import outages
from config.monitoring.statements import watch_statement


class DatabaseWrapper(base.DatabaseWrapper):
    """In processes that serve requests, connects as `MonitoredServer` allows."""

    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.execute_wrappers.append(watch_statement)

    @property
    def is_lost(self):
        """Return whether the server is known to be silent, or to refuse connections."""
        server = outages.SERVERS.get(self.alias)
        return server is not None and server.state in outages.LOST

    def get_new_connection(self, conn_params):
        server = outages.SERVERS.get(self.alias)
        if server is None:
            return super().get_new_connection(conn_params)
        return server.patiently(super().get_new_connection, conn_params)

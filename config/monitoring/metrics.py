"""The metrics for Prometheus.

With several processes they are in files of PROMETHEUS_MULTIPROC_DIR, which
`config/serving` sets before anything is imported. The counters of the page cache and of
fetches are beside the code that they count.
"""

import time

from prometheus_client import Counter, Gauge, Histogram

#: Seconds between two measurements of the pools.
POOLS_EVERY = 2
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)

REQUESTS = Counter("on_record_requests", "Requests", ["view", "status"])
SECONDS = Histogram(
    "on_record_request_seconds", "Time until the response", ["view"], buckets=BUCKETS
)
STATEMENTS = Counter("on_record_statements", "Statements of requests", ["view"])
STATEMENT_SECONDS = Counter(
    "on_record_statement_seconds", "Time that requests waited for statements", ["view"]
)
SLOW_STATEMENTS = Counter(
    "on_record_slow_statements", "Statements over SLOW_STATEMENT", ["view"]
)
POOL = {
    figure: Gauge(
        f"on_record_{figure}", about, ["database"], multiprocess_mode="livesum"
    )
    for figure, about in {
        "pool_size": "Connections to the database",
        "pool_available": "Connections that no request uses",
        "requests_waiting": "Requests that wait for a connection",
    }.items()
}
pools_seen = 0.0


def count_request(view, status, seconds, statements, statement_seconds):
    """Count a request that has been answered."""
    REQUESTS.labels(view, status).inc()
    SECONDS.labels(view).observe(seconds)
    if statements:
        STATEMENTS.labels(view).inc(statements)
        STATEMENT_SECONDS.labels(view).inc(statement_seconds)


def count_pools(connections):
    """Record the state of the pools of this process, every POOLS_EVERY seconds."""
    global pools_seen
    if (now := time.monotonic()) - pools_seen < POOLS_EVERY:
        return
    pools_seen = now
    for connection in connections.all(initialized_only=True):
        # `connection.pool` would open one.
        pool = connection._connection_pools.get(connection.alias)
        for figure, value in (pool.get_stats() if pool else {}).items():
            if figure in POOL:
                POOL[figure].labels(connection.alias).set(value)

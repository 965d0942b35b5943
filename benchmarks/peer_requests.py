"""Time the peer's pages; runs in the peer's environment, not in the project's.

Standard input is JSON with `paths` ({request: [path]}), the `seconds` for each request,
and `by_processor` for CPU time. The argument is the SQLite file. Prints {request:
[milliseconds]}.
"""

import asyncio
import json
import sys
import time
from itertools import cycle

from datasette.app import Datasette

#: Complete facets like ours, without a time limit.
SETTINGS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "default_facet_size": 8,
    "suggest_facets": False,
    "force_https_urls": False,
}


async def measure(file, paths, seconds, clock):
    """Request each path once, then time them in turn for the given seconds."""
    site = Datasette(immutables=[file], settings=SETTINGS)
    await site.invoke_startup()
    found = {}
    for name, addresses in paths.items():
        warm, until = [], time.perf_counter() + seconds / 2
        for address in addresses:
            response = await site.client.get(address)
            assert response.status_code == 200, (address, response.status_code)
            warm.append(address)
            if time.perf_counter() > until:
                break
        times, until = [], time.perf_counter() + seconds
        for address in cycle(warm):
            start = clock()
            await site.client.get(address)
            times.append((clock() - start) * 1000)
            if time.perf_counter() > until:
                break
        found[name] = times
    return found


asked = json.load(sys.stdin)
clock = time.process_time if asked["by_processor"] else time.perf_counter
answer = asyncio.run(measure(sys.argv[1], asked["paths"], asked["seconds"], clock))
print(json.dumps(answer))

#!/usr/bin/env python3
"""Prints the golden table of the trace, worked out from the rules in shared/Loadgen/README.md alone and in another language than the code under test.

    python3 tests/golden/trace.py > tests/golden/trace.csv

Exact arithmetic is used where the rules leave doubles no room (minutes, milliseconds), and Python's floats, which are IEEE doubles, where
it names them. The table is committed, so that the tests need no Python.
"""

import csv
import hashlib
import itertools
import math
import sys
from datetime import datetime, timedelta, timezone
from fractions import Fraction

EXPERIMENTS = ["experiment-2026-01-15", "x", "A_b.C-9", "e" * 128]
HOURS = ["2026-01-20T13", "2026-12-31T23", "2024-02-29T00", "1969-12-31T23"]
FUNCTIONS = ["api_health_check", "crypto_key_gen", "image_format_converter", "video_transcoder", "f"]
# count, index (0-based) and minute offset
PLACES = [
    (1, 0, 0), (1, 0, 59), (2, 1, 0), (2, 1, 45), (3, 2, 8), (7, 3, 1), (7, 6, 59), (59, 58, 4), (60, 59, 0), (60, 59, 1),
    (61, 60, 0), (100, 99, 30), (3600, 3599, 0), (3600, 1800, 59),
]
JITTERS = ["0", "0.0004", "0.001", "0.0019999", "0.5", "1", "1.1", "7.25", "15", "59.999", "61", "600", "3599", "-1"]


def schedule(experiment, hour, function, count, index, offset, jitter_s):
    start = datetime.fromisoformat(hour).replace(tzinfo=timezone.utc)
    minute = (math.floor(Fraction(index * 60, count)) + offset) % 60
    number = str(index + 1).rjust(2, "0")
    event_id = f"{experiment}:{start:%Y-%m-%dT%H:%M:%S}Z:{function}:{number}"
    jitter_ms = 0
    if jitter_s > 0:
        h = int(hashlib.sha256(event_id.encode()).hexdigest()[:8], 16)
        max_ms = max(1, math.floor(jitter_s * 1000))
        jitter_ms = min(h % (max_ms + 1), (3599 - minute * 60) * 1000)
    due = start + timedelta(minutes=minute, milliseconds=jitter_ms)
    return event_id, minute, jitter_ms, f"{due:%Y-%m-%dT%H:%M:%S}.{due.microsecond // 1000:03}Z"


def main():
    # Every place meets every jitter once; experiments, hours and functions take turns beside them, so that each meets most others.
    turns = zip(itertools.cycle(EXPERIMENTS), itertools.cycle(FUNCTIONS), itertools.cycle(HOURS + HOURS[:1]))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["experiment_id", "trace_hour", "function_id", "count", "index", "offset", "jitter_s",
                  "event_id", "minute", "jitter_ms", "scheduled_time_utc"])
    for (count, index, offset), jitter, (experiment, function, hour) in (
            (place, jitter, turn) for (place, jitter), turn in zip(itertools.product(PLACES, JITTERS), turns)):
        row = schedule(experiment, hour, function, count, index, offset, float(jitter))
        out.writerow([experiment, f"{hour}:00:00Z", function, count, index, offset, jitter, *row])


if __name__ == "__main__":
    main()

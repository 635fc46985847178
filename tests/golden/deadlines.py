#!/usr/bin/env python3
"""Prints the golden table of scenario C's deadlines: 06:00 in New York on the day after the trace hour's day there.

    python3 tests/golden/deadlines.py > tests/golden/deadlines.csv

Time zone data comes from the system (zoneinfo), where the code under test writes the rule out. The table is committed, so that the tests need
neither Python nor time zone data.
"""

import csv
import sys
from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

NEW_YORK = ZoneInfo("America/New_York")
UTC = timezone.utc


def deadline(hour):
    day = hour.astimezone(NEW_YORK).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, 6, tzinfo=NEW_YORK).astimezone(UTC)


def changes(year):
    """The hours of the year at whose start New York's offset is another than an hour before."""
    hour = datetime(year, 1, 1, 12, tzinfo=UTC)
    while hour.year == year:
        if hour.astimezone(NEW_YORK).utcoffset() != (hour - timedelta(hours=1)).astimezone(NEW_YORK).utcoffset():
            yield hour
        hour += timedelta(hours=1)


def hours():
    for year in (2007, 2024, 2025, 2026, 2027, 2028, 2036):
        for change in changes(year):
            # From the midnight before the day before to the midnight after the day after.
            yield from (change + timedelta(hours=h) for h in (-55, -54, -32, -31, -30, -29, -9, -8, -7, -6, -5, -3, -2, -1))
            yield from (change + timedelta(hours=h) for h in (0, 1, 2, 3, 6, 11, 20, 21, 22, 23, 24, 45, 46))
    for year in (2025, 2026, 2027, 2028):
        yield from (datetime(year, 12, 31, h, tzinfo=UTC) for h in range(0, 24))
        yield from (datetime(year, 1, 1, h, tzinfo=UTC) for h in range(0, 8))
        yield from (datetime(year, 2, 28, h, tzinfo=UTC) for h in (4, 5, 6, 23))
        # Midnight in New York, in summer and winter.
        yield from (datetime(year, month, 15, h, tzinfo=UTC) for month in (1, 4, 7, 10, 12) for h in (3, 4, 5, 6, 13))


def main():
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["trace_hour", "deadline_utc"])
    for hour in sorted(set(hours())):
        out.writerow([f"{hour:%Y-%m-%dT%H:%M:%SZ}", f"{deadline(hour):%Y-%m-%dT%H:%M:%SZ}"])


if __name__ == "__main__":
    main()

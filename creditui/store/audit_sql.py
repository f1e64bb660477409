"""The audit's questions as SQL: each selects the columns of `Evidence`, and says what it needs.

Parameters of all: 1 the people (a JSON list of staff ids), 2 and 3 the first and the last studio
date, 4 an id below which entries are wanted; from 5 on, what the question itself goes by. The plus
signs and CROSS keep SQLite from walking the ledger by anything but the days of adjustments: few.
"""

from __future__ import annotations

_BY_PEOPLE = """
    e.reason IS NOT NULL AND e.studio_date BETWEEN ?2 AND ?3
    AND +e.actor_id IN (SELECT value FROM json_each(?1))
    AND +e.kind IN ('add', 'remove', 'allocation')"""
_WANTED = f"{_BY_PEOPLE} AND +e.id < ?4"

REMOVALS = f"""
    SELECT e.id AS id, 0, e.corrects, '' FROM ledger_entry e
    WHERE {_WANTED} AND +e.kind = 'remove'"""  # noqa: S608

CORRECTIONS = f"""
    SELECT e.id AS id, 0, e.corrects, c.actor_name
    FROM ledger_entry e JOIN ledger_entry c ON c.id = e.corrects
    WHERE {_WANTED}"""  # noqa: S608

OVER_ALLOCATION = f"""
    SELECT e.id AS id, 0, NULL, '' FROM ledger_entry e
    WHERE {_WANTED} AND instr(',' || e.flags || ',', ',over_allocation,')"""  # noqa: S608

LARGE = f"""
    SELECT e.id AS id, abs(e.credits), NULL, '' FROM ledger_entry e
    WHERE {_WANTED} AND abs(e.credits) >= ?5"""  # noqa: S608
"""5: whole credits."""

DORMANT = f"""
    SELECT e.id AS id, 0, NULL, coalesce((SELECT u.studio_date FROM ledger_entry u
        WHERE u.member_id = e.member_id AND u.seq < e.seq AND +u.kind = 'use'
        ORDER BY u.seq DESC LIMIT 1), '') AS used
    FROM ledger_entry e
    WHERE {_WANTED} AND e.credits > 0 AND +e.corrects IS NULL
        AND EXISTS (SELECT 1 FROM ledger_entry f WHERE f.member_id = e.member_id AND f.seq = 1
            AND +f.studio_date <= date(e.studio_date, ?5))
        AND used <= date(e.studio_date, ?5)"""  # noqa: S608
"""5: how far back, as "-90 days". Who is not that long in the ledger yet can't be dormant."""

QUICK_USE = f"""
    SELECT e.id AS id, (u.at - e.at) / 60000000, min(u.id), ''
    FROM ledger_entry e
        CROSS JOIN credit_lot l ON l.made_by = e.id
        CROSS JOIN lot_movement m ON m.lot_id = l.id AND m.entry_id > e.id
        CROSS JOIN ledger_entry u ON u.id = m.entry_id
    WHERE {_WANTED} AND +u.kind = 'use' AND u.at <= e.at + ?5 * 60000000
    GROUP BY +e.id"""  # noqa: S608
"""5: minutes."""

COPIED_NOTES = f"""
    SELECT id, alike, NULL, '' FROM (
        SELECT e.id AS id, count(*) OVER (PARTITION BY e.actor_id, casefold(e.note)) AS alike
        FROM ledger_entry e WHERE {_BY_PEOPLE} AND e.note <> '')
    WHERE id < ?4 AND alike >= ?5"""  # noqa: S608
"""5: how often."""

NEAR_LIMIT = """
    WITH near AS (
        SELECT e.id AS id, e.actor_id AS who, e.studio_date AS day, julianday(e.studio_date) AS at
        FROM ledger_entry e JOIN json_each(?1) person ON +e.actor_id = person.value ->> 0
        WHERE e.reason IS NOT NULL
            AND e.studio_date BETWEEN date(?2, -?6 || ' days') AND date(?3, ?6 || ' days')
            AND +e.kind IN ('add', 'remove', 'allocation')
            AND abs(e.credits) BETWEEN max(1, (person.value ->> 1) - 1) AND person.value ->> 1),
    stretch AS (
        SELECT id, who, day, at, count(*) OVER
            (PARTITION BY who ORDER BY at RANGE BETWEEN ?6 PRECEDING AND CURRENT ROW) AS many
        FROM near),
    most AS (
        SELECT id, day, max(many) OVER
            (PARTITION BY who ORDER BY at RANGE BETWEEN CURRENT ROW AND ?6 FOLLOWING) AS many
        FROM stretch)
    SELECT id, many, NULL, '' FROM most WHERE many >= ?5 AND day BETWEEN ?2 AND ?3 AND id < ?4"""
"""1: pairs of staff id and limit instead; 5: how many; 6: one day less than the days they are in.

A stretch may begin before the period that is asked about, or end after it.
"""

OWN_HOUSEHOLD = """
    SELECT e.id AS id, 0, NULL, tie.value ->> 2
    FROM json_each(?1) tie JOIN ledger_entry e ON e.member_id = tie.value ->> 1
    WHERE tie.value ->> 0 IN (e.actor_id, e.via_id) AND +e.studio_date BETWEEN ?2 AND ?3
        AND +e.kind IN ('add', 'remove', 'allocation', 'give_back') AND +e.id < ?4
    GROUP BY e.id"""
"""1: staff id, member id and what ties the two, instead."""

_LOOKED_AT = """
    e.reason IS NOT NULL AND e.studio_date >= ?2 AND (e.studio_date, e.id) < (?3, ?4)
    AND +e.actor_id IN (SELECT value FROM json_each(?1))
    AND +e.kind IN ('add', 'remove', 'allocation')
    ORDER BY e.studio_date DESC, e.id DESC LIMIT ?5"""
TIMES = f"SELECT e.studio_date, e.id, e.at FROM ledger_entry e WHERE {_LOOKED_AT}"  # noqa: S608
NOTES = f"SELECT e.studio_date, e.id, e.note FROM ledger_entry e WHERE {_LOOKED_AT}"  # noqa: S608
"""For questions that are asked of each adjustment in Python; 5: how many in one step.

3 and 4 are the day and the id of the adjustment to go on below.
"""

_SUMS = """count(*), sum(max(e.credits, 0)), sum(min(e.credits, 0))"""

SUMMARIES = {
    "person": f"""
        SELECT s.username AS label, {_SUMS} FROM ledger_entry e JOIN staff s ON s.id = e.actor_id
        WHERE {_BY_PEOPLE} GROUP BY label ORDER BY 2 DESC, label""",  # noqa: S608
    "reason": f"""
        SELECT coalesce(e.reason, '') AS label, {_SUMS} FROM ledger_entry e
        WHERE {_BY_PEOPLE} GROUP BY label ORDER BY 2 DESC, label""",  # noqa: S608
    "service": f"""
        SELECT s.code AS label, {_SUMS} FROM ledger_entry e JOIN service s ON s.id = e.service_id
        WHERE {_BY_PEOPLE} GROUP BY label ORDER BY 2 DESC, label""",  # noqa: S608
    "week": f"""
        SELECT date(e.studio_date, '-6 days', 'weekday 1') AS label, {_SUMS} FROM ledger_entry e
        WHERE {_BY_PEOPLE} GROUP BY label ORDER BY label""",  # noqa: S608
}
"""A week is named by its Monday."""

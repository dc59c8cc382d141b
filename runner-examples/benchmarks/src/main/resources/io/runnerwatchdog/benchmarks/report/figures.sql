SELECT 'stalls.rootCause.' || rootCause, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY rootCause
UNION ALL
SELECT 'stalls.environment.' || environment, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY environment
UNION ALL
SELECT 'stalls.host.' || host, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY host
UNION ALL
SELECT 'stalls.commandType.' || commandType, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY commandType
UNION ALL
SELECT 'ended', count(*) FROM lines WHERE event IN ('exit', 'killed')
UNION ALL
SELECT 'notSucceeded', count(*) FROM lines WHERE event = 'killed' OR (event = 'exit' AND status <> 'success')
UNION ALL
SELECT 'skipped', count(*) FROM lines WHERE event = 'skipped'
UNION ALL
SELECT 'p' || part, quantile_disc(durationMs, part / 100.0) FROM lines, (VALUES (50), (95), (99)) AS parts(part)
WHERE event IN ('exit', 'killed') GROUP BY part

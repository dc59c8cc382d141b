SELECT 'stalls.rootCause.' || rootCause, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY rootCause
UNION ALL
SELECT 'stalls.environment.' || environment, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY environment
UNION ALL
SELECT 'stalls.host.' || host, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY host
UNION ALL
SELECT 'stalls.commandType.' || commandType, count(*) FROM lines WHERE event LIKE '%-timeout' GROUP BY commandType
UNION ALL
SELECT 'stalls', count(*) FROM lines WHERE event LIKE '%-timeout'
UNION ALL
SELECT 'ended', count(*) FROM lines WHERE event IN ('exit', 'killed')
UNION ALL
SELECT 'notSucceeded', count(*) FROM lines WHERE event = 'killed' OR (event = 'exit' AND status <> 'success')
UNION ALL
SELECT 'skipped', count(*) FROM lines WHERE event = 'skipped'
UNION ALL
SELECT 'p50', quantile_disc(durationMs, 0.50) FROM lines WHERE event IN ('exit', 'killed')
UNION ALL
SELECT 'p95', quantile_disc(durationMs, 0.95) FROM lines WHERE event IN ('exit', 'killed')
UNION ALL
SELECT 'p99', quantile_disc(durationMs, 0.99) FROM lines WHERE event IN ('exit', 'killed')

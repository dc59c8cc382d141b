-- The evidence of many hosts as tables, for DuckDB 1.4 or later. Set the variable first, to the folder above the hosts:
--
--     SET VARIABLE evidence = '/srv/evidence';
--
-- What the columns mean: docs/operations/fleet-sql.md. An event that was copied counts once, and a torn line not at all, as in
-- reports. All texts are those of evidence, and hostile.

-- Each line, copies too; of a torn one, the fields are null. Not by read_json: where a line ends behind a colon, it is silent about the
-- next one as well.
CREATE OR REPLACE VIEW lines AS
SELECT filename, regexp_extract(filename, '.*/host=([^/]*)/', 1) AS folder, line, fields.*
FROM (
    SELECT *, json_transform(TRY_CAST(line AS JSON), '{
        "ts": "VARCHAR", "event": "VARCHAR", "commandType": "VARCHAR", "environment": "VARCHAR", "command": "VARCHAR",
        "pid": "VARCHAR", "host": "VARCHAR", "rootCause": "VARCHAR", "runId": "VARCHAR", "attempt": "VARCHAR", "tsMs": "VARCHAR",
        "shadow": "VARCHAR", "code": "VARCHAR", "durationMs": "VARCHAR", "status": "VARCHAR", "silentMs": "VARCHAR",
        "startFailure": "VARCHAR", "reason": "VARCHAR", "survivors": "VARCHAR",
        "diagnosis": {"summary": "VARCHAR", "chain": ["VARCHAR"]}}') AS fields
    FROM read_csv(
        getvariable('evidence') || '/**/*.jsonl*',
        columns = {line: 'VARCHAR'}, auto_detect = false, header = false, strict_mode = false, ignore_errors = true,
        delim = chr(1), quote = '', escape = '', comment = '', max_line_size = 1048577, buffer_size = 4194304,
        filename = true, hive_partitioning = false))
WHERE line IS NOT NULL;

-- Each event once. A line without a run is only the copy of one that is the same in all.
CREATE OR REPLACE VIEW events AS
SELECT DISTINCT ON (folder, identity)
    coalesce(host, 'unknown') AS host,
    coalesce(epoch_ms(TRY_CAST(tsMs AS BIGINT)), TRY_CAST(ts AS TIMESTAMP)) AS time,
    event,
    coalesce(commandType, 'unknown') AS command_type,
    coalesce(environment, 'unknown') AS environment,
    command,
    TRY_CAST(pid AS BIGINT) AS pid,
    rootCause AS cause,
    runId AS run,
    coalesce(TRY_CAST(attempt AS INTEGER), 1) AS attempt,
    coalesce(shadow = 'true', false) AS shadow,
    TRY_CAST(code AS INTEGER) AS code,
    status,
    -- A step that could not be started has taken no time, which says nothing of those that ran.
    CASE WHEN startFailure IS NULL THEN TRY_CAST(durationMs AS BIGINT) END AS duration_ms,
    TRY_CAST(silentMs AS BIGINT) AS silent_ms,
    startFailure AS start_failure,
    reason,
    TRY_CAST(survivors AS INTEGER) AS survivors,
    diagnosis.summary AS summary,
    diagnosis.chain AS chain,
    folder
FROM (
    SELECT *,
        CASE WHEN regexp_full_match(runId, '[0-9a-f]{32}')
            THEN concat_ws(' ', runId, coalesce(attempt, '1'), coalesce(nullif(folder, ''), host), event)
            ELSE line END AS identity
    FROM lines
    WHERE event IS NOT NULL AND (tsMs IS NOT NULL OR ts IS NOT NULL));

-- A limit that was reached. One run has as many as it has attempts that stalled.
CREATE OR REPLACE VIEW stalls AS
SELECT * REPLACE (coalesce(cause, 'unknown') AS cause)
FROM events
WHERE event IN ('idle-timeout', 'hard-timeout');

-- A step that is over: by itself, or stopped.
CREATE OR REPLACE VIEW ended AS
SELECT *, CASE WHEN event = 'killed' THEN 'killed' WHEN status = 'success' THEN 'success' ELSE 'failed' END AS outcome
FROM events
WHERE event IN ('exit', 'killed');

-- A link without what differs each time: numbers of processes are left out, other numbers that stand alone are #.
CREATE OR REPLACE MACRO without_numbers(link) AS
    regexp_replace(
        regexp_replace(
            regexp_replace(
                regexp_replace(link, '\[[0-9]+\]', '', 'g'),
                '([ ,;()=])(0x[0-9a-f]+|[0-9]+(\.[0-9]+)?)([ ,;)]|$)', '\1#\4', 'g'),
            ':(3276[89]|327[7-9][0-9]|32[89][0-9]{2}|3[3-9][0-9]{3}|[4-6][0-9]{4})([ ,;:()=]|$)', ':#\2', 'g'),
        '(/dev/pts/|/proc/)[0-9]+', '\1#', 'g');

-- The wait chain of each stall, so that those that are alike are the same.
CREATE OR REPLACE VIEW chains AS
SELECT host, time, cause, command_type, environment, run, attempt,
    list_transform(chain, link -> without_numbers(link)) AS chain
FROM stalls
WHERE len(chain) > 0;

-- A row for each link of each stall's chain, as it stands: the last one is to blame.
CREATE OR REPLACE VIEW links AS
SELECT host, time, cause, command_type, environment, run, attempt, place, chain[place] AS link, place = len(chain) AS is_last
FROM (SELECT *, unnest(range(1, len(chain) + 1)) AS place FROM stalls WHERE len(chain) > 0);

CREATE OR REPLACE VIEW by_host AS
SELECT host,
    count(*) FILTER (event IN ('idle-timeout', 'hard-timeout')) AS stalls,
    count(*) FILTER (event IN ('exit', 'killed')) AS ended,
    count(*) FILTER (event = 'exit' AND status IS DISTINCT FROM 'success') AS failed,
    count(*) FILTER (event = 'killed') AS killed,
    count(*) FILTER (event = 'skipped') AS skipped,
    round(1000 * stalls / nullif(ended, 0), 1) AS stalls_per_thousand,
    quantile_disc(duration_ms, 0.95) FILTER (event IN ('exit', 'killed')) AS p95_ms,
    min(time) FILTER (event IN ('idle-timeout', 'hard-timeout')) AS first_stall,
    max(time) FILTER (event IN ('idle-timeout', 'hard-timeout')) AS last_stall
FROM events
GROUP BY host;

CREATE OR REPLACE VIEW by_day AS
SELECT CAST(time AS DATE) AS day,
    count(*) FILTER (event IN ('idle-timeout', 'hard-timeout')) AS stalls,
    count(*) FILTER (event IN ('exit', 'killed')) AS ended,
    count(*) FILTER (event = 'exit' AND status IS DISTINCT FROM 'success') AS failed,
    count(*) FILTER (event = 'killed') AS killed,
    count(*) FILTER (event = 'skipped') AS skipped,
    count(DISTINCT host) AS hosts
FROM events
GROUP BY day;

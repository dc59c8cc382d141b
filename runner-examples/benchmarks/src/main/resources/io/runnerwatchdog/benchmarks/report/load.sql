CREATE TEMP TABLE lines AS
SELECT * FROM read_json('EVIDENCE', format = 'newline_delimited', ignore_errors = true,
    columns = {event: 'VARCHAR', commandType: 'VARCHAR', environment: 'VARCHAR', host: 'VARCHAR', rootCause: 'VARCHAR',
               status: 'VARCHAR', durationMs: 'BIGINT'})

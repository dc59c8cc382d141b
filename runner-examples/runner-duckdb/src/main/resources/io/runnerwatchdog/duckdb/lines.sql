-- The lines of files as bytes, in the order of the files and of the lines. It fails, rather than read something else, where
-- there are carriage returns, bytes that are no UTF-8, lines of more than a mebibyte, or the delimiter of columns, which no
-- JSON text has as it stands.
SELECT encode(line)
FROM read_csv(FILES,
    columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, strict_mode = true,
    delim = chr(1), quote = '', escape = '', comment = '', new_line = '\n',
    max_line_size = 1048577, buffer_size = 4194304, compression = 'COMPRESSION',
    filename = false, hive_partitioning = false)

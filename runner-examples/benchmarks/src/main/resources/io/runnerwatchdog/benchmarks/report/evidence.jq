# The figures of a day, of lines of evidence: name and value each. Run it with -n -r.
reduce inputs as $line ({took: []};
    if $line.event == "idle-timeout" or $line.event == "hard-timeout" then
        .figures["stalls.rootCause." + $line.rootCause] += 1
        | .figures["stalls.environment." + $line.environment] += 1
        | .figures["stalls.host." + $line.host] += 1
        | .figures["stalls.commandType." + $line.commandType] += 1
    elif $line.event == "exit" or $line.event == "killed" then
        .figures.ended += 1
        | if $line.event == "killed" or $line.status != "success" then .figures.notSucceeded += 1 else . end
        | .took[.took | length] = $line.durationMs
    elif $line.event == "skipped" then
        .figures.skipped += 1
    else . end)
| (.took | sort) as $took
| .figures + ([50, 95, 99] | map({key: "p\(.)", value: $took[($took | length) * . / 100 | ceil | . - 1]}) | from_entries)
| to_entries[] | "\(.key) \(.value)"

# The figures of a day, of lines of evidence: name and value each. Run it with -n -r.
[inputs
    | if .event == "idle-timeout" or .event == "hard-timeout" then
        "stalls", "stalls.rootCause." + .rootCause, "stalls.environment." + .environment, "stalls.host." + .host,
        "stalls.commandType." + .commandType
    elif .event == "exit" or .event == "killed" then
        "ended", .durationMs, if .event == "killed" or .status != "success" then "notSucceeded" else empty end
    elif .event == "skipped" then
        "skipped"
    else empty end]
| (map(select(type == "number")) | sort) as $took
| (map(select(type == "string")) | group_by(.) | map({key: .[0], value: length})),
    ([50, 95, 99] | map({key: "p\(.)", value: $took[($took | length) * . / 100 | ceil | . - 1]}))
| .[] | "\(.key) \(.value)"

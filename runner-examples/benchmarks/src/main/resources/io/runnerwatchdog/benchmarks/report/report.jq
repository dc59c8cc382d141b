# The same figures, of the report. Run it with -r.
(.stallsBy | to_entries[] | .key as $by | .value.shares[] | "stalls.\($by).\(.name) \(.count)"),
"stalls \(.counts.stalls)",
"ended \(.counts.ended)",
"notSucceeded \(.counts.failed + .counts.killed)",
"skipped \(.counts.skipped)",
(.durations | "p50 \(.p50Ms)", "p95 \(.p95Ms)", "p99 \(.p99Ms)")

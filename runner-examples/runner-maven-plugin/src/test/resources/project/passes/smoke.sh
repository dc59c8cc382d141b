echo "$STAGE: smoke test of '$1' in $(basename "$PWD")"
printf '\033[32mgreen\033[0m and \007\n' >&2

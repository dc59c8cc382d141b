# Outlives the host of a watchdog for a moment: when the host dies, however it dies, this kills what its runs left.
#   $1       how the cookies of that watchdog begin
#   stdin    held open by the host alone, so that its end is the host's end; before that, lines:
#            "+ PID START"  a process of a run that carries no cookie any more, and when it was started
#            "groups PATH"  how the control groups of all runs begin
#            "marks REGEX"  what the marks of all runs look like, in the limit on file locks
#            "bye"          the host has stopped everything itself: do nothing
# A line too many is harmless: whoever is named is looked at again before it is killed.
trap '' HUP INT QUIT TERM TSTP TTIN TTOU PIPE
prefix=$1
named=
groups=
marks=
while read -r word rest; do
    case $word in
        bye) exit 0 ;;
        +) named="$named ${rest% *}:${rest#* }" ;;
        groups) groups=$rest ;;
        marks) marks=$rest ;;
    esac
done

# The start time is field 22 of /proc/PID/stat; the name before it may hold anything, also blanks and parentheses.
started() {
    line=
    { while read -r part; do line="$line $part"; done < "/proc/$1/stat"; } 2>/dev/null
    set -- ${line##*) }
    printf %s "${20}"
}

sweep() {
    found=
    for file in $(grep -lsF -- "$prefix" /proc/[0-9]*/environ); do
        pid=${file#/proc/}
        found="$found ${pid%/environ}"
    done
    [ -z "$marks" ] || for file in $(grep -lse "^Max file locks  *$marks " /proc/[0-9]*/limits); do
        pid=${file#/proc/}
        found="$found ${pid%/limits}"
    done
    for each in $named; do
        [ "$(started "${each%:*}")" != "${each#*:}" ] || case $(cat "/proc/${each%:*}/status" 2>/dev/null) in
            *"State:"?"Z"*) ;;
            *) found="$found ${each%:*}" ;;
        esac
    done
    [ -z "$found" ] || kill -KILL $found
}

if [ -n "$groups" ]; then
    for group in "$groups"*; do
        echo 1 > "$group/cgroup.kill"
    done
fi

# Twice in a row nobody, since a process that is just being born may be missed once; a hundred rounds are five seconds.
quiet=0
rounds=0
while [ "$quiet" -lt 2 ] && [ "$rounds" -lt 100 ]; do
    rounds=$((rounds + 1))
    sweep
    if [ -z "$found" ]; then quiet=$((quiet + 1)); else quiet=0; fi
    sleep 0.05
done

if [ -n "$groups" ]; then
    for group in "$groups"*; do
        rmdir "$group"
    done
fi
exit 0

# Sourced by ship-rsync and ship-rclone, which bring what differs: storage_is_there, send (given what differing has
# printed), and differing, which prints the path of each file that is not at the destination, or is another one there.
# The same for both: which files, whether each is still what the manifest says, what has arrived, what may be deleted.
# shellcheck shell=bash

readonly ACTIVE=stall-events.jsonl
readonly MANIFEST=evidence_manifest.json
# What --delete has removed: the manifest goes on naming these files until their day is over.
readonly GONE=evidence_shipped.sha256
readonly AT_IT_ALREADY=75

from=evidence/runner
host=${HOSTNAME:-}
part=
days=
with_active=false
delete=false
dest=
tool_options=()
failed=false
declare -A sealed=() # name -> SHA-256, of the files that are laid out

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }
die() { say "${@:2}"; exit "$1"; }
fault() { say "$@"; failed=true; }

usage() {
    cat <<END
Usage: ${0##*/} [OPTION...] DEST [-- OPTION OF $TOOL...]

Copies the rotated evidence of this host to DEST/host=H/date=D/NAME, and proves that it has arrived.

  --from DIR      the evidence directory (evidence/runner)
  --host H        the name of this host ($host)
  --part P        one of several evidence directories of this host: DEST/host=H/part=P/date=D/NAME
  --days N        only files of the last N days
  --with-active   also a copy of the file that is written now: DEST/host=H/$ACTIVE, replaced each time
  --delete        deletes each rotated file here that has arrived

Ends with 0 where all has arrived, 1 where something has not, 2 for wrong usage, $AT_IT_ALREADY where another one is at it.
END
}

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            --from | --host | --part | --days)
                [ $# -ge 2 ] || die 2 "$1 needs a value"
                printf -v "${1#--}" %s "$2"
                shift
                ;;
            --with-active) with_active=true ;;
            --delete) delete=true ;;
            --help) usage && exit 0 ;;
            --) shift && tool_options=("$@") && break ;;
            -*) die 2 "no such option: $1; a destination that begins with a dash is given as ./$1" ;;
            *)
                [ -z "$dest" ] || die 2 "one destination, not two: $1"
                dest=$1
                ;;
        esac
        shift
    done
    [ -n "$dest" ] || die 2 "where to? See ${0##*/} --help"
    [ -z "$days" ] || [[ $days =~ ^[0-9]{1,5}$ ]] || die 2 "--days is a number: $days"
    # They become names of folders, for which readers and object stores have rules of their own.
    [[ $host =~ ^[A-Za-z0-9._-]+$ ]] || die 2 "a name of a host has letters, digits, dots, dashes, underscores: '$host'"
    [[ $part =~ ^[A-Za-z0-9._-]*$ ]] || die 2 "a part has letters, digits, dots, dashes, underscores: '$part'"
    # A relative path could begin with a dash, or look like host:path.
    [[ $from == /* ]] || from=$PWD/$from
    [[ $dest != ./* ]] || dest=$PWD/$dest
    [ "$dest" = / ] || dest=${dest%/}
    place=host=$host${part:+/part=$part}
}

# Prints "SHA256 BYTES NAME" for each file of the manifest. All or nothing: of one that is not ours, nothing is believed.
manifest() {
    jq -r '
        def ours:
            (.name | type == "string" and test("\\Astall-events\\.jsonl\\.[0-9]{8}(\\.[1-9][0-9]{0,6})?(\\.gz)?\\z"))
            and (.sha256 | type == "string" and test("\\A[0-9a-f]{64}\\z"))
            and (.bytes | type == "number" and . >= 0 and . == floor);
        if .version == 1 and (.files | type == "array" and all(.[]; ours))
        then .files[] | "\(.sha256) \(.bytes) \(.name)"
        else error("not a manifest of version 1") end
    ' <"$from/$MANIFEST"
}

is_file() { [ -f "$1" ] && [ ! -L "$1" ]; }

# is_what_was_sealed FILE BYTES SHA256
is_what_was_sealed() {
    local hash
    [ "$(wc -c <"$1")" -eq "$2" ] && hash=$(sha256sum <"$1") && [ "${hash%% *}" = "$3" ]
}

look_around() {
    local tool rotated
    for tool in "$TOOL" jq flock sha256sum; do
        command -v "$tool" >/dev/null || die 1 "$tool is not installed"
    done
    [ -d "$from" ] || die 1 "no such directory: $from"
    if [ ! -e "$from/$MANIFEST" ]; then
        # A new host has nothing but the file that is written now. Rotated files without a manifest are another matter.
        rotated=$(find "$from/" -maxdepth 1 -name "$ACTIVE.*" -print -quit)
        if ! $with_active || ! is_file "$from/$ACTIVE" || [ -n "$rotated" ]; then
            die 1 "no $MANIFEST in $from: nothing was rotated yet, or it is another directory"
        fi
    fi
}

# A tree of links, as it is to be at the destination: one call sends it, one call compares it.
lay_out() {
    local entries hash bytes name day oldest=00000000
    mkdir -p "$stage/$place"
    # Before the rotated files: if it is rotated in between it is there twice, which changes no number, and not missing.
    if $with_active && is_file "$from/$ACTIVE"; then
        cp "$from/$ACTIVE" "$stage/$place/$ACTIVE" || fault "$ACTIVE cannot be read"
    fi
    [ -e "$from/$MANIFEST" ] || return 0
    entries=$(manifest) || die 1 "$from/$MANIFEST is no manifest: nothing was shipped, nothing deleted"
    [ -z "$days" ] || oldest=$(date -u -d "-$days days" +%Y%m%d)
    while read -r hash bytes name; do
        day=${name#"$ACTIVE".}
        day=${day:0:8}
        [ -n "$name" ] && [ "$day" -ge "$oldest" ] || continue
        if ! is_file "$from/$name"; then
            is_excused "$hash" "$name" || fault "$name: is in the manifest and not in $from"
        elif ! is_what_was_sealed "$from/$name" "$bytes" "$hash"; then
            fault "$name: is not what the manifest says; it is kept and not shipped"
        else
            day=date=${day:0:4}-${day:4:2}-${day:6:2}
            mkdir -p "$stage/$place/$day"
            ln -s "$from/$name" "$stage/$place/$day/$name"
            sealed[$place/$day/$name]="$hash $bytes"
        fi
    done <<<"$entries"
}

# is_excused SHA256 NAME: a file that is not here, because it was deleted after it had arrived, or by the retention just now.
is_excused() {
    if [ -e "$from/$GONE" ] && grep -qxF "$1  $2" "$from/$GONE"; then
        return 0
    fi
    # Into a variable: a pipe that grep leaves early would look like a manifest that cannot be read.
    local entries
    entries=$(manifest) && ! grep -q "^$1 [0-9]* $2\$" <<<"$entries"
}

deliver() {
    local missing
    missing=$(differing) || die 1 "what is at $dest cannot be compared"
    if [ -n "$missing" ]; then
        send "$missing" || say "$TOOL says that not all was sent"
        missing=$(differing) || die 1 "what has arrived at $dest cannot be compared; all is kept here"
    fi
    local path
    while IFS= read -r path; do
        [ -n "$path" ] || continue
        fault "${path##*/}: has not arrived as it is here; it is kept"
        unset "sealed[$path]"
    done <<<"$missing"
}

# The note comes first: a file without a note would be missed for ever, a note without a deletion says nothing.
delete_arrived() {
    local path hash bytes name
    for path in "${!sealed[@]}"; do
        name=${path##*/}
        read -r hash bytes <<<"${sealed[$path]}"
        # Asked again: what was compared is what was sent, and that may have changed since it was laid out.
        if is_what_was_sealed "$from/$name" "$bytes" "$hash"; then
            printf '%s  %s\n' "$hash" "$name" >>"$from/$GONE"
            rm -- "$from/$name"
        else
            fault "$name: has changed meanwhile; it is kept"
        fi
    done
    forget_what_the_manifest_has_forgotten
}

forget_what_the_manifest_has_forgotten() {
    [ -e "$from/$GONE" ] || return 0
    { grep -xF "$(manifest | awk '{ print $1 "  " $3 }')" "$from/$GONE" || true; } | sort -u >"$from/$GONE.new"
    mv "$from/$GONE.new" "$from/$GONE"
}

ship() {
    umask 077
    read_arguments "$@"
    look_around
    # Of the directory itself, so that no file is needed. A copying that outlives this script goes on holding it.
    exec 9<"$from"
    flock --wait 60 9 || die "$AT_IT_ALREADY" "another one is shipping $from"
    storage_is_there || die 1 "no such destination: $dest. It is not made, since it may be a disk that is not mounted"
    stage=$(mktemp -d)
    trap 'rm -rf -- "$stage"' EXIT
    lay_out
    deliver
    say "${#sealed[@]} rotated files have arrived at $dest/$place"
    ! $delete || delete_arrived
    ! $failed
}

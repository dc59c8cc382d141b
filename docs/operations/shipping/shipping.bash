# Sourced by ship-rsync and ship-rclone, which bring what differs: storage_is_there; send, given the paths of the files that
# are not there; and arrived, which prints the path of each file that is there as it is here. What is not printed has not
# arrived, whatever the reason.
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
laid_out=() # paths as they are to be at the destination
declare -A intact=()
declare -A sealed=() # of the rotated ones among them, the line of the manifest: SHA-256, two blanks, name

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

# Prints "SHA256  NAME", as sha256sum does, for each file of the manifest. All or nothing: of one that is not ours, nothing is
# believed.
manifest() {
    jq -r '
        def ours:
            (.name | type == "string" and test("\\Astall-events\\.jsonl\\.[0-9]{8}(\\.[1-9][0-9]{0,6})?(\\.gz)?\\z"))
            and (.sha256 | type == "string" and test("\\A[0-9a-f]{64}\\z"));
        if .version == 1 and (.files | type == "array" and all(.[]; ours))
        then .files[] | "\(.sha256)  \(.name)"
        else error("not a manifest of version 1") end
    ' <"$from/$MANIFEST"
}

is_file() { [ -f "$1" ] && [ ! -L "$1" ]; }

# find_intact LINE...: leaves in intact the names of those files that are what these lines of the manifest say.
find_intact() {
    local answer
    intact=()
    while IFS= read -r answer; do
        [[ $answer != *": OK" ]] || intact[${answer%: OK}]=1
    done < <(cd -- "$from" && printf '%s\n' "$@" | LC_ALL=C sha256sum --check 2>/dev/null)
}

look_around() {
    local tool rotated
    for tool in "$TOOL" jq flock; do
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
    local entries line name day oldest=00000000 here=()
    mkdir -p "$stage/$place"
    # Before the rotated files: if it is rotated in between it is there twice, which changes no number, and not missing.
    if $with_active && is_file "$from/$ACTIVE"; then
        if cp "$from/$ACTIVE" "$stage/$place/$ACTIVE"; then
            laid_out+=("$place/$ACTIVE")
        else
            fault "$ACTIVE cannot be copied"
        fi
    fi
    [ -e "$from/$MANIFEST" ] || return 0
    entries=$(manifest) || die 1 "$from/$MANIFEST is no manifest: nothing was shipped, nothing deleted"
    [ -z "$days" ] || oldest=$(date -u -d "-$days days" +%Y%m%d)
    while IFS= read -r line; do
        name=${line#*  }
        day=${name#"$ACTIVE".}
        if [ -z "$line" ] || [ "${day:0:8}" -lt "$oldest" ]; then
            continue
        elif is_file "$from/$name"; then
            here+=("$line")
        else
            is_excused "$line" || fault "$name: is in the manifest and not in $from"
        fi
    done <<<"$entries"
    [ ${#here[@]} -eq 0 ] || link_what_is_intact "${here[@]}"
}

# link_what_is_intact LINE...
link_what_is_intact() {
    local line name day path
    find_intact "$@"
    for line in "$@"; do
        name=${line#*  }
        day=${name#"$ACTIVE".}
        path=$place/date=${day:0:4}-${day:4:2}-${day:6:2}/$name
        if [ -n "${intact[$name]:-}" ]; then
            [ -d "$stage/${path%/*}" ] || mkdir -p "$stage/${path%/*}"
            ln -s "$from/$name" "$stage/$path"
            laid_out+=("$path")
            sealed[$path]=$line
        else
            fault "$name: is not what the manifest says; it is kept and not shipped"
        fi
    done
}

# is_excused LINE: a file that is not here, because it was deleted after it had arrived, or by the retention just now.
is_excused() {
    if [ -e "$from/$GONE" ] && grep -qxF "$1" "$from/$GONE"; then
        return 0
    fi
    # Into a variable: a pipe that grep leaves early would look like a manifest that cannot be read.
    local entries
    entries=$(manifest) && ! grep -qxF "$1" <<<"$entries"
}

not_arrived() { printf '%s\n' "${laid_out[@]}" | grep -vxF "$(arrived)" || true; }

deliver() {
    local missing path line
    missing=$(not_arrived)
    [ -n "$missing" ] || return 0
    send "$missing" || say "$TOOL says that not all was sent"
    missing=$(not_arrived)
    [ -n "$missing" ] || return 0
    while IFS= read -r path; do
        line=${sealed[$path]:-}
        unset "sealed[$path]"
        if [ -z "$line" ] || [ -e "$from/${path##*/}" ] || ! is_excused "$line"; then
            fault "${path##*/}: has not arrived as it is here; it is kept"
        fi
    done <<<"$missing"
}

# Compared with the manifest once more: what has arrived is what was sent, and that may have changed since it was laid out.
# The note comes first: a file that is gone without one would be missed for ever, one that is noted and here is shipped again.
delete_arrived() {
    local line name
    find_intact "${sealed[@]}"
    for line in "${sealed[@]}"; do
        name=${line#*  }
        if [ -n "${intact[$name]:-}" ]; then
            printf '%s\n' "$line" >>"$from/$GONE"
            rm -- "$from/$name"
        else
            fault "$name: has changed meanwhile; it is kept"
        fi
    done
    forget_what_the_manifest_has_forgotten
}

forget_what_the_manifest_has_forgotten() {
    local entries
    entries=$(manifest) && [ -e "$from/$GONE" ] || return 0
    { grep -xF "$entries" "$from/$GONE" || true; } | sort -u >"$from/$GONE.new"
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
    work=$(mktemp -d)
    trap 'rm -rf -- "$work"' EXIT
    stage=$work/tree
    lay_out
    [ ${#laid_out[@]} -eq 0 ] || deliver
    say "${#sealed[@]} rotated files have arrived at $dest/$place"
    ! $delete || [ ${#sealed[@]} -eq 0 ] || delete_arrived
    ! $failed
}

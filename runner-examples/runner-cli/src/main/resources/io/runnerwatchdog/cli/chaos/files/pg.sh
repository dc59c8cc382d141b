# A PostgreSQL server of its own below $CHAOS_DIR/pg, on $CHAOS_PORT of 127.0.0.1. To be sourced.
export PGHOST=127.0.0.1 PGPORT=$CHAOS_PORT PGUSER=chaos PGDATABASE=postgres
pg_bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -z "$pg_bin" ] || PATH=$pg_bin:$PATH

# The server refuses to run as root.
as_pg() {
    if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

pg_start() {
    mkdir "$CHAOS_DIR/pg" "$CHAOS_DIR/pgrun"
    if [ "$(id -u)" = 0 ]; then chmod 755 "$CHAOS_DIR"; chown postgres "$CHAOS_DIR/pg" "$CHAOS_DIR/pgrun"; fi
    as_pg initdb -D "$CHAOS_DIR/pg" -U chaos -A trust --no-sync -E UTF8 --locale=C >/dev/null || exit 1
    as_pg postgres -D "$CHAOS_DIR/pg" -p "$CHAOS_PORT" -h 127.0.0.1 -k "$CHAOS_DIR/pgrun" -F &
    await pg_isready -q
    psql -q -c "create table item (id int primary key, n int); insert into item values (1, 0)" || exit 1
}

pg_stop() {
    as_pg pg_ctl -D "$CHAOS_DIR/pg" -m immediate -t 10 stop || true
}

# pg_hold SQL: a session that has run SQL in a transaction and leaves it open.
pg_hold() {
    mkfifo "$CHAOS_DIR/holder"
    psql -q -A -t <"$CHAOS_DIR/holder" >"$CHAOS_DIR/held" &
    exec 8>"$CHAOS_DIR/holder"
    printf 'begin;\n%s;\n\\echo held\n' "$1" >&8
    await grep -q held "$CHAOS_DIR/held"
}

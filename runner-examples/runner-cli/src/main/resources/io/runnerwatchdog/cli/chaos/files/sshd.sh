# An ssh server of its own on $CHAOS_PORT of 127.0.0.1, which lets the key $CHAOS_DIR/key in. To be sourced.
sshd_start() {
    ssh-keygen -q -t ed25519 -N '' -f "$CHAOS_DIR/host_key"
    ssh-keygen -q -t ed25519 -N '' -f "$CHAOS_DIR/key"
    cp "$CHAOS_DIR/key.pub" "$CHAOS_DIR/authorized"
    cat >"$CHAOS_DIR/sshd.conf" <<END
Port $CHAOS_PORT
ListenAddress 127.0.0.1
HostKey $CHAOS_DIR/host_key
AuthorizedKeysFile $CHAOS_DIR/authorized
StrictModes no
UsePAM no
SetEnv CHAOS_DIR=$CHAOS_DIR
PidFile $CHAOS_DIR/sshd.pid
END
    [ "$(id -u)" != 0 ] || mkdir -p /run/sshd
    /usr/sbin/sshd -D -f "$CHAOS_DIR/sshd.conf" &
    await nc -z 127.0.0.1 "$CHAOS_PORT"
}

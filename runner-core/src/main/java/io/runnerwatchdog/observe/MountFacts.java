package io.runnerwatchdog.observe;

import java.util.Objects;

/**
 * The mount that a file belongs to.
 *
 * @param type the file system, for example {@code nfs4} or {@code fuse.sshfs}
 * @param source what is mounted, for example a device or {@code host:/path}; hostile text
 * @param point where; hostile text
 */
public record MountFacts(String type, String source, String point) {
    public MountFacts {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(point, "point");
    }

    /** For people: {@code nfs4 host:/path on /mnt}. */
    public String describe() {
        return (type + " " + source).strip() + " on " + point;
    }
}

package io.runnerwatchdog.internal.cgroup;

import io.runnerwatchdog.internal.cgroup.MountInfoParser.Mount;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Finds the directory of this process's own group, and tries whether a group can be made in it. */
final class HomeSearch {
    /** How the groups begin that are made to try, and removed at once. */
    private static final String PROBE = "runner-watchdog-probe-";

    private final Path proc;
    private final GroupFiles files;

    HomeSearch(Path proc, GroupFiles files) {
        this.proc = proc;
        this.files = files;
    }

    Finding find() {
        Path mountInfo = proc.resolve("self").resolve("mountinfo");
        Path membership = proc.resolve("self").resolve("cgroup");
        List<Mount> mounts;
        Optional<String> own;
        try {
            mounts = MountInfoParser.parse(files.read(mountInfo));
            own = CgroupParser.ownGroup(files.read(membership));
        } catch (IOException unreadable) {
            return no("no cgroup v2 can be found: " + mountInfo + " and " + membership + " cannot be read ("
                    + Reasons.why(unreadable) + ")");
        }
        if (mounts.isEmpty()) {
            return no("no cgroup v2 is mounted: " + mountInfo + " has no mount of the type cgroup2");
        }
        if (own.isEmpty()) {
            return no("this process is in no cgroup v2: " + membership + " has no line that begins with 0::/");
        }
        return firstThatWillDo(mounts, own.get());
    }

    /** Containers may see the same group twice, once mounted for reading only. */
    private Finding firstThatWillDo(List<Mount> mounts, String own) {
        Set<Path> candidates = new LinkedHashSet<>();
        for (Mount mount : mounts) {
            try {
                mount.below(own)
                        .ifPresent(rest -> candidates.add(Path.of(mount.point()).resolve(rest)));
            } catch (InvalidPathException unspeakable) {
                return no("the cgroup v2 at " + Reasons.shown(mount.point())
                        + " cannot be used: its path cannot be written in the character set of this JVM");
            }
        }
        Optional<String> firstReason = Optional.empty();
        for (Path candidate : candidates) {
            Optional<String> reason = whyNot(candidate);
            if (reason.isEmpty()) {
                return new Finding.Found(new CgroupHome(candidate, files));
            }
            firstReason = firstReason.or(() -> reason);
        }
        return no(firstReason.orElseGet(() -> "the group " + Reasons.shown(own)
                + " of this process cannot be seen: of cgroup v2 only "
                + Reasons.shown(mounts.get(0).root()) + " is mounted, at "
                + Reasons.shown(mounts.get(0).point())));
    }

    private Optional<String> whyNot(Path home) {
        Path procs = home.resolve(Cgroup.PROCS);
        if (!files.exists(procs)) {
            // Deleted under the process, or something else is mounted above it.
            return Optional.of(Reasons.shown(home) + " is not the directory of a group: it has no " + Cgroup.PROCS);
        }
        try {
            // Who moves a process must be allowed to write to the nearest group above both places, and that is this
            // one.
            files.openForWriting(procs);
        } catch (IOException refused) {
            return Optional.of(Reasons.shown(procs) + " may not be written: " + Reasons.why(refused));
        }
        return whyNoGroupIn(home);
    }

    private Optional<String> whyNoGroupIn(Path home) {
        Path probe = home.resolve(PROBE + ProcessHandle.current().pid() + "-" + UUID.randomUUID());
        try {
            files.make(probe);
        } catch (IOException refused) {
            return Optional.of(
                    Reasons.shown(home) + " may not be written: no group can be made in it: " + Reasons.why(refused));
        }
        Cgroup made = new Cgroup(probe, files, List.of());
        Optional<String> reason = made.whyNotToBeJoined();
        if (reason.isEmpty() && !made.canBeKilled()) {
            reason = Optional.of(
                    "groups in " + Reasons.shown(home) + " have no " + Cgroup.KILL + ": expected Linux 5.14 or newer");
        }
        if (!made.remove() && reason.isEmpty()) {
            reason = Optional.of("groups in " + Reasons.shown(home) + " can be made and not removed: "
                    + Reasons.shown(probe.getFileName()) + " is left");
        }
        return reason;
    }

    private static Finding no(String reason) {
        return new Finding.NotToBeHad(reason);
    }
}

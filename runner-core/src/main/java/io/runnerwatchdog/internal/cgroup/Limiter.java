package io.runnerwatchdog.internal.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Sets the limits of one group, and says in a sentence of each that cannot be set. For one thread, and used once. */
final class Limiter {
    private static final String MEMORY = "memory";
    private static final String PIDS = "pids";

    private final Path home;
    private final GroupFiles files;
    private final CgroupLimits limits;
    private final Consumer<String> unmet;

    /** By controller, why it is not there for the groups in the home. */
    private final Map<String, String> missing = new HashMap<>();

    Limiter(Path home, GroupFiles files, CgroupLimits limits, Consumer<String> unmet) {
        this.home = home;
        this.files = files;
        this.limits = limits;
        this.unmet = unmet;
    }

    /** Sees to it that the groups in the home have the controllers that the limits need. */
    void enableControllers() {
        enable(MEMORY, limits.memoryMaxBytes());
        enable(PIDS, limits.pidsMax());
    }

    private void enable(String controller, OptionalLong limit) {
        if (limit.isPresent()) {
            whyNotEnabled(controller).ifPresent(reason -> missing.put(controller, reason));
        }
    }

    private Optional<String> whyNotEnabled(String controller) {
        Path handedOn = home.resolve("cgroup.subtree_control");
        try {
            if (CgroupParser.controllers(files.read(handedOn)).contains(controller)) {
                return Optional.empty();
            }
            Set<String> had = CgroupParser.controllers(files.read(home.resolve("cgroup.controllers")));
            if (!had.contains(controller)) {
                return Optional.of(Reasons.shown(home) + " does not have the controller " + controller + ", it has "
                        + (had.isEmpty() ? "none" : Reasons.shown(String.join(", ", had))));
            }
            if (!isRootOfAll() && hasProcesses()) {
                return Optional.of("the controller " + controller + " cannot be handed on from " + Reasons.shown(home)
                        + " while that group has processes of its own");
            }
            files.write(handedOn, "+" + controller);
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(Reasons.shown(handedOn) + " does not take +" + controller + ": " + Reasons.why(refused));
        }
    }

    /** Only the root of all groups may hand on controllers and have processes; only that one is without a type. */
    private boolean isRootOfAll() {
        return !files.exists(home.resolve(Cgroup.TYPE));
    }

    /**
     * Asked instead of writing and seeing EBUSY, because {@code pids} is not refused: a group with processes that
     * hands on a threaded controller becomes a threaded domain, and after that no process can join any group in it.
     */
    private boolean hasProcesses() throws IOException {
        // Not their numbers: those of other pid namespaces are all 0.
        return !files.read(home.resolve(Cgroup.PROCS)).isBlank();
    }

    /** Sets the limits of a group that has just been made. */
    void limit(Path group) {
        limits.memoryMaxBytes().ifPresent(bytes -> {
            if (set(group, MEMORY, "memory.max", Long.toString(bytes))) {
                // A tree that lost some of its processes is neither running nor ended.
                setIfThere(group, "memory.oom.group", "1");
                // What does not fit would go to swap, and slow down everybody instead.
                setIfThere(group, "memory.swap.max", "0");
            }
        });
        limits.pidsMax().ifPresent(most -> set(group, PIDS, "pids.max", Long.toString(most)));
    }

    private boolean set(Path group, String controller, String file, String value) {
        Optional<String> reason = Optional.ofNullable(missing.get(controller)).or(() -> whyNotSet(group, file, value));
        reason.ifPresent(why -> unmet.accept(file + " is not set: " + why));
        return reason.isEmpty();
    }

    private void setIfThere(Path group, String file, String value) {
        if (files.exists(group.resolve(file))) {
            whyNotSet(group, file, value).ifPresent(why -> unmet.accept(file + " is not set: " + why));
        }
    }

    private Optional<String> whyNotSet(Path group, String file, String value) {
        try {
            files.write(group.resolve(file), value);
            return Optional.empty();
        } catch (IOException refused) {
            return Optional.of(Reasons.shown(group) + " does not take " + value + ": " + Reasons.why(refused));
        }
    }
}

package io.runnerwatchdog.internal.stop;

import io.runnerwatchdog.evidence.Redactor;
import io.runnerwatchdog.internal.members.Member;
import io.runnerwatchdog.observe.ProcessState;
import io.runnerwatchdog.run.StopReceipt;
import io.runnerwatchdog.run.StopReceipt.Sent;
import io.runnerwatchdog.run.StopReceipt.Signal;
import io.runnerwatchdog.run.StopReceipt.StoppedProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What was done to one member, and what came of it. Has one user at a time. */
final class Treatment {
    /** As much as is known of it: a cut before the host's own redactor has seen it could leave half a secret. */
    private static final int LONGEST_COMMAND = 4096;

    /** A process may be in state D for a moment, to write its last; in one that lasts as long as this no signal reaches it. */
    private static final long UNKILLABLE_AFTER = Duration.ofMillis(500).toNanos();

    private final Member member;
    private final String name;
    private final String command;
    private final List<Sent> signals = new ArrayList<>();
    private Optional<Duration> diedAfter = Optional.empty();
    private Optional<Long> deafSince = Optional.empty();
    private long deafFor;

    /** @param name its name now: when it was first seen it may not have become yet what it is */
    Treatment(Member member, String name, String commandLine) {
        this.member = member;
        this.name = name;
        String masked = Redactor.standard().redact(commandLine);
        this.command = masked.length() <= LONGEST_COMMAND ? masked : masked.substring(0, LONGEST_COMMAND) + "…";
    }

    Member member() {
        return member;
    }

    boolean isDead() {
        return diedAfter.isPresent();
    }

    boolean wasSent(Signal signal) {
        return signals.stream().anyMatch(sent -> sent.signal() == signal);
    }

    void sent(Signal signal, long nanosAfter) {
        signals.add(new Sent(signal, Duration.ofNanos(nanosAfter)));
    }

    void died(long nanosAfter) {
        diedAfter = Optional.of(Duration.ofNanos(nanosAfter));
    }

    /** It was seen alive, in this state. */
    void seen(ProcessState state, long now) {
        if (state != ProcessState.DISK_SLEEP || !wasSent(Signal.KILL)) {
            deafSince = Optional.empty();
            deafFor = 0;
            return;
        }
        deafSince = deafSince.or(() -> Optional.of(now));
        deafFor = now - deafSince.get();
    }

    /** Whether it was killed and does not die because it waits in the kernel, uninterruptibly, for too long to be chance. */
    boolean isUnkillable() {
        return !isDead() && deafFor >= UNKILLABLE_AFTER;
    }

    /**
     * What was done to all of them.
     *
     * @param forcedAfter when force was to be used; without meaning where nobody was left for it
     */
    static StopReceipt receipt(Collection<Treatment> all, Duration forcedAfter, Duration took) {
        List<StoppedProcess> processes = all.stream().map(Treatment::receipt).toList();
        boolean force = processes.stream().anyMatch(StoppedProcess::killed);
        Duration lastDeath = processes.stream()
                .map(process -> process.diedAfter().orElse(took))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return new StopReceipt(processes, force ? forcedAfter : lastDeath, took);
    }

    private StoppedProcess receipt() {
        return new StoppedProcess(
                member.identity(), name, command, member.membership(), signals, diedAfter, isUnkillable());
    }
}

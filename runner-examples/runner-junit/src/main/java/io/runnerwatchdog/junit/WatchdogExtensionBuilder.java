package io.runnerwatchdog.junit;

import io.runnerwatchdog.StopPolicy;
import io.runnerwatchdog.WatchdogBuilder;
import io.runnerwatchdog.run.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sets up a {@link WatchdogExtension}. Not thread-safe; {@link #build()} takes a copy.
 *
 * <p>Defaults: those of {@link WatchdogBuilder}, type {@code test}, environment {@code local}, no directory for evidence,
 * and a test that leaves a run behind is not failed.
 */
public final class WatchdogExtensionBuilder {
    private final List<Consumer<WatchdogBuilder>> settings = new ArrayList<>();
    private String type = "test";
    private String environment = "local";
    private Optional<Path> evidenceDirectory = Optional.empty();
    private boolean failOnLeftovers;

    WatchdogExtensionBuilder() {}

    /** The idle limit of commands that bring none. */
    public WatchdogExtensionBuilder idleTimeout(Duration idle) {
        Objects.requireNonNull(idle, "idle");
        return watchdog(builder -> builder.idleTimeout(idle));
    }

    /** The hard limit of commands that bring none. */
    public WatchdogExtensionBuilder hardTimeout(Duration hard) {
        Objects.requireNonNull(hard, "hard");
        return watchdog(builder -> builder.hardTimeout(hard));
    }

    /** How trees are stopped: after a stall, and at the end of a test. */
    public WatchdogExtensionBuilder stopPolicy(StopPolicy policy) {
        Objects.requireNonNull(policy, "policy");
        return watchdog(builder -> builder.stopPolicy(policy));
    }

    /** How long a tree that was asked to end has until it is forced: a {@link StopPolicy#graceful} one. */
    public WatchdogExtensionBuilder gracePeriod(Duration grace) {
        return stopPolicy(StopPolicy.graceful(grace));
    }

    /**
     * Anything else that a watchdog can be told: a configuration, a classifier, a listener. Each test has a watchdog of its
     * own; what is handed in here is shared by them all.
     */
    public WatchdogExtensionBuilder watchdog(Consumer<WatchdogBuilder> setting) {
        settings.add(Objects.requireNonNull(setting, "setting"));
        return this;
    }

    /** The type of commands that name none. */
    public WatchdogExtensionBuilder type(String name) {
        type = Command.of("-").type(name).type();
        return this;
    }

    /** The environment of commands that name none. */
    public WatchdogExtensionBuilder environment(String name) {
        environment = Command.of("-").environment(name).environment();
        return this;
    }

    /**
     * Where the evidence of all runs is kept, also of those that do not stall, beside what is attached to the report. Tests
     * that go on at the same time, in other JVMs too, may share it.
     */
    public WatchdogExtensionBuilder evidenceDirectory(Path directory) {
        evidenceDirectory = Optional.of(directory);
        return this;
    }

    /** Whether a test fails that leaves a run behind, if nothing else has failed it. Default false: it is only told. */
    public WatchdogExtensionBuilder failOnLeftovers(boolean fail) {
        failOnLeftovers = fail;
        return this;
    }

    /** An extension of these settings. */
    public WatchdogExtension build() {
        return new WatchdogExtension(settings());
    }

    Settings settings() {
        return new Settings(settings, type, environment, evidenceDirectory, failOnLeftovers);
    }
}

package io.runnerwatchdog.benchmarks.escape;

import java.util.List;

/**
 * One way to outlive a stop.
 *
 * @param id the word that chooses it, and the verb of the program
 * @param title what the processes do, for people
 */
record Case(String id, String title) {
    /** All of them, the easy ones first. */
    static final List<Case> ALL = List.of(
            new Case("plain", "only sleeps"),
            new Case("grandchild", "has a child, which holds no output"),
            new Case("background", "has a child in the background, which holds the output"),
            new Case("leader-exits", "exits at once; its child holds the output"),
            new Case("setsid", "child in a session of its own"),
            new Case("daemon", "daemon by double fork, no output"),
            new Case("daemon-stdout", "daemon that holds the output"),
            new Case("ignores-term", "ignores SIGTERM"),
            new Case("leader-obeys", "child ignores SIGTERM, the first process does not"),
            new Case("stopped", "both stopped by SIGSTOP"),
            new Case("forks", "forks a child every 5 ms"),
            new Case("chain", "child that forks its successor every 5 ms and exits"),
            new Case("setpgid", "child in a process group of its own"),
            new Case("closes-outputs", "closes its outputs, and so does its child"),
            new Case("env-i", "child in a session of its own with an empty environment"),
            new Case("renamed", "both take another name, the child in a session of its own"),
            new Case("zombies", "never reaps 20 dead children"),
            new Case("nohup", "child that ignores SIGHUP"),
            new Case("respawns", "parents that come and go, some of their children stay"),
            new Case("forks-on-term", "forks when it gets SIGTERM, then exits"),
            new Case("setuid", "child runs a setuid program"),
            new Case("ghost", "ghost: daemon, empty environment, all descriptors closed"),
            new Case("late-ghost", "ghost 600 ms after its start"),
            new Case("told-ghost", "ghost 600 ms after its start, right after it printed a line"));
}

package io.runnerwatchdog.internal.engine;

import io.runnerwatchdog.internal.members.Trace;
import io.runnerwatchdog.run.ContainedBy;
import java.util.Set;

/**
 * How the runs of a watchdog are held together.
 *
 * @param traces which traces lead to their processes
 * @param level what that amounts to on this machine
 */
record Containing(Set<Trace> traces, ContainedBy level) {}

package io.runnerwatchdog.internal.diagnose;

import io.runnerwatchdog.observe.TreeSnapshot;
import java.time.Duration;

/** Asks the language runtimes of a tree what their threads wait for. Thread-safe, never throws. */
public interface Runtimes {
    /** Where none can be asked. */
    Runtimes NONE = (tree, patience) -> RuntimeViews.NONE;

    /** What those of this tree say that answer in time; the others are left alone, not stopped. */
    RuntimeViews ask(TreeSnapshot tree, Duration patience);
}

package io.runnerwatchdog.internal.threads;

import java.lang.ref.WeakReference;

/**
 * Work that is done when the Java process ends in an orderly way. Holds its owner weakly: one that the host has dropped
 * without closing it is not kept in memory for that. Thread-safe.
 */
public final class ShutdownWork implements AutoCloseable {
    private Thread hook;
    private boolean closed;

    /** Plans {@code work} for the end; a second time does nothing. */
    public synchronized void plan(AutoCloseable work) {
        if (hook != null || closed) {
            return;
        }
        hook = new Hook(work);
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The process ends already; whoever still starts something now has the guardian to clear up.
            closed = true;
        }
    }

    private static final class Hook extends Thread {
        private final WeakReference<AutoCloseable> owner;

        Hook(AutoCloseable owner) {
            super(ThreadMaker.PREFIX + "shutdown");
            this.owner = new WeakReference<>(owner);
        }

        @Override
        public void run() {
            AutoCloseable work = owner.get();
            if (work != null) {
                try {
                    work.close();
                } catch (Exception tooLate) {
                    throw new IllegalStateException(
                            "the end of the process found work that could not be closed", tooLate);
                }
            }
        }
    }

    /** Forgets the work. */
    @Override
    public synchronized void close() {
        closed = true;
        if (hook != null && Thread.currentThread() != hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // It is about to be done, and will find nothing left to do.
                return;
            }
        }
        hook = null;
    }
}

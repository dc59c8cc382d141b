package io.runnerwatchdog.internal.engine;

/** Waits on although the thread is interrupted: for waits that are bounded and must not be cut short. */
final class Uninterrupted {
    /** A wait that is bounded and may be begun again. */
    interface Wait {
        void begin() throws InterruptedException;
    }

    private Uninterrupted() {}

    /** Waits; an interrupt that comes meanwhile is kept for the caller. */
    static void wait(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.begin();
                break;
            } catch (InterruptedException kept) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

/** Decides when a run has stalled. No input or output, no threads, no clock of its own. */
package io.runnerwatchdog.internal.supervise;

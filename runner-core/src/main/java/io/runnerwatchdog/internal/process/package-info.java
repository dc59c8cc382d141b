/** Starts children; the only place that knows {@link java.lang.Process}. */
package io.runnerwatchdog.internal.process;

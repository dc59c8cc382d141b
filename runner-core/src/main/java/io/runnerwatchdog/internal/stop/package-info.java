/** Finds every process of a run and stops it. */
package io.runnerwatchdog.internal.stop;

/** Stops every process of a run. */
package io.runnerwatchdog.internal.stop;

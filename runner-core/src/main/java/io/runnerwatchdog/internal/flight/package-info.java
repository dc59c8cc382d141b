/** Tells the flight recorder of the Java runtime (JFR) what happens to runs. */
package io.runnerwatchdog.internal.flight;

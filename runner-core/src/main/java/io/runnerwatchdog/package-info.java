/** The door: make a {@link io.runnerwatchdog.Watchdog}, run a {@link io.runnerwatchdog.run.Command}, read the result. */
package io.runnerwatchdog;

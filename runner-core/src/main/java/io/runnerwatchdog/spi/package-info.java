/** For those who extend the watchdog: classifiers, and the clock. */
package io.runnerwatchdog.spi;

/** One step under watch: {@code run-step}. */
package io.runnerwatchdog.cli.step;

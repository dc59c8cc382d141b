/** Stalls made on purpose: each scenario says what its cause truly is, and the watchdog's diagnosis is judged by that. */
package io.runnerwatchdog.cli.chaos;

/** Reads {@code /proc}: who is there, what each thread waits for, who waits for whom. Parsers take text and do no I/O. */
package io.runnerwatchdog.internal.linux;

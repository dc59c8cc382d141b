/** Asks Java processes for their thread dumps, by the attach protocol of HotSpot, and reads these. Parsers do no I/O. */
package io.runnerwatchdog.internal.jvm;

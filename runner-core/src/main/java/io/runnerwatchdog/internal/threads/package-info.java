/** Makes the threads and asks the clock; nothing else does. */
package io.runnerwatchdog.internal.threads;

/** Who waits for whom: pure, from the facts of a tree alone. */
package io.runnerwatchdog.internal.chain;

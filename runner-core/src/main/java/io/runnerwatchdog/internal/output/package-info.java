/** Gets the bytes out of the children's pipes: tails, sinks, decoding, draining. */
package io.runnerwatchdog.internal.output;

/** The smallest host that does all of it. */
package io.runnerwatchdog.examples.host;

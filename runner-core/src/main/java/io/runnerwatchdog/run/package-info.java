/** Values of one run: what to run, under which limits, and how it went. */
package io.runnerwatchdog.run;

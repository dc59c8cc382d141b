/** The configuration file, and all that can be wrong with it. */
package io.runnerwatchdog.config;

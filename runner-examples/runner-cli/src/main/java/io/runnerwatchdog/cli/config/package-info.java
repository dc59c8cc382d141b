/** Where the configuration is, what it says, and what is wrong with it. */
package io.runnerwatchdog.cli.config;

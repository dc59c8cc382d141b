/** What all commands say in the same way: tables, exit codes, failures in words. */
package io.runnerwatchdog.cli.terminal;

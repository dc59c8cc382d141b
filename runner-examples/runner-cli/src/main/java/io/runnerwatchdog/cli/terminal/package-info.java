/** What all commands say in the same way: tables that fit the terminal, progress, colours, exit codes, failures in words. */
package io.runnerwatchdog.cli.terminal;

/** Which commands may run: a guard against mistakes, which reads command lines as a shell would. */
package io.runnerwatchdog.policy;

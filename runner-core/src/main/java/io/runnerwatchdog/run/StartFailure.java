package io.runnerwatchdog.run;

/** Why a command could not be started. */
public enum StartFailure {
    /** There is no such program. */
    COMMAND_NOT_FOUND,
    /** The program is there and may not be executed, or is of no known format. */
    NOT_EXECUTABLE,
    /** The working directory does not exist or is none. */
    NO_SUCH_DIRECTORY,
    /** Arguments and environment together are longer than the system takes. */
    ARGUMENT_LIST_TOO_LONG,
    /** An argument or environment value holds a character that the system cannot pass on, such as NUL. */
    UNSUPPORTED_ARGUMENT,
    /** The system was out of processes, memory or descriptors, also after a few tries. */
    OUT_OF_RESOURCES,
    /** The file for standard input cannot be read. */
    NO_SUCH_INPUT,
    /** It was cancelled, or the watchdog was closed, while it waited for its turn. */
    WITHDRAWN,
    /** Anything else; the message says what. */
    OTHER
}

/* What the processes of the escape suite are made of: to be born and noted, to wait, to let go of things. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LIFE_S = 600, STEP_MS = 5, DESCRIPTORS = 1024 };

static char **arguments;
static char **variables;

/* One write to a file opened for appending, so lines of several processes never mix. */
static void note_self(void) {
    char line[1024];
    int from = open("/proc/self/stat", O_RDONLY | O_CLOEXEC);
    int to = open(arguments[3], O_WRONLY | O_APPEND | O_CLOEXEC);
    ssize_t length = from < 0 ? -1 : read(from, line, sizeof line);
    if (to < 0 || length <= 0 || write(to, line, (size_t) length) != length) {
        _exit(3); /* A process that nobody could count must not run. */
    }
    close(from);
    close(to);
}

static pid_t fork_noted(void) {
    pid_t child = fork();
    if (child == 0) {
        note_self();
    }
    return child;
}

static void nap(int millis) {
    struct timespec rest = {millis / 1000, millis % 1000 * 1000000L};
    while (nanosleep(&rest, &rest) != 0 && errno == EINTR) {
        /* Signals do not shorten it. */
    }
}

static void stay(void) {
    nap(LIFE_S * 1000);
    _exit(0);
}

static void quiet(void) {
    int null = open("/dev/null", O_RDWR);
    for (int standard = 0; standard <= 2; standard++) {
        dup2(null, standard);
    }
    if (null > 2) {
        close(null);
    }
}

static void close_all(void) {
    for (int descriptor = 0; descriptor < DESCRIPTORS; descriptor++) {
        close(descriptor);
    }
}

static void become(char *program, char **environment) {
    char *sleeper[] = {program, "plain", arguments[2], arguments[3], NULL};
    execve(program, sleeper, environment);
    _exit(4);
}

static void become_without_environment(void) {
    char *nothing[] = {NULL};
    become(arguments[0], nothing);
}

/* Returns twice: in the first process with 0, in the daemon with 1. The one between them is gone by then. */
static int daemonize(void) {
    pid_t middle = fork_noted();
    if (middle != 0) {
        waitpid(middle, NULL, 0);
        return 0;
    }
    setsid();
    if (fork_noted() != 0) {
        _exit(0);
    }
    return 1;
}

/*
 * Processes that try to outlive whoever stops them: escape VERB TOKEN PIDS.
 *
 * Every process keeps TOKEN among its arguments and appends its own line of /proc to the file PIDS, so it can be found
 * whatever it does to its environment, session, group, descriptors or name. None lives longer than ten minutes.
 */
#include "process.h"

#include <sys/prctl.h>

enum { FORKS = 400, LINKS = 2000, RESPAWNS = 200, ZOMBIES = 20, LATE_MS = 600 };

static void grandchild(void) {
    if (fork_noted() == 0) {
        quiet();
        stay();
    }
}

static void background(void) {
    if (fork_noted() == 0) {
        stay();
    }
}

static void leader_exits(void) {
    background();
    _exit(0);
}

static void own_session(void) {
    if (fork_noted() == 0) {
        setsid();
        stay();
    }
}

static void daemon_quiet(void) {
    if (daemonize()) {
        quiet();
        stay();
    }
}

static void daemon_with_stdout(void) {
    if (daemonize()) {
        stay();
    }
}

static void ignores_term(void) {
    signal(SIGTERM, SIG_IGN);
}

static void leader_obeys(void) {
    if (fork_noted() == 0) {
        signal(SIGTERM, SIG_IGN);
        quiet();
        stay();
    }
}

static void stopped(void) {
    fork_noted();
    raise(SIGSTOP); /* Both of them. */
}

static void forks(void) {
    for (int i = 0; i < FORKS; i++) {
        grandchild();
        nap(STEP_MS);
    }
}

static void chain(void) {
    if (fork_noted() != 0) {
        return;
    }
    quiet();
    for (int i = 0; i < LINKS; i++) {
        nap(STEP_MS);
        if (fork_noted() != 0) {
            _exit(0);
        }
    }
    _exit(0);
}

static void own_group(void) {
    if (fork_noted() == 0) {
        setpgid(0, 0);
        stay();
    }
}

static void closes_outputs(void) {
    close(1);
    close(2);
    background();
}

static void empty_environment(void) {
    if (fork_noted() == 0) {
        setsid();
        become_without_environment();
    }
}

/* The kernel shows this stretch of memory as the command line; the token goes with it. */
static void take_other_name(void) {
    char *end = arguments[3] + strlen(arguments[3]);
    prctl(PR_SET_NAME, "kworker/0:1");
    memset(arguments[0], 0, (size_t) (end - arguments[0]));
    memcpy(arguments[0], "[kworker]", sizeof "[kworker]");
}

static void renamed(void) {
    if (fork_noted() == 0) {
        setsid();
        quiet();
        take_other_name();
        stay();
    }
    take_other_name();
}

static void zombies(void) {
    for (int i = 0; i < ZOMBIES; i++) {
        if (fork_noted() == 0) {
            _exit(0);
        }
    }
}

static void nohup(void) {
    if (fork_noted() == 0) {
        signal(SIGHUP, SIG_IGN);
        become(arguments[0], variables);
    }
}

/* Parents come and go while somebody lists them; every tenth of their children stays, with no parent to be found by. */
static void respawns(void) {
    for (int i = 0; i < RESPAWNS; i++) {
        pid_t middle = fork_noted();
        if (middle == 0) {
            quiet();
            if (fork_noted() == 0) {
                nap(i % 10 == 0 ? LIFE_S * 1000 : STEP_MS);
            } else {
                nap(STEP_MS / 2);
            }
            _exit(0);
        }
        waitpid(middle, NULL, 0);
        nap(STEP_MS);
    }
}

/* Blocked and waited for: a handler would leave the signal blocked in the child that it forks. */
static void forks_on_term(void) {
    struct timespec life = {LIFE_S, 0};
    sigset_t term;
    sigemptyset(&term);
    sigaddset(&term, SIGTERM);
    sigprocmask(SIG_BLOCK, &term, NULL);
    if (sigtimedwait(&term, NULL, &life) == SIGTERM && fork_noted() == 0) {
        sigprocmask(SIG_UNBLOCK, &term, NULL);
        quiet();
        stay();
    }
    _exit(128 + SIGTERM);
}

static void runs_setuid(void) {
    char program[4096];
    snprintf(program, sizeof program, "%s-setuid", arguments[0]);
    if (fork_noted() == 0) {
        become(program, variables);
    }
}

static void ghost(void) {
    if (daemonize()) {
        close_all();
        become_without_environment();
    }
}

static void late_ghost(void) {
    nap(LATE_MS);
    ghost();
}

static void told_ghost(void) {
    nap(LATE_MS);
    if (write(1, "going\n", 6) != 6) {
        _exit(5);
    }
    ghost();
}

static void plain(void) {}

static const struct {
    const char *name;
    void (*run)(void);
} VERBS[] = {
    {"plain", plain}, {"grandchild", grandchild}, {"background", background}, {"leader-exits", leader_exits},
    {"setsid", own_session}, {"daemon", daemon_quiet}, {"daemon-stdout", daemon_with_stdout},
    {"ignores-term", ignores_term}, {"leader-obeys", leader_obeys}, {"stopped", stopped}, {"forks", forks},
    {"chain", chain}, {"setpgid", own_group}, {"closes-outputs", closes_outputs}, {"env-i", empty_environment},
    {"renamed", renamed}, {"zombies", zombies}, {"nohup", nohup}, {"respawns", respawns},
    {"forks-on-term", forks_on_term}, {"setuid", runs_setuid}, {"ghost", ghost}, {"late-ghost", late_ghost},
    {"told-ghost", told_ghost},
};

int main(int count, char **argv, char **environment) {
    if (count == 2 && strcmp(argv[1], "ids") == 0) {
        printf("%d %d\n", (int) getuid(), (int) geteuid());
        return 0;
    }
    if (count != 4) {
        return 2;
    }
    arguments = argv;
    variables = environment;
    note_self();
    for (size_t i = 0; i < sizeof VERBS / sizeof VERBS[0]; i++) {
        if (strcmp(argv[1], VERBS[i].name) == 0) {
            VERBS[i].run();
            stay();
        }
    }
    return 2;
}

/* Waits for a mutex whose holder has ended without giving it back ("orphan"), or yields for ever ("yield"). */
#include <pthread.h>
#include <sched.h>
#include <string.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static volatile int never;

static void *take(void *nothing) {
    pthread_mutex_lock(&mutex);
    return nothing;
}

static void *yield(void *nothing) {
    while (!never) sched_yield();
    return nothing;
}

int main(int argc, char **argv) {
    pthread_t one, other;
    if (argc == 2 && !strcmp(argv[1], "orphan")) {
        pthread_create(&one, NULL, take, NULL);
        pthread_join(one, NULL);
        pthread_mutex_lock(&mutex);
    } else {
        pthread_create(&one, NULL, yield, NULL);
        pthread_create(&other, NULL, yield, NULL);
        pthread_join(one, NULL);
    }
    return 0;
}

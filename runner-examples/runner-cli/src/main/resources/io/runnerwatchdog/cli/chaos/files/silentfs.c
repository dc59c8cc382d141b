/*
 * A file system that never answers: "file" can be looked up and opened but not read, "dir" cannot be listed, and
 * "stuck" cannot even be looked up. Speaks the kernel's protocol itself, so that no library is needed; what it does not
 * want to answer it keeps for ever. Usage: silentfs DIRECTORY, as root; prints "ready" once it is mounted.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/fuse.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

enum { ROOT = 1, A_FILE = 2, A_DIR = 3 };

static int device;

static void answer(unsigned long long unique, int error, const void *body, size_t size) {
    char buffer[4096];
    struct fuse_out_header head = {.len = sizeof head + size, .error = error, .unique = unique};
    memcpy(buffer, &head, sizeof head);
    if (size) memcpy(buffer + sizeof head, body, size);
    if (write(device, buffer, sizeof head + size) < 0) { /* the asker was killed meanwhile */ }
}

static struct fuse_attr attributes(unsigned long long node) {
    struct fuse_attr a = {.ino = node, .nlink = 1, .blksize = 4096, .size = 4096, .blocks = 8};
    a.mode = node == A_FILE ? S_IFREG | 0644 : S_IFDIR | 0755;
    return a;
}

static void look_up(struct fuse_in_header *in, const char *name) {
    if (!strcmp(name, "stuck")) return;
    struct fuse_entry_out out = {.generation = 1, .entry_valid = 1, .attr_valid = 1};
    out.nodeid = !strcmp(name, "file") ? A_FILE : !strcmp(name, "dir") ? A_DIR : 0;
    out.attr = attributes(out.nodeid);
    if (out.nodeid) answer(in->unique, 0, &out, sizeof out);
    else answer(in->unique, -ENOENT, NULL, 0);
}

static void serve(char *request) {
    struct fuse_in_header *in = (struct fuse_in_header *)request;
    struct fuse_init_out init = {.major = FUSE_KERNEL_VERSION, .minor = FUSE_KERNEL_MINOR_VERSION,
                                 .max_readahead = 4096, .max_write = 4096};
    struct fuse_attr_out attr = {.attr_valid = 1, .attr = attributes(in->nodeid)};
    struct fuse_open_out opened = {.fh = in->nodeid, .open_flags = FOPEN_DIRECT_IO};
    switch (in->opcode) {
        case FUSE_INIT: answer(in->unique, 0, &init, sizeof init); break;
        case FUSE_GETATTR: answer(in->unique, 0, &attr, sizeof attr); break;
        case FUSE_LOOKUP: look_up(in, request + sizeof *in); break;
        case FUSE_OPEN:
        case FUSE_OPENDIR: answer(in->unique, 0, &opened, sizeof opened); break;
        case FUSE_READ:
        case FUSE_READDIR:
        case FUSE_READDIRPLUS:
            if (in->nodeid == ROOT) answer(in->unique, 0, NULL, 0);
            break;
        case FUSE_FLUSH:
        case FUSE_RELEASE:
        case FUSE_RELEASEDIR: answer(in->unique, 0, NULL, 0); break;
        case FUSE_FORGET:
        case FUSE_BATCH_FORGET:
        case FUSE_INTERRUPT: break;
        default: answer(in->unique, -ENOSYS, NULL, 0);
    }
}

int main(int argc, char **argv) {
    static char request[1 << 17] __attribute__((aligned(8)));
    char options[128];
    device = open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (argc != 2 || device < 0) { perror("/dev/fuse"); return 1; }
    snprintf(options, sizeof options, "fd=%d,rootmode=40755,user_id=0,group_id=0,allow_other", device);
    if (mount("silentfs", argv[1], "fuse.silentfs", MS_NOSUID | MS_NODEV, options)) { perror("mount"); return 1; }
    for (int told = 0;;) {
        if (read(device, request, sizeof request) <= 0) {
            if (errno == EINTR || errno == ENOENT) continue;
            return 0;
        }
        serve(request);
        if (!told++) { puts("ready"); fflush(stdout); }
    }
}

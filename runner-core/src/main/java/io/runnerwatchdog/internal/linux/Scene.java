package io.runnerwatchdog.internal.linux;

import java.util.List;

/**
 * What one look at a tree is taken from.
 *
 * @param machine what concerns more than one process, shared with other looks of the same moment
 * @param kin how other processes stand to the tree
 */
record Scene(ProcFs proc, SyscallTable calls, Machine machine, Kinship kin) {
    static Scene of(ProcFs proc, SyscallTable calls, Machine machine, List<Long> tree) {
        return new Scene(proc, calls, machine, new Kinship(proc, machine, tree));
    }

    /** The same tree at a later moment. */
    Scene later(Machine then) {
        return new Scene(proc, calls, then, kin.later(then));
    }

    /** One thread; its descriptors are read by its own number, since those of an ended first thread are gone. */
    record At(long pid, long tid) {
        String fd(int fd) {
            return tid + "/fd/" + fd;
        }

        String fdInfo(int fd) {
            return tid + "/fdinfo/" + fd;
        }

        String file(String name) {
            return pid + "/task/" + tid + "/" + name;
        }
    }

    String fdInfo(At at, int fd) {
        return proc.text(at.fdInfo(fd)).orElse("");
    }
}

package io.runnerwatchdog.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The programs that are known to start another one. From the manuals of coreutils, util-linux, sudo and so on. */
final class Wrappers {
    private static final Map<String, Wrapper> KNOWN = known();

    private Wrappers() {}

    private static Map<String, Wrapper> known() {
        Map<String, Wrapper> known = new HashMap<>();
        add(known, "env", "assigns", "uCa", "unset chdir argv0", "S split-string");
        add(known, "nice", "", "n", "adjustment");
        add(known, "ionice", "", "cnpPu", "class classdata pid pgid uid");
        add(known, "nohup setsid fakeroot dumb-init unbuffer noglob nocorrect - busybox toybox", "", "", "");
        add(known, "timeout", "1", "ks", "kill-after signal");
        add(known, "stdbuf", "", "ioe", "input output error");
        add(known, "time", "", "fo", "format output");
        add(
                known,
                "sudo",
                "assigns",
                "ugpCrthTUDR",
                "user group prompt close-from role type host command-timeout other-user chdir chroot");
        add(known, "doas", "", "uC", "");
        add(known, "su", "1", "gGsw", "group supp-group shell whitelist-environment", "c command session-command");
        add(
                known,
                "runuser",
                "",
                "ugGsw",
                "user group supp-group shell whitelist-environment",
                "c command session-command");
        add(known, "sg", "1", "", "", "c command");
        add(known, "gosu su-exec setuidgid", "1", "", "");
        add(known, "xargs", "", "adEILnPsJRS", "arg-file delimiter max-args max-procs max-chars process-slot-var");
        add(known, "chroot", "1", "", "userspec groups");
        add(
                known,
                "unshare",
                "",
                "RwSGl",
                "root wd setuid setgid map-user map-group map-users map-groups propagation setgroups");
        add(known, "nsenter", "", "tSGWN", "target setuid setgid");
        add(known, "flock", "1", "wE", "timeout wait conflict-exit-code", "c command");
        add(known, "strace ltrace", "", "abeEIoOpPsSuUXnA", "output user");
        add(
                known,
                "script",
                "1",
                "cEIOBTmot",
                "echo log-in log-out log-io log-timing logging-format output-limit",
                "c command");
        add(known, "taskset", "1", "p", "pid");
        add(known, "chrt", "1", "pTPD", "pid");
        add(known, "setarch", "1", "", "");
        add(known, "linux32 linux64", "", "", "");
        add(known, "prlimit", "", "p", "pid");
        add(
                known,
                "systemd-run",
                "",
                "pMHEtu",
                "unit property description slice uid gid nice working-directory setenv machine host");
        add(
                known,
                "xvfb-run",
                "",
                "neslpfw",
                "server-num error-file server-args listen-tcp xauth-protocol auth-file wait");
        add(known, "tini catchsegv dbus-run-session caffeinate", "", "pew", "");
        add(known, "watch", "", "nq", "interval equexit");
        add(
                known,
                "parallel",
                "",
                "jNnLIaSsPd",
                "jobs max-args max-replace-args arg-file sshlogin delay timeout delimiter colsep");
        add(known, "command", "builtin", "", "");
        add(known, "builtin", "builtin", "", "");
        add(known, "exec", "builtin", "a", "");
        return Map.copyOf(known);
    }

    /** The wrapper that this command calls; empty if it calls none. */
    static Optional<Wrapper> of(List<Word> words) {
        String program = Word.baseName(words.get(0).text());
        // It has two forms: runuser -u USER COMMAND, and the one of su.
        boolean likeSu = program.equals("runuser")
                && words.stream()
                        .noneMatch(word ->
                                word.text().startsWith("-u") || word.text().startsWith("--user"));
        return Optional.ofNullable(KNOWN.get(likeSu ? "su" : program));
    }

    private static void add(
            Map<String, Wrapper> known, String programs, String kind, String valued, String valuedNames) {
        add(known, programs, kind, valued, valuedNames, "");
    }

    /** The kind is {@code builtin}, {@code assigns}, or a number of operands. */
    private static void add(
            Map<String, Wrapper> known,
            String programs,
            String kind,
            String valued,
            String valuedNames,
            String lineOption) {
        Wrapper wrapper = new Wrapper(
                kind.equals("builtin"),
                kind.equals("assigns"),
                kind.matches("\\d") ? Integer.parseInt(kind) : 0,
                lineOption.isEmpty() ? List.of() : List.of(lineOption.split(" ")),
                valued,
                Set.of(valuedNames.split(" ")));
        for (String program : programs.split(" ")) {
            known.put(program, wrapper);
        }
    }
}

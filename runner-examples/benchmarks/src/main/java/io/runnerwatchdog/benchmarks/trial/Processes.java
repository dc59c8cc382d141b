package io.runnerwatchdog.benchmarks.trial;

import io.runnerwatchdog.internal.guard.Guardian;
import io.runnerwatchdog.internal.process.Cookie;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Sees processes by {@code /proc}. Zombies are dead. */
final class Processes {
    private static final Path PROC = Path.of("/proc");

    private Processes() {}

    /**
     * The living that carry a cookie whose owner is {@code host}, wherever they hang. Not those of other hosts: they may
     * run beside a trial, and a trial may itself be supervised.
     */
    static Set<Long> withCookieOf(long host) {
        return living(process -> carriesCookieOf(host, process));
    }

    /** The living guardians that {@code host} has started and not lost. */
    static Set<Long> guardiansOf(long host) {
        return living(process ->
                parent(process) == host && read(process.resolve("cmdline")).contains(Guardian.NAME));
    }

    /** Whether this process lives. */
    static boolean lives(long pid) {
        return lives(PROC.resolve(Long.toString(pid)));
    }

    /** Kills them; whoever is gone by now is left alone. */
    static void kill(Set<Long> pids) {
        pids.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private static Set<Long> living(Predicate<Path> chosen) {
        Set<Long> found = new HashSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : all) {
                if (chosen.test(process) && lives(process)) {
                    found.add(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
        return found;
    }

    private static boolean carriesCookieOf(long host, Path process) {
        String environment = read(process.resolve("environ"));
        for (int at = environment.indexOf(Cookie.PREFIX); at >= 0; at = environment.indexOf(Cookie.PREFIX, at + 1)) {
            // The value begins with the owner; the name holds no '='.
            int value = environment.indexOf('=', at) + 1;
            if (value > 0 && environment.startsWith(host + ":", value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean lives(Path process) {
        String stat = afterName(process);
        return !stat.isEmpty() && stat.charAt(0) != 'Z' && stat.charAt(0) != 'X';
    }

    private static long parent(Path process) {
        String[] fields = afterName(process).split(" ", 3);
        return fields.length < 3 ? -1 : Long.parseLong(fields[1]);
    }

    /** State, parent and what follows: a name may hold anything, even brackets, so what counts is behind the last one. */
    private static String afterName(Path process) {
        String stat = read(process.resolve("stat"));
        int close = stat.lastIndexOf(") ");
        return close < 0 ? "" : stat.substring(close + 2);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}

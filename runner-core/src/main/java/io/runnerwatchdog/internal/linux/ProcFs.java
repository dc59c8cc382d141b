package io.runnerwatchdog.internal.linux;
import io.runnerwatchdog.observe.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
public final class ProcFs {
    public static Optional<ProcFs> ofThisMachine() { return Optional.of(new ProcFs()); }
    public List<ProcStat> processes() {
        List<ProcStat> all = new ArrayList<>();
        for (String n : new java.io.File("/proc").list()) if (Character.isDigit(n.charAt(0))) process(Long.parseLong(n)).ifPresent(all::add);
        return all;
    }
    public Optional<ProcStat> process(long pid) {
        try {
            String s = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
            int o = s.indexOf('('), c = s.lastIndexOf(')');
            String[] f = s.substring(c + 2).trim().split(" ");
            return Optional.of(new ProcStat(new ProcessIdentity(pid, Long.parseLong(f[19])), s.substring(o + 1, c), ProcessState.of(f[0].charAt(0)), Long.parseLong(f[1]), Long.parseLong(f[2]), Long.parseLong(f[3]), 0, 0, 1));
        } catch (Exception e) { return Optional.empty(); }
    }
    public List<String> environmentNames(long pid, byte[] prefix) {
        try {
            String p = new String(prefix, StandardCharsets.ISO_8859_1);
            return Arrays.stream(new String(Files.readAllBytes(Path.of("/proc/" + pid + "/environ")), StandardCharsets.ISO_8859_1).split("\0")).filter(e -> e.startsWith(p)).map(e -> e.substring(0, e.indexOf('='))).toList();
        } catch (Exception e) { return List.of(); }
    }
    public Map<Integer, String> openFiles(long pid) {
        Map<Integer, String> m = new TreeMap<>();
        try (var d = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) { for (Path p : d) m.put(Integer.parseInt(p.getFileName().toString()), Files.readSymbolicLink(p).toString()); } catch (Exception e) { }
        return m;
    }
}

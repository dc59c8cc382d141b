package io.runnerwatchdog.internal.linux;

import io.runnerwatchdog.observe.ProcessFacts;
import io.runnerwatchdog.observe.Wait;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** A {@code /proc} made by hand: one process whose first thread is in one call, and a neighbour outside of its tree. */
final class OneThread {
    static final long PID = 4_200_020;
    static final long NEIGHBOUR = 4_200_099;

    private final StringBuilder text = new StringBuilder();
    private char state = 'S';

    /** In the call of this number on x86-64. */
    OneThread in(long call, long... arguments) {
        StringBuilder line = new StringBuilder(Long.toString(call));
        for (int i = 0; i < 6; i++) {
            line.append(" 0x").append(Long.toHexString(i < arguments.length ? arguments[i] : 0));
        }
        return file("task/" + PID + "/syscall", line + " 0x7ffd 0x7f00");
    }

    OneThread asleepIn(String function) {
        return file("task/" + PID + "/wchan", function);
    }

    OneThread uninterruptible() {
        state = 'D';
        return this;
    }

    OneThread fd(int fd, String target, String... info) {
        text.append("link ").append(PID + "/fd/" + fd + " ").append(target).append('\n');
        return file("fdinfo/" + fd, info.length == 0 ? "flags:\t02" : String.join("\n", info));
    }

    /** What the neighbour has open as well. */
    OneThread beside(int fd, String target, String... info) {
        text.append("link ")
                .append(NEIGHBOUR + "/fd/" + fd + " ")
                .append(target)
                .append('\n');
        return any(NEIGHBOUR + "/fdinfo/" + fd, String.join("\n", info));
    }

    /** A further thread, of which only its number matters. */
    OneThread thread(long tid) {
        return file("task/" + tid + "/stat", stat(tid)).file("task/" + tid + "/syscall", "running");
    }

    OneThread ints(long address, int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bytes.putInt(word);
        }
        return memory(address, bytes.array());
    }

    /** A text with the end that C gives it, in a block of the length in which paths are read. */
    OneThread path(long address, String path) {
        byte[] block = new byte[256];
        byte[] chars = path.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(chars, 0, block, 0, chars.length);
        return memory(address, block);
    }

    OneThread memory(long address, byte[] bytes) {
        text.append("memory " + PID + " ")
                .append(Long.toHexString(address) + " " + bytes.length + " ")
                .append(HexFormat.of().formatHex(bytes))
                .append('\n');
        return this;
    }

    /** A file of the process. */
    OneThread file(String name, String content) {
        return any(PID + "/" + name, content);
    }

    OneThread any(String name, String content) {
        text.append("file ").append(name).append('\n');
        content.lines().forEach(line -> text.append('|').append(line).append('\n'));
        return this;
    }

    Wait waitsFor() {
        return facts().mainThread().orElseThrow().waitsFor();
    }

    ProcessFacts facts() {
        return recorded().look(0).root().orElseThrow();
    }

    /** The thread, if it waits for input at an open connection and has no alarm clock. */
    Optional<Receiver> receiver() {
        return recorded().receivers().stream().findFirst();
    }

    private RecordedProc recorded() {
        String head = "tree " + PID + "\n";
        OneThread whole = new OneThread();
        whole.state = state;
        whole.file("stat", whole.stat(PID)).file("task/" + PID + "/stat", whole.stat(PID));
        whole.file("status", "Tgid:\t" + PID + "\nNSpid:\t" + PID);
        whole.file("cmdline", "tool").any(NEIGHBOUR + "/cmdline", "neighbour");
        whole.any(NEIGHBOUR + "/stat", whole.stat(NEIGHBOUR).replace("(tool)", "(neighbour)"));
        return RecordedProc.parse(head + whole.text + text);
    }

    private String stat(long number) {
        return number + " (tool) " + state + " 1 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 100 0 0";
    }
}

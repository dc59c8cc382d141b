package io.runnerwatchdog.benchmarks.trial;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host in a Java process of its own, which can be killed or paused. It is talked to by lines; the end of its standard
 * input asks it to end, so it does not outlive the trial by much.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final BufferedReader said;
    private final Writer told;

    private ChildJvm(Process process) {
        this.process = process;
        said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        told = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts a main class of this program. */
    public static ChildJvm start(Class<?> main, Object... arguments) throws IOException {
        return start(System.getProperty("java.class.path"), List.of(), main, arguments);
    }

    /** The same on a class path of its own, and with options for its Java runtime. */
    static ChildJvm start(String classPath, List<String> options, Class<?> main, Object... arguments)
            throws IOException {
        List<String> argv = new ArrayList<>();
        argv.add(ProcessHandle.current().info().command().orElseThrow());
        argv.add("-Xshare:auto");
        argv.addAll(options);
        argv.addAll(List.of("-cp", classPath, main.getName()));
        for (Object argument : arguments) {
            argv.add(argument.toString());
        }
        return new ChildJvm(new ProcessBuilder(argv)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    public long pid() {
        return process.pid();
    }

    /**
     * The next line it says.
     *
     * @throws IOException also if it has ended
     */
    public String line() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the host in a process of its own has ended");
        }
        return line;
    }

    /** Asks, and takes its answer. */
    public String ask(String question) throws IOException {
        told.write(question + "\n");
        told.flush();
        return line();
    }

    /** SIGKILL; returns when it is dead. */
    public void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Sends a signal by its name. */
    public void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("sh", "-c", "kill -\"$1\" \"$2\"", "sh", name, Long.toString(pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("the host could not be sent " + name);
        }
    }

    /** Lets it end by itself; whether it did in time, and with 0. */
    public boolean end() throws IOException, InterruptedException {
        told.close();
        return process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** Ends it however it may be, paused too. */
    @Override
    public void close() throws IOException, InterruptedException {
        kill();
        said.close();
        told.close();
    }
}

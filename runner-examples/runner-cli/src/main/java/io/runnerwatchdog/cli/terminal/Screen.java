package io.runnerwatchdog.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A standard stream that knows whether a person reads it: whether it ends on a terminal, how wide that is, and whether
 * text may be coloured. To files and pipes text goes uncut, plain, and in UTF-8.
 */
public final class Screen extends PrintWriter {
    private static final int OUTPUT = 1;
    private static final int ERRORS = 2;
    /** A narrower one is a mistake, and no table can be shown on it. */
    private static final int LEAST_WIDTH = 20;

    private final boolean terminal;
    private final Charset charset;
    private final Map<String, String> environment;
    private final IntSupplier detectedWidth;
    private OptionalInt knownWidth = OptionalInt.empty();
    private ColorChoice colours = ColorChoice.AUTO;

    /**
     * A stream of a given kind.
     *
     * @param terminal whether it ends on one
     * @param detectedWidth asked where it does and {@code COLUMNS} says nothing
     */
    Screen(
            Writer out,
            boolean flushing,
            boolean terminal,
            Charset charset,
            Map<String, String> environment,
            IntSupplier detectedWidth) {
        super(out, flushing);
        this.terminal = terminal;
        this.charset = charset;
        this.environment = Map.copyOf(environment);
        this.detectedWidth = detectedWidth;
    }

    public static Screen ofOutput() {
        boolean terminal = isTerminal(OUTPUT);
        return of(System.out, terminal, terminal);
    }

    public static Screen ofErrors() {
        return of(System.err, isTerminal(ERRORS), true);
    }

    private static Screen of(OutputStream out, boolean terminal, boolean flushing) {
        Charset charset = terminal ? ofTheTerminal() : StandardCharsets.UTF_8;
        return new Screen(
                new OutputStreamWriter(out, charset), flushing, terminal, charset, System.getenv(), Screen::askedWidth);
    }

    /** Java 17 encodes what it prints by the locale only where it is told. */
    private static Charset ofTheTerminal() {
        String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    /** {@code System.console()} is no answer: it also asks where the input comes from, and some JDKs always have one. */
    private static boolean isTerminal(int descriptor) {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException notLinux) {
            return System.console() != null;
        }
    }

    private static int askedWidth() {
        return new CommandLine(CommandSpec.create()).setUsageHelpAutoWidth(true).getUsageHelpWidth();
    }

    /** Colours from now on as told. */
    public void colours(ColorChoice choice) {
        colours = choice;
    }

    public boolean isColoured() {
        return colours.isColoured(terminal, environment);
    }

    /** Whether a line may be written over. */
    boolean canRewrite() {
        return terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** How many columns a line may have; empty where nothing is to be cut. */
    public OptionalInt width() {
        if (terminal && knownWidth.isEmpty()) {
            String columns = environment.getOrDefault("COLUMNS", "");
            int width = columns.matches("[1-9][0-9]{0,4}") ? Integer.parseInt(columns) : detectedWidth.getAsInt();
            knownWidth = OptionalInt.of(Math.max(LEAST_WIDTH, width));
        }
        return knownWidth;
    }

    /** What stands for a part that was left out. */
    String ellipsis() {
        return charset.newEncoder().canEncode('…') ? "…" : "...";
    }

    /** Prints the text on one line: harmless, and no longer than the terminal is wide. */
    public static void line(PrintWriter out, String text) {
        String clean = TextWidth.harmless(text);
        if (out instanceof Screen screen && screen.width().isPresent()) {
            out.println(TextWidth.cut(clean, screen.width().getAsInt(), screen.ellipsis()));
        } else {
            out.println(clean);
        }
    }
}

package io.runnerwatchdog.cli.serve;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * What the endpoint shows.
 *
 * @param meters the meters in the format of a given content type
 * @param complete whether they may be shown already
 * @param trouble why not all is well; empty where it is
 */
record Pages(UnaryOperator<String> meters, BooleanSupplier complete, Supplier<Optional<String>> trouble) {
    /**
     * An answer.
     *
     * @param type its content type
     */
    record Page(int status, String type, String text) {
        static Page plain(int status, String line) {
            return new Page(status, Accepted.PLAIN, line + "\n");
        }
    }

    /** @param format the content type that is wanted for meters */
    Page at(String path, String format) {
        return switch (path) {
            case "/metrics" ->
                complete.getAsBoolean()
                        ? new Page(200, format, meters.apply(format))
                        : Page.plain(503, trouble.get().orElse("not yet"));
            case "/healthz" -> trouble.get().map(why -> Page.plain(503, why)).orElseGet(() -> Page.plain(200, "ok"));
            default -> Page.plain(404, "here are /metrics and /healthz");
        };
    }
}

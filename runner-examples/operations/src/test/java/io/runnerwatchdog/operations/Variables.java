package io.runnerwatchdog.operations;

/** What Grafana does to a question before it asks it. */
final class Variables {
    private Variables() {}

    /** The question with everything chosen, over this time. */
    static String filled(String expr, String rateInterval, String range) {
        String filled = expr.replace("$__rate_interval", rateInterval)
                .replace("$__range", range)
                .replaceAll("\\$(job|instance|environment|command_type|root_cause)\\b", ".+");
        if (filled.contains("$")) {
            throw new IllegalArgumentException("a variable that nobody fills: " + filled);
        }
        return filled;
    }
}

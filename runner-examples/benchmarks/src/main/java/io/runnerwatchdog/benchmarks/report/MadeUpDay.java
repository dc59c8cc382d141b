package io.runnerwatchdog.benchmarks.report;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.runnerwatchdog.evidence.EvidenceLog;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A day of a busy build farm, as evidence: the same for the same seed. Lines have the fields, the order and about the length
 * of those that {@link EvidenceLog} writes; to let it write a million of them would take minutes, most of them redaction.
 */
final class MadeUpDay {
    static final LocalDate DAY = LocalDate.parse("2026-11-23");

    private static final List<String> TYPES =
            List.of("build", "build", "build", "test", "test", "deploy", "smoke", "canary");
    private static final List<String> ENVIRONMENTS = List.of("ci", "ci", "ci", "development", "production");
    private static final List<String> CAUSES =
            List.of("network", "network", "network", "lock", "io_wait", "child_hang", "cpu_starve", "unknown");
    private static final List<String> COMMANDS = List.of(
            "mvn -B -ntp verify",
            "git fetch --prune origin",
            "npm ci --no-audit",
            "pytest -q tests/integration",
            "docker build -t app:latest .",
            "terraform apply -auto-approve plan.out");
    private static final int HOSTS = 40;

    private final SplittableRandom random;
    private final OutputStream out;
    private final JsonGenerator json;
    private long at;

    private MadeUpDay(long seed, OutputStream out, JsonGenerator json) {
        random = new SplittableRandom(seed);
        this.out = out;
        this.json = json;
    }

    /** Writes so many events into a new evidence directory: DIRECTORY EVENTS SEED. */
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Integer.parseInt(args[1]), Long.parseLong(args[2]));
    }

    private static void write(Path directory, int events, long seed) throws IOException {
        Files.createDirectories(directory);
        JsonFactory factory = new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
        try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(directory.resolve(EvidenceLog.FILE_NAME)), 1 << 20);
                JsonGenerator json = factory.createGenerator(out, JsonEncoding.UTF8)) {
            json.setRootValueSeparator(null);
            new MadeUpDay(seed, out, json).write(events);
        }
    }

    private void write(int events) throws IOException {
        long start = DAY.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
        int written = 0;
        while (written < events) {
            at = start + 86_400_000L * written / events;
            Step step = step();
            int dice = random.nextInt(1000);
            if (dice < 30 && written + 2 <= events) {
                stalled(step);
                killed(step);
                written += 2;
            } else {
                other(step, dice);
                written++;
            }
        }
    }

    private record Step(String type, String environment, String command, int pid, String host, String run, long took) {}

    private Step step() {
        int host = (int) (Math.pow(random.nextDouble(), 2) * HOSTS);
        return new Step(
                pick(TYPES),
                pick(ENVIRONMENTS),
                pick(COMMANDS),
                2 + random.nextInt(4_000_000),
                "ci-" + (host < 10 ? "0" : "") + host,
                hex() + hex(),
                Math.min(3_600_000, (long) (50 + Math.exp(random.nextGaussian() * 1.4) * 6000)));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String hex() {
        String digits = Long.toHexString(random.nextLong());
        return "0".repeat(16 - digits.length()) + digits;
    }

    private void stalled(Step step) throws IOException {
        String cause = pick(CAUSES);
        begin(step, random.nextInt(4) == 0 ? "hard-timeout" : "idle-timeout", cause);
        json.writeNumberField("idleMs", 12000);
        json.writeNumberField("confidence", 0.87);
        json.writeObjectFieldStart("diagnosis");
        String peer = "10.0.0." + random.nextInt(6) + ":443";
        json.writeStringField(
                "summary", "sh: stalled after 12 s without output, " + cause + ": " + program(cause) + " waits");
        json.writeArrayFieldStart("chain");
        json.writeString("sh[" + step.pid() + "] waits for make[" + (step.pid() + 1) + "]");
        json.writeString("make[" + (step.pid() + 1) + "] waits for " + program(cause) + "[" + (step.pid() + 2) + "]");
        json.writeString(end(cause, "[" + (step.pid() + 2) + "]", peer));
        json.writeEndArray();
        json.writeArrayFieldStart("verdicts");
        json.writeStartObject();
        json.writeStringField("classifier", "io.runnerwatchdog.network");
        json.writeStringField("rootCause", cause);
        json.writeNumberField("confidence", 0.87);
        json.writeArrayFieldStart("because");
        json.writeString(program(cause) + " has not run since");
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        tails();
        json.writeNumberField("silentMs", 12003);
        json.writeNumberField("diagnosisMs", 1500 + random.nextInt(300));
        end();
    }

    private static String program(String cause) {
        return switch (cause) {
            case "network" -> "curl";
            case "lock" -> "psql";
            case "io_wait" -> "rsync";
            case "cpu_starve" -> "javac";
            default -> "worker";
        };
    }

    private String end(String cause, String pid, String peer) {
        String process = program(cause) + pid;
        String time = " for " + random.nextInt(60) + " s";
        return switch (cause) {
            case "network" -> process + " poll on tcp " + peer + " ESTABLISHED" + time;
            case "lock" ->
                process + " waits for a lock of /var/lib/app/db." + random.nextInt(3) + ".lock, held by cron[77]";
            case "io_wait" -> process + " reads a file /mnt/nfs/cache (nfs4), uninterruptible" + time;
            case "cpu_starve" -> process + " runs or waits for the CPU";
            case "child_hang" -> process + " stopped by a signal" + time;
            default -> process + " waits for something unknown";
        };
    }

    private void tails() throws IOException {
        json.writeStringField(
                "out", "Downloading from central: maven-metadata.xml \u2026\n".repeat(1 + random.nextInt(8)));
        json.writeStringField("err", "warning: \"slow\" peer\n".repeat(random.nextInt(4)));
    }

    private void killed(Step step) throws IOException {
        at += 1500;
        begin(step, "killed", "");
        json.writeNumberField("code", 143);
        json.writeNumberField("signal", 15);
        json.writeNumberField("graceUsedMs", random.nextInt(4000));
        json.writeNumberField("survivors", random.nextInt(2000) == 0 ? 1 : 0);
        json.writeNumberField("durationMs", 12000 + step.took());
        tails();
        json.writeStringField("reason", "idle_timeout");
        json.writeNumberField("stopMs", random.nextInt(4000));
        end();
    }

    private void other(Step step, int dice) throws IOException {
        if (dice < 32) {
            begin(step, "skipped", "");
            json.writeStringField("reason", "3 stalls within 60 min");
            json.writeStringField("untilTs", time(at + 900_000));
        } else if (dice < 34) {
            begin(step, "blocked", "");
            json.writeStringField("reason", "\"rm -rf\" is blocked");
        } else {
            boolean failed = dice < 90;
            begin(step, "exit", "");
            json.writeNumberField("code", failed ? 1 : 0);
            json.writeNumberField("durationMs", step.took());
            json.writeStringField("status", failed ? "failed" : "success");
            json.writeNumberField("longestSilenceMs", step.took() / 3);
        }
        end();
    }

    private void begin(Step step, String event, String cause) throws IOException {
        json.writeStartObject();
        json.writeStringField("ts", time(at));
        json.writeStringField("event", event);
        json.writeStringField("commandType", step.type());
        json.writeStringField("environment", step.environment());
        json.writeStringField("command", step.command());
        json.writeNumberField("pid", step.pid());
        json.writeStringField("host", step.host());
        if (!cause.isEmpty()) {
            json.writeStringField("rootCause", cause);
        }
        json.writeStringField("runId", step.run());
        json.writeNumberField("attempt", 1);
        json.writeNumberField("tsMs", at);
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}

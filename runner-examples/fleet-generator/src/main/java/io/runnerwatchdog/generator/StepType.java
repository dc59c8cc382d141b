package io.runnerwatchdog.generator;

import java.util.List;
import java.util.SplittableRandom;

/** A type of command: its limits as our example configuration has them, and what such steps are like. */
enum StepType {
    BUILD(
            "build",
            40,
            30_000,
            300_000,
            2,
            70_000,
            0.8,
            List.of(
                    "mvn -B -ntp verify",
                    "npm ci --no-audit",
                    "make -j8 all",
                    "docker build -t app:latest .",
                    "git fetch --prune origin",
                    "./gradlew assemble --build-cache")),
    TEST(
            "test",
            32,
            20_000,
            180_000,
            3,
            40_000,
            0.8,
            List.of(
                    "pytest -q tests/integration",
                    "mvn -B -ntp test -Pslow",
                    "npx jest --ci --runInBand",
                    "go test ./...",
                    "bash -c \"make check 2>&1 | tee check.log\"")),
    DEPLOY(
            "deploy",
            8,
            60_000,
            600_000,
            1,
            110_000,
            0.6,
            List.of(
                    "terraform apply -auto-approve plan.out",
                    "helm upgrade --install app ./chart --wait",
                    "ansible-playbook -i inventory/live site.yml")),
    CANARY(
            "canary",
            6,
            15_000,
            120_000,
            1,
            20_000,
            0.7,
            List.of("node scripts/canary.js --region eu", "kubectl rollout status deploy/app-canary")),
    SMOKE(
            "smoke",
            14,
            10_000,
            60_000,
            2,
            7_000,
            0.7,
            List.of("curl -fsS https://app.example/health", "pnpm run smoke", "psql -c \"select 1\""));

    private static final int LONGEST_WEIGHT = 100;
    private static final StepType[] BY_WEIGHT = byWeight();

    private final String word;
    private final int weight;
    private final int idleMillis;
    private final int hardMillis;
    private final int attempts;
    private final double medianMillis;
    private final double sigma;
    private final List<String> commands;

    StepType(
            String word,
            int weight,
            int idleMillis,
            int hardMillis,
            int attempts,
            double medianMillis,
            double sigma,
            List<String> commands) {
        this.word = word;
        this.weight = weight;
        this.idleMillis = idleMillis;
        this.hardMillis = hardMillis;
        this.attempts = attempts;
        this.medianMillis = medianMillis;
        this.sigma = sigma;
        this.commands = commands;
    }

    private static StepType[] byWeight() {
        StepType[] table = new StepType[LONGEST_WEIGHT];
        int next = 0;
        for (StepType type : values()) {
            for (int i = 0; i < type.weight; i++) {
                table[next++] = type;
            }
        }
        return table;
    }

    static StepType any(SplittableRandom random) {
        return BY_WEIGHT[random.nextInt(LONGEST_WEIGHT)];
    }

    String word() {
        return word;
    }

    int idleMillis() {
        return idleMillis;
    }

    int hardMillis() {
        return hardMillis;
    }

    int attempts() {
        return attempts;
    }

    String command(SplittableRandom random) {
        return Chance.pick(random, commands);
    }

    /** How long one takes that is not stopped: shorter than its hard limit. */
    int duration(SplittableRandom random) {
        return 20 + (int) Math.min(Chance.logNormal(random, medianMillis, sigma), hardMillis - 100);
    }
}

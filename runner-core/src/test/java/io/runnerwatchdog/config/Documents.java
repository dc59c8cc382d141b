package io.runnerwatchdog.config;

/** Configurations that more than one test reads. */
final class Documents {
    /** The document of the contract. */
    static final String CONTRACT = """
            {
              "timeouts":      {"idle_ms": 12000, "hard_ms": 45000, "grace_ms": 4000},
              "environments":  {"development": {"idle_ms": 15000, "hard_ms": 60000},
                                "production":  {"idle_ms": 10000, "hard_ms": 30000},
                                "ci":          {"idle_ms": 8000,  "hard_ms": 25000}},
              "command_types": {"build":  {"idle_ms": 30000, "hard_ms": 300000, "retry_count": 2},
                                "test":   {"idle_ms": 20000, "hard_ms": 180000, "retry_count": 3},
                                "deploy": {"idle_ms": 60000, "hard_ms": 600000, "retry_count": 1},
                                "canary": {"idle_ms": 15000, "hard_ms": 120000, "retry_count": 1},
                                "smoke":  {"idle_ms": 10000, "hard_ms": 60000,  "retry_count": 2}},
              "metrics":  {"endpoint": "http://127.0.0.1:4001", "enabled": true, "timeout_ms": 5000},
              "logging":  {"evidence_dir": "evidence/runner"},
              "security": {"allowed_commands": ["node", "pnpm", "npm"], "blocked_patterns": ["rm -rf"]}
            }
            """;

    /** A document in which no key is missing. */
    static final String ALL_KEYS = """
            {
              "$schema": "../docs/runner-config.schema.json",
              "timeouts":      {"idle_ms": 12000, "hard_ms": 45000, "grace_ms": 4000},
              "environments":  {"ci": {"idle_ms": 8000, "hard_ms": 25000, "grace_ms": 2000}},
              "command_types": {"build": {"idle_ms": 30000, "hard_ms": 300000, "grace_ms": 4000, "retry_count": 2}},
              "retry":     {"causes": ["network", "licence"], "after_failure": false, "delay_ms": 1000,
                            "max_delay_ms": 30000},
              "auto_skip": {"enabled": true, "stalls": 3, "window_ms": 3600000, "cool_down_ms": 900000},
              "shadow":    false,
              "metrics":   {"endpoint": "http://127.0.0.1:4001", "enabled": true, "timeout_ms": 5000},
              "logging":   {"evidence_dir": "evidence/runner", "fsync_stalls": true, "max_file_mb": 50,
                            "max_total_mb": 1024, "keep_days": 14, "compress": true,
                            "redact_patterns": ["ACME-[0-9A-F]{12}", "(?<=pin )\\\\d+"]},
              "security":  {"allowed_commands": ["node", "npm"], "blocked_patterns": ["rm -rf"]}
            }
            """;

    private Documents() {}
}

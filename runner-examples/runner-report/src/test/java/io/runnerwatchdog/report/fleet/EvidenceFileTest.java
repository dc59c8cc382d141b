package io.runnerwatchdog.report.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFileTest {
    private static final String NO_DATE = "-";

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "s3a://bucket/x/host=H/date=2026-11-23/stall-events.jsonl.20261123.1.gz H 2026-11-23",
                "file:/data/host=ci-01/date=2026-11-23/stall-events.jsonl ci-01 2026-11-23",
                "hdfs://name:8020/e/date=2026-11-23/host=a.b/stall-events.jsonl.20261123 a.b 2026-11-23",
                "/data/host=a/host=b/x.jsonl b -",
                "/data/host=a/date=2026-11-22/date=2026-11-23/x.jsonl.gz a 2026-11-23",
                "/data/host=a%20b/date=2026-02-30/x.jsonl a%20b -",
                "/data/host=a=b/date=23.11.2026/x.jsonl.1 a=b -",
                "/data/myhost=a/x.jsonl '' -",
                "/data/host=/x.jsonl '' -",
                "x.jsonl '' -",
                "/data/host=x.jsonl '' -"
            })
    void whatAPathSays(String path, String host, String date) {
        assertThat(EvidenceFile.of(path))
                .contains(new EvidenceFile(
                        path, host, date.equals(NO_DATE) ? Optional.empty() : Optional.of(LocalDate.parse(date))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/data/x.jsonl/",
                "/data/evidence_manifest.json",
                "/data/stall-events.lock",
                "/data/.x.jsonl.crc",
                "/data/_x.jsonl",
                "/data/x.jsonl.",
                "/data/x.jsonlines",
                "/data/host=a/.jsonl"
            })
    void whatIsNoEvidence(String path) {
        assertThat(EvidenceFile.of(path)).isEmpty();
    }

    @Test
    void onlyAnEndingSaysThatItIsCompressed() {
        assertThat(EvidenceFile.of("/x.jsonl.20261123.gz").orElseThrow().isCompressed())
                .isTrue();
        assertThat(EvidenceFile.of("/x.gz/y.jsonl.20261123").orElseThrow().isCompressed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, false",
        "2026-11-21, true",
        "2026-11-22, true",
        "2026-11-24, true",
        "2026-11-25, true",
        "2026-11-26, false"
    })
    void aFolderIsReadIfItsDayIsNearThePeriod(String date, boolean read) {
        EvidenceFile file = EvidenceFile.of("/host=a/date=" + date + "/x.jsonl").orElseThrow();

        assertThat(file.mayHold(Instant.parse("2026-11-22T12:00:00Z"), Instant.parse("2026-11-24T12:00:00Z")))
                .isEqualTo(read);
    }

    @Test
    void aFileWithoutADateMayHoldAnything() {
        EvidenceFile file = EvidenceFile.of("/host=a/x.jsonl").orElseThrow();

        assertThat(file.mayHold(Instant.MIN, Instant.MAX)).isTrue();
        assertThat(file.mayHold(Instant.EPOCH, Instant.EPOCH.plusSeconds(1))).isTrue();
    }

    @Property
    void anyTextIsReadInSomeWay(@ForAll String path) {
        EvidenceFile.of(path).ifPresent(file -> {
            assertThat(file.path()).isEqualTo(path);
            file.mayHold(Instant.MIN, Instant.MAX);
        });
    }

    @Property
    void aHostIsFoundAsItStands(@ForAll @NotBlank String name) {
        String host = name.replace('/', '_');

        assertThat(EvidenceFile.of("s3a://b/host=" + host + "/x.jsonl"))
                .map(EvidenceFile::host)
                .contains(host);
    }
}

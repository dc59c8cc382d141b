package io.runnerwatchdog.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a document that is no JSON, or not the one JSON object that is asked for, word for word. */
class ConfigSyntaxTest {
    @Test
    void anEmptyDocumentIsNoConfiguration() {
        assertThat(refusal("")).isEqualTo("runner.json:1:1: $: found nothing, expected a JSON object");
        assertThat(refusal(" \n\t")).isEqualTo("runner.json:1:1: $: found nothing, expected a JSON object");
        assertThat(refusal("\uFEFF")).isEqualTo("runner.json:1:1: $: found nothing, expected a JSON object");
    }

    @Test
    void aDocumentMustBeAnObject() {
        assertThat(refusal("[]")).isEqualTo("runner.json:1:1: $: found an array, expected an object");
        assertThat(refusal("12")).isEqualTo("runner.json:1:1: $: found 12, expected an object");
        assertThat(refusal("\n  null")).isEqualTo("runner.json:2:3: $: found null, expected an object");
        assertThat(refusal("\"{}\"")).isEqualTo("runner.json:1:1: $: found \"{}\", expected an object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "{\"timeouts\": } ~ 1:14 ~ Unexpected character ('}' (code 125)): expected a value",
                "{\"timeouts\" 1} ~ 1:13 ~ Unexpected character ('1' (code 49)): was expecting a colon to separate field na…",
                "{\"timeouts\": {},} ~ 1:17 ~ Unexpected character ('}' (code 125)): was expecting double-quote to start field…",
                "{\"timeouts\": { ~ 1:15 ~ Unexpected end-of-input: expected close marker for Object",
                "[1, ~ 1:4 ~ Unexpected end-of-input within/between Array entries",
                "{\"a\": nope} ~ 1:7 ~ Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or …",
                "{\"a\": NaN} ~ 1:10 ~ Non-standard token 'NaN'",
                "{\"a\": 01} ~ 1:8 ~ Invalid numeric value: Leading zeroes not allowed",
                "// why ~ 1:1 ~ Unexpected character ('/' (code 47)): maybe a (non-standard) comment?"
            })
    void malformedJsonIsShownAtItsPlace(String json, String place, String found) {
        assertThat(refusal(json)).isEqualTo("runner.json:" + place + ": $: found " + found + ", expected valid JSON");
    }

    @Test
    void aSecondDocumentInTheSameFileIsRefused() {
        assertThat(refusal("{}\n{}"))
                .isEqualTo("runner.json:2:1: $: found more after the end of the document, expected one JSON object");
    }

    @Test
    void aDocumentBeyondTheParsersBoundsIsShownAtItsPlaceToo() {
        assertThat(refusal("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}"))
                .isEqualTo("runner.json:1:38: $: found Document nesting depth (33) exceeds the maximum allowed (32),"
                        + " expected valid JSON");
        assertThat(refusal("{\"x\":" + "9".repeat(2000) + "}"))
                .isEqualTo("runner.json:1:2006: $: found Number value length (2000) exceeds the maximum allowed (1000),"
                        + " expected valid JSON");
    }

    @Test
    void aKeyThatStandsTwiceIsRefusedWhereItStandsAgain() {
        assertThat(refusal("{\"timeouts\": {\"idle_ms\": 5,\n  \"idle_ms\": 6}}"))
                .isEqualTo("runner.json:2:3: $.timeouts.idle_ms: found the key a second time, expected each key once");
        assertThat(refusal("{\"environments\": {\"ci\": {}, \"c\\u0069\": {}}}"))
                .as("the same key under another spelling")
                .isEqualTo("runner.json:1:29: $.environments.ci: found the key a second time, expected each key once");
    }

    @Test
    void aByteOrderMarkIsPassedOverOnceAndMovesNothing() {
        assertThat(refusal("\uFEFF{\"timeouts\": 3}"))
                .isEqualTo("runner.json:1:14: $.timeouts: found 3, expected an object");
        assertThat(refusal("\uFEFF\uFEFF{}")).startsWith("runner.json:1:1: $: found Unexpected character ('\\ufeff'");
    }

    private static String refusal(String json) {
        return catchThrowableOfType(ConfigException.class, () -> RunnerConfig.parse(json, "runner.json"))
                .getMessage();
    }
}

package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import engram.query.function.QueryConfig.RawPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiPathTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/workspaces/acme/search, /v1/workspaces/acme/search",
        "/v1/workspaces/a%20b/documents, /v1/workspaces/a%20b/documents",
        "/v1/workspaces/acme/documents/acme/a+b%20c.md, /v1/workspaces/acme/documents/acme%2Fa%2Bb%20c.md",
        "/v1/workspaces/acme/documents/acme//../%2525, /v1/workspaces/acme/documents/acme%2F%2F..%2F%2525",
        "/v1/workspaces/acme/documents/acme/%C3%A4, /v1/workspaces/acme/documents/acme%2F%C3%A4",
    })
    void anEncodedPathBecomesOneSegmentForASourcePath(String path, String canonical) {
        assertThat(ApiPath.canonical(path, RawPath.ENCODED)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/workspaces/a b/documents, /v1/workspaces/a%20b/documents",
        "/v1/workspaces/acme/documents/acme/a+b c%20.md, /v1/workspaces/acme/documents/acme%2Fa%2Bb%20c%2520.md",
        "/v1/workspaces/acme/documents/acme/100%, /v1/workspaces/acme/documents/acme%2F100%25",
        "/v1/workspaces/acme/documents/acme/ä, /v1/workspaces/acme/documents/acme%2F%C3%A4",
    })
    void aDecodedPathIsNotDecodedAgain(String path, String canonical) {
        assertThat(ApiPath.canonical(path, RawPath.DECODED)).isEqualTo(canonical);
    }

    @Test
    void whatIsNoPathOfTheApiIsNotFound() {
        for (String path : new String[] {"/", "/v1/workspaces", "/v1/workspaces//search", "/q/metrics", "/a b", "//"}) {
            for (RawPath form : RawPath.values()) {
                assertThatExceptionOfType(Refusal.class)
                        .isThrownBy(() -> ApiPath.canonical(path, form))
                        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(Code.NOT_FOUND));
            }
        }
    }
}

package engram.query.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import engram.domain.DocumentId;
import engram.domain.SourcePath;
import engram.domain.Workspace;
import engram.domain.WorkspaceMapping;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScopeTest {

    private final Scope all = new Scope(WorkspaceMapping.DEFAULT, Optional.empty());
    private final Scope acmeOnly = new Scope(WorkspaceMapping.DEFAULT, Optional.of(Set.of("acme")));

    @Test
    void everyWorkspaceIsShownUnlessSomeAreNamed() {
        assertThat(all.workspace("zeta")).isEqualTo(new Workspace("zeta"));
        assertThat(acmeOnly.workspace("acme")).isEqualTo(new Workspace("acme"));
        assertRefused(Code.FORBIDDEN, () -> acmeOnly.workspace("zeta"));
        assertRefused(Code.FORBIDDEN, () -> acmeOnly.document("zeta", "zeta/a.md"));
    }

    @Test
    void aDocumentIsFoundInItsOwnWorkspaceOnly() {
        assertThat(all.document("acme", "acme/a.md"))
                .isEqualTo(new DocumentId(new Workspace("acme"), new SourcePath("acme/a.md")));
        assertRefused(Code.NOT_FOUND, () -> all.document("acme", "zeta/a.md"));
        assertRefused(Code.NOT_FOUND, () -> all.document("acme", "acmex/a.md"));
        assertRefused(Code.NOT_FOUND, () -> all.document("acme", "/acme/a.md"));
    }

    @Test
    void whatIsNoWorkspaceIsRefused() {
        assertRefused(Code.INVALID_INPUT, () -> all.workspace(""));
        assertRefused(Code.INVALID_INPUT, () -> all.workspace("a/b"));
        assertRefused(Code.INVALID_INPUT, () -> all.workspace("x".repeat(256)));
        assertRefused(Code.INVALID_INPUT, () -> all.workspace("\ud800"));
    }

    private static void assertRefused(Code code, Runnable request) {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(request::run)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

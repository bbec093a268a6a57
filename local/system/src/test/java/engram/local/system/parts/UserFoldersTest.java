package engram.local.system.parts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserFoldersTest {

    @Test
    void theMoreParticularVariableDecides() {
        assertThat(UserFolders.cache(Map.of("ENGRAM_CACHE", "/c", "XDG_CACHE_HOME", "/x", "HOME", "/h"))).isEqualTo(Path.of("/c"));
        assertThat(UserFolders.cache(Map.of("XDG_CACHE_HOME", "/x", "HOME", "/h"))).isEqualTo(Path.of("/x/engram"));
        assertThat(UserFolders.cache(Map.of("ENGRAM_CACHE", " ", "HOME", "/h"))).isEqualTo(Path.of("/h/.cache/engram"));
        assertThat(UserFolders.data(Map.of("HOME", "/h"))).isEqualTo(Path.of("/h/.local/share/engram"));
    }

    @Test
    void withoutAHomeTheUsersRecordDecides() {
        assertThat(UserFolders.data(Map.of())).isEqualTo(Path.of(System.getProperty("user.home"), ".local/share/engram"));
        assertThat(UserFolders.cache(Map.of("HOME", ""))).isEqualTo(Path.of(System.getProperty("user.home"), ".cache/engram"));
    }

    @Test
    void whatIsRelativeIsSoToTheWorkingDirectory() {
        assertThat(UserFolders.cache(Map.of("ENGRAM_CACHE", "c"))).isEqualTo(Path.of("c").toAbsolutePath());
    }
}

package engram.storage.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class InventoryPlaceTest {

    @Test
    void aFolderAndAManifestAreToldApart() {
        InventoryPlace folder = InventoryPlace.parse("s3://inventories/engram/documents/daily/");
        assertThat(folder.bucket()).isEqualTo("inventories");
        assertThat(folder.key()).isEqualTo("engram/documents/daily/");
        assertThat(folder.isManifest()).isFalse();
        assertThat(InventoryPlace.parse("s3://inventories/").isManifest()).isFalse();
        assertThat(InventoryPlace.parse("s3://inventories/a/2026-11-21T01-00Z/manifest.json").isManifest()).isTrue();
    }

    @Test
    void whatIsNeitherIsRefusedWithAnExample() {
        for (String wrong : new String[] {"", "inventories/daily/", "s3://inventories", "s3://inventories/daily", "https://inventories/", "s3://UPPER/x/"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> InventoryPlace.parse(wrong)).withMessageContaining("s3://BUCKET/");
        }
    }
}

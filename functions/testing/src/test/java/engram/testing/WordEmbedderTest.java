package engram.testing;

import engram.domain.Embedder;
import engram.testing.contract.EmbedderContract;

class WordEmbedderTest extends EmbedderContract {

    @Override
    protected Embedder embedder() {
        return new WordEmbedder();
    }
}

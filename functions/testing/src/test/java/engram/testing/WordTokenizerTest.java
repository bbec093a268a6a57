package engram.testing;

import engram.domain.Tokenizer;
import engram.testing.contract.TokenizerContract;

class WordTokenizerTest extends TokenizerContract {

    @Override
    protected Tokenizer tokenizer() {
        return new WordTokenizer(256);
    }
}

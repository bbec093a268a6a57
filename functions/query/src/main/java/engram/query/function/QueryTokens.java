package engram.query.function;

import engram.domain.Tokenizer;
import engram.query.Question;

/// Bounds how many tokens of the model a question may have.
final class QueryTokens {

    private final Tokenizer tokenizer;
    private final int most;

    QueryTokens(Tokenizer tokenizer, int most) {
        this.tokenizer = tokenizer;
        this.most = most;
    }

    /// @throws Refusal INVALID_INPUT
    void check(Question question) {
        int tokens = tokenizer.count(question.text());
        int taken = Math.min(most, tokenizer.maxTokens());
        if (tokens > taken) {
            throw Refusal.invalid("query", "has " + tokens + " tokens of the model, at most " + taken + " are taken");
        }
    }
}

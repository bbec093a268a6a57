package engram.domain.pii;

import java.util.List;

/// Keys and tokens in the forms that their issuers publish.
final class Credentials {

    private static final String EDGE = "(?<![A-Za-z0-9_-])";
    private static final String ALGORITHM = "(?:[A-Z]{2,16} ){0,2}";
    private static final String END = "(?![A-Za-z0-9_-])";

    static final List<PiiRule> RULES = List.of(
            // A private key in PEM, its armour included.
            rule("-----BEGIN " + ALGORITHM + "PRIVATE KEY-----[^-]{0,8192}+(?:-[^-]{1,8192}+){0,8}+-----END " + ALGORITHM + "PRIVATE KEY-----"),
            // AWS: id of an access key, long-term or of a session.
            rule(EDGE + "A(?:KIA|SIA)[A-Z2-7]{16}" + END),
            // AWS: a secret key, by what is written before it.
            rule("(?i:aws_?secret_?(?:access_?)?key)[\"']?\\s{0,4}[:=]\\s{0,4}[\"']?[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])"),
            // GitHub: tokens with a prefix.
            rule(EDGE + "(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255})" + END),
            // GitLab: personal access tokens.
            rule(EDGE + "glpat-[A-Za-z0-9_-]{20,64}" + END),
            // Slack.
            rule(EDGE + "xox[abeoprs]-[A-Za-z0-9-]{10,250}" + END),
            // Google: API keys.
            rule(EDGE + "AIza[A-Za-z0-9_-]{35}" + END),
            // Stripe: secret and restricted keys.
            rule(EDGE + "[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}" + END),
            // Keys of language models' makers.
            PiiRule.of(
                    PiiKind.CREDENTIAL,
                    EDGE + "sk-(?:ant-|proj-|svcacct-)?[A-Za-z0-9_-]{32,255}" + END,
                    text -> text.chars().anyMatch(Character::isDigit)),
            // npm, PyPI, Docker Hub.
            rule(EDGE + "(?:npm_[A-Za-z0-9]{36}|pypi-[A-Za-z0-9_-]{50,255}|dckr_pat_[A-Za-z0-9_-]{27})" + END),
            // JSON web tokens, signed (RFC 7519).
            rule(EDGE + "eyJ[A-Za-z0-9_-]{10,4096}\\.eyJ[A-Za-z0-9_-]{10,4096}\\.[A-Za-z0-9_-]{16,1024}" + END));

    private Credentials() {}

    private static PiiRule rule(String pattern) {
        return PiiRule.of(PiiKind.CREDENTIAL, pattern);
    }
}

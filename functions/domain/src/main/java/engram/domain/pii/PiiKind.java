package engram.domain.pii;

/// What a match is.
public enum PiiKind {
    EMAIL,
    PHONE,
    IBAN,
    PAYMENT_CARD,
    IP_ADDRESS,
    SOCIAL_SECURITY_NUMBER,
    /// Access keys, API tokens and private keys.
    CREDENTIAL
}

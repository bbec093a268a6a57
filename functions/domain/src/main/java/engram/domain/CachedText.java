package engram.domain;

/// A text that a model may have given a vector which is kept: what the embedding cache knows a vector by.
public record CachedText(ModelVersion model, TextHash text) {}

package engram.health;

/// Why there is no answer.
///
/// @param error what is wrong, in one line
/// @param remedy what to do about it, in one line
public record Trouble(String error, String remedy) {}

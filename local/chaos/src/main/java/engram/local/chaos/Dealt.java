package engram.local.chaos;

/// What became of a blow.
///
/// @param hit  whether it met anybody
/// @param what for a log
record Dealt(boolean hit, String what) {

    static final Dealt NOBODY = new Dealt(false, "nobody was there");
}

package engram.retention.rules;

/// How much one sweep may do without being told so.
///
/// @param objects most objects that it acts on
/// @param share most of all objects, 0 to 1; does not count below [#FEW]
public record Limits(long objects, double share) {

    public static final Limits DEFAULT = new Limits(1_000, 0.25);

    /// In a small bucket a share says little.
    public static final long FEW = 20;

    public Limits {
        if (objects < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a sweep may act on 0 objects or more, and on a share of 0 to 1");
        }
    }

    /// @param due objects that the sweep would act on
    /// @param all objects in the bucket
    public boolean allow(long due, long all) {
        return due <= objects && (due <= FEW || due <= share * all);
    }
}

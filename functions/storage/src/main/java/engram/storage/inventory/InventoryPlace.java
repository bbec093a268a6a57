package engram.storage.inventory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where inventories lie: one manifest, or the folder below which S3 delivers one after another.
///
/// @param key of the manifest, or what the keys of all manifests begin with; empty, or ends with "/", in the second case
record InventoryPlace(String bucket, String key) {

    static final String MANIFEST = "manifest.json";

    private static final Pattern FORM = Pattern.compile("s3://(?<bucket>[a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(?<key>.{0,1024})");

    /// @throws IllegalArgumentException if it is neither
    static InventoryPlace parse(String location) {
        Matcher form = FORM.matcher(location);
        if (form.matches()) {
            InventoryPlace place = new InventoryPlace(form.group("bucket"), form.group("key"));
            if (place.isManifest() || place.key().isEmpty() || place.key().endsWith("/")) {
                return place;
            }
        }
        throw new IllegalArgumentException("an inventory is the folder that S3 delivers it to, with a \"/\" at its end, like"
                + " s3://BUCKET/PREFIX/SOURCE_BUCKET/ID/, or a manifest, like s3://BUCKET/…/manifest.json; got " + location);
    }

    boolean isManifest() {
        return key.equals(MANIFEST) || key.endsWith("/" + MANIFEST);
    }

    InventoryPlace at(String other) {
        return new InventoryPlace(bucket, other);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}

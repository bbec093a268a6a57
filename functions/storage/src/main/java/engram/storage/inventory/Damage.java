package engram.storage.inventory;

import engram.domain.TransientFailure;

/// What is said of an inventory that cannot be read: the next one may be better.
final class Damage {

    private Damage() {}

    static TransientFailure in(Object place, String what) {
        return in(place, what, null);
    }

    static TransientFailure in(Object place, String what, Throwable cause) {
        return new TransientFailure(("inventory %s: %s. Walks wait for a better one; without ENGRAM_RECONCILE_INVENTORY they list the"
                + " bucket itself").formatted(place, what), cause);
    }
}

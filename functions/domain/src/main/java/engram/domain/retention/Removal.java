package engram.domain.retention;

/// What became of an attempt to remove an object.
public enum Removal {
    /// It is gone. Nearly always it was this call that removed it; a store may answer so, too, if somebody else just did.
    REMOVED,
    /// It is gone as far as readers see; S3 refused to let some of its versions go, which were to go as well.
    HIDDEN,
    /// There was none, and the store said so.
    GONE,
    /// There was none, and S3 refused to let some of its older versions go, which were to go as well.
    GONE_BUT_HIDDEN,
    /// It is another one by now, and was left alone.
    CHANGED,
    /// S3 refuses it: Object Lock, a legal hold or a policy keeps one of its versions.
    LOCKED
}

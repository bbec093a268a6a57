package engram.storage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/// What httpclient5 looks up while it runs and a native executable decides while it is built: the index's answers are
/// not compressed, so that neither codec is on the class path.
final class NativeSubstitutions {

    private NativeSubstitutions() {}

    @TargetClass(className = "org.apache.hc.client5.http.impl.ZstdRuntime")
    static final class NoZstd {
        @Substitute
        public static boolean available() {
            return false;
        }
    }

    @TargetClass(className = "org.apache.hc.client5.http.impl.Brotli4jRuntime")
    static final class NoBrotli {
        @Substitute
        public static boolean available() {
            return false;
        }
    }
}

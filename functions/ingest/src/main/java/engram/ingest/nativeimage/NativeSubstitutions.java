package engram.ingest.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Map;
import org.apache.xmlbeans.impl.xpath.Path;

/// A part of a library that is for another library, which no package has. A JVM finds out when it comes to it; a native build wants to link
/// whatever could be reached.
final class NativeSubstitutions {

    private NativeSubstitutions() {}

    /// XMLBeans takes Saxon for what its own XPath engine does not know.
    @TargetClass(className = "org.apache.xmlbeans.impl.xpath.XPathFactory")
    static final class NoSaxon {

        /// @return null, which makes an exception of it
        @Substitute
        public static Path getCompiledPathSaxon(String expression, String contextVariable, Map<String, String> namespaces) {
            return null;
        }
    }
}

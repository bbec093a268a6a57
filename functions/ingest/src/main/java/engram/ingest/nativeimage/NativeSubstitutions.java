package engram.ingest.nativeimage;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.util.Map;
import org.apache.xmlbeans.XmlOptions;
import org.apache.xmlbeans.impl.store.Cur;
import org.apache.xmlbeans.impl.xpath.Path;
import org.apache.xmlbeans.impl.xpath.XPathEngine;

/// A part of a library that is for another library, which no package has. A JVM finds out when it comes to it; a native build wants to link
/// whatever could be reached.
final class NativeSubstitutions {

    private NativeSubstitutions() {}

    /// XMLBeans takes Saxon for what its own XPath engine does not know.
    @Substitute
    @TargetClass(className = "org.apache.xmlbeans.impl.xpath.saxon.SaxonXPath")
    static final class NoSaxon implements Path {

        private final String expression;

        @Substitute
        NoSaxon(String expression, String contextVariable, Map<String, String> namespaces) {
            this.expression = expression;
        }

        @Override
        @Substitute
        public XPathEngine execute(Cur cursor, XmlOptions options) {
            throw new NoClassDefFoundError("net/sf/saxon, which is not there, would have to evaluate an XPath of " + expression.length() + " characters");
        }
    }
}

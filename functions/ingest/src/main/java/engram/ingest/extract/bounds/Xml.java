package engram.ingest.extract.bounds;

import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// XML that fetches nothing and expands nothing: no DTD is read, no entity but the five of XML itself is replaced.
public final class Xml {

    private Xml() {}

    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        // JDK 24 and newer stop at a depth of 100 by themselves (conf/jaxp.properties), with no telling why: our own bound gives a reason.
        factory.setProperty("jdk.xml.maxElementDepth", "0");
        return factory.createXMLStreamReader(in);
    }
}

package engram.local.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.cli.Failure;
import engram.local.cli.remote.Json;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A bill of materials in CycloneDX, made to say what is in a package and nothing else. Maven knows the libraries with their
/// licences; the package knows which of them it holds, and the models and native libraries that Maven does not know of.
final class Materials {

    private static final String COMPONENTS = "components";

    private Materials() {}

    /// @param bill as CycloneDX's Maven plugin wrote it for the function's module
    /// @throws Failure if the package holds a library that the bill does not know
    static ObjectNode of(ObjectNode bill, Shipped shipped) {
        Map<String, ObjectNode> kept = new LinkedHashMap<>();
        shipped.jars().forEach((jar, hash) -> {
            ObjectNode component = known(bill, jar);
            kept.putIfAbsent(component.path("bom-ref").asText(), asShipped(component, jar, hash));
        });
        Set<String> refs = new HashSet<>(kept.keySet());
        ObjectNode precise = bill.deepCopy();
        ArrayNode components = precise.putArray(COMPONENTS);
        components.addAll(kept.values());
        shipped.files().forEach((name, hash) -> components.add(file(name, hash)));
        refs.add(bill.path("metadata").path("component").path("bom-ref").asText());
        precise.set("dependencies", dependencies(bill.path("dependencies"), refs));
        return precise;
    }

    private static ObjectNode known(ObjectNode bill, String jar) {
        return bill.path(COMPONENTS).valueStream()
                .filter(candidate -> Component.of(candidate).is(jar))
                .findFirst()
                .map(ObjectNode.class::cast)
                .orElseThrow(() -> Failure.failed("the package holds " + jar + ", which its bill of materials does not know"));
    }

    /// With the checksum of the very file in the package.
    private static ObjectNode asShipped(ObjectNode component, String jar, String hash) {
        ObjectNode shipped = component.deepCopy();
        hashed(shipped, hash);
        if (jar.startsWith(Component.MODIFIED)) {
            shipped.putObject("pedigree").put("notes", "Quarkus changed classes of it when the package was built");
        }
        return shipped;
    }

    private static void hashed(ObjectNode component, String hash) {
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", hash);
    }

    private static ArrayNode dependencies(JsonNode all, Set<String> refs) {
        ArrayNode kept = Json.array();
        all.valueStream().filter(node -> refs.contains(node.path("ref").asText())).forEach(node -> {
            ObjectNode dependency = kept.addObject().put("ref", node.path("ref").asText());
            ArrayNode on = dependency.putArray("dependsOn");
            node.path("dependsOn").valueStream().map(JsonNode::asText).filter(refs::contains).forEach(on::add);
        });
        return kept;
    }

    private static ObjectNode file(String name, String hash) {
        ObjectNode file = Json.object().put("type", name.endsWith(".onnx") ? "machine-learning-model" : "file").put("name", name).put("bom-ref", name);
        hashed(file, hash);
        return file;
    }

    static List<Component> libraries(ObjectNode bill) {
        return bill.path(COMPONENTS).valueStream().filter(component -> component.has("purl")).map(Component::of).toList();
    }
}

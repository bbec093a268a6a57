package engram.local.cli.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A library as a bill of materials (CycloneDX) names it.
///
/// @param licences identifiers of SPDX, or the names that its authors gave; each may be chosen
record Component(String group, String name, String version, List<String> licences) {

    static final String MODIFIED = "modified-";

    static Component of(JsonNode component) {
        return new Component(
                component.path("group").asText(),
                component.path("name").asText(),
                component.path("version").asText(),
                component.path("licenses").valueStream().map(Component::licence).toList());
    }

    private static String licence(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return choice.path("expression").asText(licence.path("id").asText(licence.path("name").asText()));
    }

    /// Whether that is the file in a package: Quarkus names it `GROUP.ARTIFACT-VERSION.jar`, with a classifier before the end
    /// and [#MODIFIED] before the name if it changed its classes.
    boolean is(String jar) {
        String file = jar.startsWith(MODIFIED) ? jar.substring(MODIFIED.length()) : jar;
        String beginning = group + "." + name + "-" + version;
        return file.equals(beginning + ".jar") || file.startsWith(beginning + "-");
    }

    String coordinates() {
        return group + ":" + name + ":" + version;
    }
}

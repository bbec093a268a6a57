package engram.local.system;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import engram.local.system.parts.FreePorts;
import engram.local.system.parts.Part;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The ports of the parts: free ones, the same at every start while they are free.
final class Ports {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Ports() {
    }

    /// Chooses a port for each part that is wanted and notes them in `ports.json`.
    static Map<Part, Integer> choose(Path data, Set<Part> wanted) throws IOException {
        Path file = data.resolve("ports.json");
        Map<String, Integer> last = last(file);
        var chosen = new EnumMap<Part, Integer>(Part.class);
        List<ServerSocket> held = new ArrayList<>();
        try {
            // All are held until the last is found, so that no two parts get the same.
            for (Part part : wanted) {
                ServerSocket socket = FreePorts.hold(last.getOrDefault(part.id(), 0));
                held.add(socket);
                chosen.put(part, socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
        var notes = new TreeMap<>(last);
        chosen.forEach((part, port) -> notes.put(part.id(), port));
        if (!notes.equals(last)) {
            Files.write(file, JSON.writeValueAsBytes(notes));
        }
        return chosen;
    }

    private static Map<String, Integer> last(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return JSON.readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, Integer>>() { });
        } catch (JacksonException e) {
            return Map.of();
        }
    }
}

package engram.local.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import engram.local.system.AwsJson;
import engram.local.system.parts.PartFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// A table is there, and forgets what has expired.
///
/// @param made makes those that are missing as `infra` says
record TableCheck(AwsJson dynamoDb, String table, Runnable made) implements Check {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String name() {
        return "table " + table;
    }

    @Override
    public List<Finding> look() throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("TableName", table);
        try {
            String state = dynamoDb.call("DescribeTimeToLive", request, SOON)
                    .at("/TimeToLiveDescription/TimeToLiveStatus").asText();
            return state.startsWith("ENABL")
                    ? List.of()
                    : List.of(Finding.mendable(
                            table + " keeps what has expired: its time to live is off",
                            "turn it on for the attribute expiresAt",
                            this::enable));
        } catch (AwsJson.ServiceError e) {
            if (e.code().equals("ResourceNotFoundException")) {
                return List.of(Finding.mendable(table + " does not exist",
                        "make it as infra says and have it filled anew (local/engram fsck --repair)", this::make));
            }
            throw e;
        }
    }

    private void make() throws IOException {
        try {
            made.run();
        } catch (PartFailure e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private void enable() throws IOException, InterruptedException {
        ObjectNode request = JSON.createObjectNode().put("TableName", table);
        request.putObject("TimeToLiveSpecification").put("AttributeName", "expiresAt").put("Enabled", true);
        dynamoDb.call("UpdateTimeToLive", request, SOON);
    }
}

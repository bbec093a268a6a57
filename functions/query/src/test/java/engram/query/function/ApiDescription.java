package engram.query.function;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// Completes the description of the API that is made from the code: every operation may answer a [Problem], and what is
/// absent is left out, never null.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDescription implements OASFilter {

    @Override
    public PathItem filterPathItem(PathItem path) {
        path.getOperations().values().forEach(ApiDescription::complete);
        return path;
    }

    private static void complete(Operation operation) {
        operation.getResponses().removeAPIResponse("400");
        operation.getResponses().addAPIResponse("default", problem());
    }

    private static APIResponse problem() {
        return OASFactory.createAPIResponse()
                .description("An error; UNAVAILABLE, QUERY_TIMEOUT and RATE_LIMIT_EXCEEDED with the header Retry-After, in seconds")
                .content(OASFactory.createContent()
                        .addMediaType(
                                Problem.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"))));
    }

    @Override
    public Schema filterSchema(Schema schema) {
        schema.setType(withoutNull(schema.getType()));
        List<Schema> referred = Optional.ofNullable(schema.getAnyOf()).orElse(List.of()).stream()
                .filter(one -> one.getRef() != null)
                .toList();
        if (referred.size() == 1) {
            schema.setRef(referred.getFirst().getRef());
            schema.setAnyOf(null);
            schema.setType(null);
        }
        return schema;
    }

    private static List<SchemaType> withoutNull(List<SchemaType> types) {
        if (types == null || types.size() < 2) {
            return types;
        }
        List<SchemaType> kept = new ArrayList<>(types);
        kept.remove(SchemaType.NULL);
        return kept;
    }
}

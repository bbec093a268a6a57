package engram.local.infra;

import static engram.local.infra.Template.list;
import static engram.local.infra.Template.map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The data access policy of a collection of OpenSearch Serverless, judged as AWS does: what nothing allows is denied, and nothing can deny.
record DataAccess(List<Grant> grants) {

    /// What AWS asks for a request, by its method and path:
    /// [its table](https://docs.aws.amazon.com/opensearch-service/latest/developerguide/serverless-genref.html), of those that Engram makes. (Of
    /// `_msearch` it has `GET` only, which all clients send as `POST`.)
    private static final Map<Pattern, String> TABLE = Map.of(
            Pattern.compile("GET /_alias/[^/]+"), "aoss:DescribeCollectionItems",
            Pattern.compile("PUT /[^_/][^/]*/_alias/[^/]+"), "aoss:UpdateCollectionItems",
            Pattern.compile("PUT /[^_/][^/]*"), "aoss:CreateIndex",
            Pattern.compile("GET /[^_/][^/]*(/_mapping)?"), "aoss:DescribeIndex",
            Pattern.compile("POST /[^_/][^/]*/_bulk"), "aoss:WriteDocument",
            Pattern.compile("(GET|POST) /[^_/][^/]*/(_search|_count)"), "aoss:ReadDocument",
            Pattern.compile("POST /[^_/][^/]*/_msearch"), "aoss:ReadDocument");

    /// @param resource like `index/NAME/engram-*`
    record Need(String resource, String permission) {}

    /// @param principal ARN of a role
    record Grant(String principal, String resource, String permission) {

        boolean fits(String asker, Need need) {
            return principal.equals(asker) && permission.equals(need.permission()) && Policy.like(resource, need.resource());
        }
    }

    static DataAccess of(Stack stack) {
        List<Grant> grants = new ArrayList<>();
        for (Object entry : list(json(stack.properties("CollectionAccess").get("Policy").toString()))) {
            for (Object rule : list(map(entry).get("Rules"))) {
                texts(map(rule).get("Resource")).forEach(resource -> {
                    require(resource.startsWith(map(rule).get("ResourceType") + "/"), resource + " is of another type");
                    texts(map(rule).get("Permission")).forEach(permission -> texts(map(entry).get("Principal"))
                            .forEach(principal -> grants.add(new Grant(principal, resource, permission))));
                });
            }
        }
        return new DataAccess(List.copyOf(grants));
    }

    static Object json(String text) {
        try {
            return new ObjectMapper().readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new AssertionError("CloudFormation would take it, and AWS refuse it: " + text, e);
        }
    }

    private static Stream<String> texts(Object values) {
        return list(values).stream().map(Object::toString);
    }

    boolean allows(String principal, Need need) {
        return grants.stream().anyMatch(grant -> grant.fits(principal, need));
    }

    /// What a call like `es POST /engram/_bulk` needs. One by the alias may be judged by the alias or by the index behind it, which AWS does
    /// not say: it needs both.
    static List<Need> needs(String call, String alias) {
        String request = call.substring("es ".length()).replace("MODEL", Places.MODEL);
        String permission = TABLE.entrySet().stream()
                .filter(operation -> operation.getKey().matcher(request).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("a collection does not take " + request));
        if (permission.endsWith("CollectionItems")) {
            return List.of(new Need("collection/" + Stack.COLLECTION_NAME, permission));
        }
        String index = request.split("/")[1];
        return Stream.of(index, index.equals(alias) ? alias + "-" + Places.MODEL : index)
                .distinct()
                .map(name -> new Need("index/" + Stack.COLLECTION_NAME + "/" + name, permission))
                .toList();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}

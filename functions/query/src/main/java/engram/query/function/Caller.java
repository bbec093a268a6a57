package engram.query.function;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import engram.domain.audit.AuditEvent;
import java.util.Map;
import java.util.Optional;

/// Who sent a request, as the HTTP API's authorizer vouches for it.
final class Caller {

    private static final String SUBJECT = "sub";
    private static final String PRINCIPAL = "principalId";

    private Caller() {}

    /// `jwt:` with the token's subject, `iam:` with the user's ARN, `lambda:` with the principal, else `anonymous`.
    static String of(Optional<APIGatewayV2HTTPEvent> event) {
        return event.map(APIGatewayV2HTTPEvent::getRequestContext)
                .map(RequestContext::getAuthorizer)
                .flatMap(Caller::named)
                .orElse(AuditEvent.ANONYMOUS);
    }

    private static Optional<String> named(Authorizer authorizer) {
        return Optional.ofNullable(authorizer.getJwt())
                .map(jwt -> jwt.getClaims())
                .map(claims -> claims.get(SUBJECT))
                .map("jwt:"::concat)
                .or(() -> Optional.ofNullable(authorizer.getIam()).map(iam -> iam.getUserArn()).map("iam:"::concat))
                .or(() -> Optional.ofNullable(authorizer.getLambda()).flatMap(Caller::principal));
    }

    private static Optional<String> principal(Map<String, Object> context) {
        return Optional.ofNullable(context.get(PRINCIPAL)).map(principal -> "lambda:" + principal);
    }
}

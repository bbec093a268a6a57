package engram.local.s3;

import java.io.IOException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Errors as S3 answers them.
final class Refusal {
    private Refusal() {}

    /// @param code one of [S3's error codes](https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html)
    static S3Exception of(int status, String code, String message) {
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .build();
    }

    /// What is answered when the disk is full or broken.
    static S3Exception notWritten(IOException failure) {
        System.err.println("a change could not be written: " + failure);
        return of(500, "InternalError", "the change could not be written to the disk of the local store: "
                + failure.getMessage());
    }
}

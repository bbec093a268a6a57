package engram.local.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {

    private static Listing parse(String xml) throws IOException {
        return Listing.parse(xml.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsObjectsFoldersAndTheNextPage() throws IOException {
        Listing page = parse("""
                <?xml version="1.0" encoding="UTF-8"?>
                <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
                  <Name>engram</Name><Prefix/><KeyCount>3</KeyCount><MaxKeys>2</MaxKeys><EncodingType>url</EncodingType>
                  <IsTruncated>true</IsTruncated><NextContinuationToken>a&amp;b</NextContinuationToken>
                  <Contents><Key>w/a+b%2Bc%C3%A9.md</Key><LastModified>2026-01-01T00:00:00Z</LastModified>
                    <ETag>&quot;abc&quot;</ETag><Size>12</Size><Owner><ID>x</ID><DisplayName>y</DisplayName></Owner></Contents>
                  <CommonPrefixes><Prefix>my+docs/</Prefix></CommonPrefixes>
                </ListBucketResult>
                """);
        assertThat(page.objects()).containsExactly(new S3Object("w/a b+cé.md", "abc", 12));
        assertThat(page.folders()).containsExactly("my docs/");
        assertThat(page.next()).contains("a&b");
    }

    @Test
    void withoutAnEncodingKeysAreAsTheyAre() throws IOException {
        Listing page = parse("<ListBucketResult><IsTruncated>false</IsTruncated>"
                + "<Contents><Key>w/100%+1.md</Key><ETag>e</ETag><Size>1</Size></Contents></ListBucketResult>");
        assertThat(page.objects()).extracting(S3Object::key).containsExactly("w/100%+1.md");
        assertThat(page.next()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "", "nonsense", "<Error><Code>NoSuchBucket</Code></Error>", "<ListBucketResult>",
        "<ListBucketResult><Contents><ETag>e</ETag></Contents></ListBucketResult>",
        "<ListBucketResult><Contents><Key>k</Key><Size>many</Size></Contents></ListBucketResult>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ListBucketResult><Contents><Key>&e;</Key></Contents></ListBucketResult>",
    })
    void whatIsNoListingIsRefused(String xml) {
        assertThatThrownBy(() -> parse(xml)).isInstanceOf(IOException.class).hasMessageContaining("not a bucket listing");
    }
}

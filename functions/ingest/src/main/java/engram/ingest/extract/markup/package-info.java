/// What people write: plain text, Markdown, HTML, AsciiDoc, reStructuredText.
package engram.ingest.extract.markup;

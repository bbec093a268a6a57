/// What retention needs of the world: the bucket as a sweep sees it, a place for its notes, and one for its receipts.
package engram.domain.retention;

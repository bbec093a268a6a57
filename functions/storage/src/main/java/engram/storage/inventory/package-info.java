/// A bucket's list as S3 Inventory delivers it, for buckets that are too large to be listed request by request.
package engram.storage.inventory;

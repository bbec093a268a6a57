/// A local system under fire: documents are written and searched for, while its processes die and its network fails; in the end
/// bucket, catalog and index are compared.
package engram.local.chaos;

/// A second entry of the package of `query`, a Lambda function of its own (`smoke`): asks a new version of `query` before it
/// gets any traffic, and tells CodeDeploy whether it may have some. It starts nothing of Quarkus, and stays where an older
/// version is that cannot start.
package engram.query.smoke;

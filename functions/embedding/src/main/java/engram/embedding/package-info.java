/// Text to vectors with ONNX Runtime, on the CPU: [OnnxEmbedder] is the domain's `Embedder`, [WordPieceTokenizer] its
/// `Tokenizer`, [ModelSpec] says as data what a model is and how it wants to be asked.
///
/// **What lies on disk.** The build unpacks models and native libraries, verifies each by SHA-256, optimises the networks
/// and leaves in `functions/embedding/target/model` what a function carries beside its code, in `model/` of its zip:
/// ```
/// model/
///   all-minilm-l6-v2-q/     model.onnx   vocab.txt
///   bge-small-en-v1.5-q/    model.onnx   vocab.txt
///   onnxruntime/
///     linux-x64/            libonnxruntime.so   libonnxruntime4j_jni.so
///     linux-aarch64/ …      osx-aarch64/ …
/// ```
/// The classes of ONNX Runtime are in this module's own jar, so its 54 MB jar is on nobody's class path.
///
/// **How a function gets it.** The execution `model-into-zip` in functions/pom.xml adds the default model and the
/// libraries of linux-x64 and of the building machine to `target/function.zip`. A function's pom names it below the
/// Quarkus plugin, which writes the zip first:
/// ```xml
/// <plugin>
///   <artifactId>maven-antrun-plugin</artifactId>
///   <executions>
///     <execution>
///       <id>model-into-zip</id>
///       <phase>package</phase>
///     </execution>
///   </executions>
/// </plugin>
/// ```
///
/// Environment variable `ORT_DISABLE_TELEMETRY=1` must be set in every process that embeds: ONNX Runtime 1.29.0 reads
/// the command line for its telemetry and crashes on a long one.
package engram.embedding;

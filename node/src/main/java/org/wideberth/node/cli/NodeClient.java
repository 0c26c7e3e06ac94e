package org.wideberth.node.cli;

import java.nio.charset.StandardCharsets;
import org.wideberth.node.api.Method;

/// Asks a node over the routes of its API, running or not.
interface NodeClient extends AutoCloseable {
  /// What came back.
  ///
  /// @param status as in HTTP
  // Never compared; handed on at once.
  @SuppressWarnings("ArrayRecordComponent")
  record Answer(int status, byte[] body) {
    /// The body of an answer that is not a refusal.
    ///
    /// @throws Stop with the exit code that the refusal means
    byte[] orStop() {
      if (status < 400) {
        return body;
      }
      throw new Stop(status == 503 ? ExitCode.UNAVAILABLE : ExitCode.REFUSED, words(status, body));
    }

    private static String words(int status, byte[] body) {
      try {
        JsonTree problem = JsonTree.parse(body);
        return "%s: %s".formatted(problem.text("code"), problem.text("detail"));
      } catch (JsonTree.Unexpected noProblem) {
        return "the node answered with status " + status;
      }
    }
  }

  /// Asks and waits for the answer, whatever it is.
  ///
  /// @param path with its query, encoded
  Answer ask(Method method, String path, byte[] body);

  default JsonTree get(String path) {
    return JsonTree.parse(ask(Method.GET, path, new byte[0]).orStop());
  }

  default JsonTree post(String path, byte[] body) {
    return JsonTree.parse(ask(Method.POST, path, body).orStop());
  }

  default JsonTree post(String path, String body) {
    return post(path, body.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void close();
}

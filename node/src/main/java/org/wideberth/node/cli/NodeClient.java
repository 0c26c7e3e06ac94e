package org.wideberth.node.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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

  /// The items of a list, however many pages that takes.
  ///
  /// @param list its path, perhaps with a query
  default List<JsonTree> all(String list, String items) {
    String path = list + (list.contains("?") ? "&" : "?") + "limit=10000";
    JsonTree page = get(path);
    List<JsonTree> all = new ArrayList<>(page.items(items));
    while (page.find("next").isPresent()) {
      page = get(path + "&after=" + URLEncoder.encode(page.text("next"), StandardCharsets.UTF_8));
      all.addAll(page.items(items));
    }
    return all;
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

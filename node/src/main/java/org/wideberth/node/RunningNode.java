package org.wideberth.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.wideberth.record.Json;
import org.wideberth.record.JsonWriter;
import org.wideberth.refusal.Outcome;

/// Where the node of a data directory can be reached on this machine, while it runs: the file
/// `node.json` in it. A node that was killed leaves the file; whoever asks finds nobody there.
///
/// @param address as `http://127.0.0.1:8440`
public record RunningNode(String address) {
  private static final String FILE = "node.json";
  private static final int BYTES_MAX = 4096;

  /// What the file of a data directory says, if it is about this directory. In a copy of the
  /// directory it is not: a command on a backup must not reach the original's node.
  ///
  /// @throws IOException if the file cannot be read
  public static Optional<RunningNode> of(Path directory) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(directory.resolve(FILE));
      String here = directory.toRealPath().toString();
      Outcome<Optional<RunningNode>> read =
          Json.read(
              bytes,
              BYTES_MAX,
              members -> {
                String address = members.required("address").asText(256);
                String data = members.required("data").asText(BYTES_MAX);
                members.required("pid").asLong(0, Long.MAX_VALUE);
                return data.equals(here) ? Optional.of(new RunningNode(address)) : Optional.empty();
              });
      return read instanceof Outcome.Accepted<Optional<RunningNode>>(var node)
          ? node
          : Optional.empty();
    } catch (NoSuchFileException notRunning) {
      return Optional.empty();
    }
  }

  static void announce(Path directory, String address) throws IOException {
    String data = directory.toRealPath().toString();
    byte[] bytes =
        JsonWriter.object(
            json ->
                json.put("address", address)
                    .put("data", data)
                    .put("pid", ProcessHandle.current().pid()));
    Path partial = directory.resolve(FILE + ".partial");
    Files.writeString(partial, new String(bytes, StandardCharsets.UTF_8) + "\n");
    Files.move(
        partial,
        directory.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  static void forget(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(FILE));
  }
}

package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.wideberth.channel.Attachment;
import org.wideberth.node.api.Method;
import org.wideberth.node.attachment.Uploads;
import org.wideberth.node.journal.OwnerOnly;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists what came with a message, and saves it.
@Command(
    name = "attachment",
    description = "List the attachments of a message, or save one to a file.",
    footer = {
      "",
      "Attachments come over the link with their author, behind everything else, and go on where",
      "they stopped after a cut. What is saved was checked against the hash that the message"
          + " names.",
      "A file from elsewhere is a file from elsewhere: look at what it is before you open it.",
      "",
      "Examples:",
      "  wideberth attachment cobalt.1.17",
      "  wideberth attachment cobalt.1.17 --number 2 --out map.pdf"
    })
final class AttachmentCommand extends NodeCommand {
  private static final Map<String, String> TYPES =
      Map.of(
          "txt", "text/plain",
          "csv", "text/csv",
          "pdf", "application/pdf",
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "geojson", "application/geo+json",
          "zip", "application/zip");

  @Parameters(paramLabel = "ID", description = "The message, as in cobalt.1.17.")
  private String id = "";

  @Option(
      names = "--number",
      defaultValue = "1",
      description = "Which of its attachments, counted from 1 (default 1).")
  private int number;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to save it: a new file.")
  private Optional<Path> out = Optional.empty();

  @Override
  void run(NodeClient node, PrintWriter to) throws IOException {
    String path = "/api/v1/messages/" + encoded(id) + "/attachments";
    if (out.isEmpty()) {
      node.get(path).items("attachments").forEach(each -> to.println(line(each)));
      return;
    }
    if (Files.exists(out.get())) {
      throw new Stop(ExitCode.USAGE, out.get() + " is there already; name a new file");
    }
    byte[] bytes = node.ask(Method.GET, path + "/" + number, new byte[0]).orStop();
    OwnerOnly.writeNew(out.get().toAbsolutePath(), bytes);
    to.println("%,d bytes saved as %s".formatted(bytes.length, out.get()));
  }

  private static String line(JsonTree each) {
    String here =
        each.flag("whole")
            ? "here"
            : each.flag("erased")
                ? "erased here"
                : "not here yet, %s of %s bytes"
                    .formatted(each.text("received"), each.text("size"));
    return "%s  %s  (%s, %s bytes)  %s"
        .formatted(
            each.text("number"),
            Table.printable(each.text("name")),
            each.text("type"),
            each.text("size"),
            here);
  }

  /// What goes with a message, and who holds it.
  static void print(JsonTree message, PrintWriter out) {
    for (JsonTree each : list(message, "attachments")) {
      List<String> holders = new ArrayList<>();
      for (JsonTree state : message.items("states")) {
        boolean holds =
            list(state, "attachments_held").stream()
                .anyMatch(held -> held.text("number").equals(each.text("number")));
        holders.add(state.text("party") + (holds ? " holds it" : " does not hold it yet"));
      }
      out.println(
          "  attachment %s  %s, %s bytes: %s"
              .formatted(
                  each.text("number"),
                  Table.printable(each.text("name")),
                  each.text("size"),
                  String.join(", ", holders)));
    }
  }

  private static List<JsonTree> list(JsonTree of, String name) {
    return of.find(name).isPresent() ? of.items(name) : List.of();
  }

  /// Brings files to the node, piece by piece.
  ///
  /// @return by what names they can be attached
  static List<String> bring(NodeClient node, List<Path> files, PrintWriter out) throws IOException {
    List<String> ids = new ArrayList<>();
    for (Path file : files) {
      if (Files.size(file) > Attachment.BYTES_MAX) {
        throw new Stop(
            ExitCode.USAGE,
            "%s has %,d bytes, more than the %,d of an attachment"
                .formatted(file, Files.size(file), Attachment.BYTES_MAX));
      }
      ids.add(bring(node, file, Files.readAllBytes(file), out));
    }
    return ids;
  }

  private static String bring(NodeClient node, Path file, byte[] bytes, PrintWriter out) {
    String name = file.getFileName().toString();
    String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    JsonTree upload =
        node.post(
            "/api/v1/uploads",
            JsonWriter.object(
                json ->
                    json.put("name", name)
                        .put("type", TYPES.getOrDefault(end, "application/octet-stream"))
                        .put("size", bytes.length)
                        .put("sha256", HexFormat.of().formatHex(sha256(bytes)))));
    String id = upload.text("id");
    for (int from = 0; from < bytes.length; from += Uploads.PIECE_BYTES_MAX) {
      int to = Math.min(bytes.length, from + Uploads.PIECE_BYTES_MAX);
      byte[] piece = Arrays.copyOfRange(bytes, from, to);
      upload = node.post("/api/v1/uploads/" + id + "?from=" + from, piece);
    }
    out.println("%s: %s bytes".formatted(Table.printable(name), upload.text("received")));
    return id;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}

package org.wideberth.node.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Erases what was said of operations that are over.
@Command(
    name = "erase",
    description = {
      "Erase what was said of operations that are over for long.",
      "Entries, hashes, receipts and proofs stay; the content and its salt are overwritten here."
    },
    footer = {
      "",
      "An operation is over when it was ended or withdrawn, or when its last volume has ended.",
      "Other holders keep their copies, and so do backups. Nothing brings the content back here.",
      "Make bundles first of what may have to be shown to somebody one day.",
      "",
      "Example:",
      "  wideberth erase --older-than 90d --rehearse"
    })
final class EraseCommand extends NodeCommand {
  private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d?");

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      defaultValue = "90d",
      description = "How long they must be over, 30d or more (90d if left out).")
  private String olderThan = "";

  @Option(names = "--operation", paramLabel = "ID", description = "Only this one.")
  private Optional<String> operation = Optional.empty();

  @Option(names = "--rehearse", description = "Say what would be erased, and change nothing.")
  private boolean rehearse;

  @Override
  void run(NodeClient node, PrintWriter out) {
    Matcher days = DAYS.matcher(olderThan);
    if (!days.matches()) {
      throw new Stop(ExitCode.USAGE, "--older-than: a number of days is expected, like 90d");
    }
    JsonTree done =
        node.post(
            "/api/v1/erasures",
            JsonWriter.objectText(
                json -> {
                  json.put("older_than_days", Long.parseLong(days.group(1)));
                  operation.ifPresent(id -> json.put("operation", id));
                  if (rehearse) {
                    json.put("rehearse", true);
                  }
                }));
    done.texts("operations").forEach(out::println);
    out.println(
        "%s: %d operations, %s bodies%s."
            .formatted(
                rehearse ? "Would be erased" : "Erased",
                done.texts("operations").size(),
                done.text("bodies"),
                done.text("attachments").equals("0")
                    ? ""
                    : ", %s attachments".formatted(done.text("attachments"))));
    if (!done.text("left").equals("0")) {
      out.println(done.text("left") + " operations more are left to the next time.");
    }
    if (rehearse) {
      out.println("This was a rehearsal: nothing was changed.");
    }
  }
}

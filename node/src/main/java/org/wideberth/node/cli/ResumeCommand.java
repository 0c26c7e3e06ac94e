package org.wideberth.node.cli;

import java.io.PrintWriter;
import org.wideberth.record.JsonWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lets a restored or moved node write again on a person's word.
@Command(
    name = "resume",
    description = "Let a restored or moved node write again, on your word.",
    footer = {
      "",
      "Only where no peer can be asked, and it is certain that no later copy of this node was ever",
      "at work: two histories signed with one key are proof against the party. The node's next",
      "entry says who went on without knowing, and why.",
      "",
      "Example:",
      "  wideberth resume --reason \"moved to a new machine, the old one was switched off first\""
    })
final class ResumeCommand extends NodeCommand {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why it is certain; every party can read it.")
  private String reason = "";

  @Override
  void run(NodeClient node, PrintWriter out) {
    JsonTree resumed =
        node.post(
            "/api/v1/record/resume", JsonWriter.objectText(json -> json.put("reason", reason)));
    out.println(
        "The log goes on; entry %s of %s says so."
            .formatted(resumed.text("seq"), resumed.text("origin")));
  }
}

package org.wideberth.node.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.ChannelBody;
import org.wideberth.record.Bundle;
import org.wideberth.refusal.Outcome;

/// Holds a file against the attachments that messages in a bundle name.
final class AttachedFile {
  private AttachedFile() {}

  /// Says which attachment the file is.
  ///
  /// @return whether it is one
  static boolean check(byte[] bundle, Path file, PrintWriter out) throws IOException {
    byte[] bytes =
        Files.size(file) <= Attachment.BYTES_MAX ? Files.readAllBytes(file) : new byte[0];
    boolean found = false;
    if (Bundle.parse(bundle) instanceof Outcome.Accepted<Bundle>(var parsed)) {
      for (Bundle.Item item : parsed.items()) {
        List<Attachment> named = attachments(parsed, item);
        for (int i = 0; i < named.size(); i++) {
          if (named.get(i).isOf(bytes)) {
            found = true;
            out.println(
                Table.printable(
                    "%s is attachment %d, \"%s\", of the message in entry %d of %s."
                        .formatted(file, i + 1, named.get(i).name(), item.seq(), item.origin())));
          }
        }
      }
    }
    if (!found) {
      out.println(Table.printable(file + " is none of the attachments named in the bundle."));
    }
    return found;
  }

  private static List<Attachment> attachments(Bundle bundle, Bundle.Item item) {
    return item.body()
        .map(body -> ChannelBody.parse(bundle.theatre(), body.bytes()))
        .map(
            said ->
                said instanceof Outcome.Accepted<ChannelBody>(ChannelBody.Sent(var content))
                    ? content.attachments()
                    : List.<Attachment>of())
        .orElse(List.of());
  }
}

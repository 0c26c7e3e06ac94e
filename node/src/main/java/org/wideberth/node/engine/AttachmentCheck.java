package org.wideberth.node.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wideberth.channel.Attachment;
import org.wideberth.channel.ChannelBody;
import org.wideberth.node.attachment.AttachmentFiles;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.party.PartyId;
import org.wideberth.record.Hash;
import org.wideberth.record.Origin;
import org.wideberth.refusal.Outcome;

/// Reads every attachment of a data directory, and says which are not as they were written. One
/// that another party sent and that is not here is no damage: it is fetched by itself.
public final class AttachmentCheck {
  private record Named(PartyId author, Attachment what) {}

  private AttachmentCheck() {}

  /// What is wrong with the attachments that the journal names.
  ///
  /// @param report what the journal comes to
  /// @param own whose data it is
  /// @throws IOException if the files cannot be listed or read
  public static List<Fsck.Damage> check(Fsck.Report report, Origin own, Path data)
      throws IOException {
    AttachmentFiles.Inspection files = AttachmentFiles.inspect(data);
    Map<Hash, Named> named = named(report, own);
    List<Fsck.Damage> damages = new ArrayList<>();
    for (Hash hash : files.damaged()) {
      damages.add(
          new Fsck.Damage(
              "attachments/" + AttachmentFiles.nameOf(hash),
              "the file is not what its name says",
              whence(named, hash, own.party())));
    }
    named.forEach(
        (hash, each) -> {
          if (each.author().equals(own.party())
              && !files.whole().contains(hash)
              && !files.damaged().contains(hash)
              && !files.erased().contains(hash)) {
            damages.add(
                new Fsck.Damage(
                    "attachments/" + AttachmentFiles.nameOf(hash),
                    "the file is missing",
                    whence(named, hash, own.party())));
          }
        });
    return damages;
  }

  private static String whence(Map<Hash, Named> named, Hash hash, PartyId self) {
    Named of = named.get(hash);
    if (of == null) {
      return "no message names it: nobody misses it";
    }
    return of.author().equals(self)
        ? "\"%s\" of a message of this party: from the file that was attached, or from a reader of it"
            .formatted(of.what().name())
        : "\"%s\" from %s, by itself once a node is started without the damaged file"
            .formatted(of.what().name(), of.author());
  }

  private static Map<Hash, Named> named(Fsck.Report report, Origin own) throws IOException {
    Map<Hash, PartyId> authors = new HashMap<>();
    for (JournalRecord record : report.whole()) {
      if (Kept.decode(record) instanceof Kept.BodyHeld(var origin, var _, var hash)) {
        authors.put(hash, origin.party());
      }
    }
    Map<Hash, Named> named = new HashMap<>();
    for (KeptBody body : report.bodies()) {
      PartyId author = authors.getOrDefault(body.hash(), own.party());
      if (ChannelBody.parse(own.theatre(), body.bytes())
          instanceof Outcome.Accepted<ChannelBody>(ChannelBody.Sent(var content))) {
        content.attachments().forEach(each -> named.put(each.hash(), new Named(author, each)));
      }
    }
    return named;
  }
}

package org.wideberth.picture;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.wideberth.channel.Watch;
import org.wideberth.party.PartyId;

/// The digest of a picture: SHA-256 over one line for each thing in it, in order. Whose picture it
/// is does not enter; nor do notes, which are for their recipient only.
final class PictureDigest {
  private final MessageDigest digest;

  private PictureDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  static String of(Picture picture) {
    PictureDigest lines = new PictureDigest();
    lines.add("picture of " + picture.theatre());
    picture.agreement().lines().forEach(lines::add);
    picture.operations().forEach(operation -> lines.add(operation.toString()));
    picture.findings().forEach(finding -> lines.add(finding.toString()));
    picture.articleFindings().forEach(finding -> lines.add(finding.toString()));
    picture.channel().messages().forEach(message -> lines.add(message.toString()));
    picture.takenUp().forEach(id -> lines.add(picture.settlement(id).orElseThrow().toString()));
    picture.claims().lines().forEach(lines::add);
    for (PartyId party : picture.parties()) {
      for (Watch watch : picture.watches().of(party)) {
        if (watch.by().isPresent()) {
          // The note for the relief is for its own party only.
          lines.add(
              "%s %s %s %s %s"
                  .formatted(party, watch.desk(), watch.manned(), watch.by(), watch.since()));
        }
      }
    }
    picture.people().lines().forEach(lines::add);
    picture.departures().forEach((party, why) -> lines.add("left " + party + " " + why));
    picture.placeholders().forEach(placeholder -> lines.add(placeholder.toString()));
    return HexFormat.of().formatHex(lines.digest.digest());
  }

  private void add(String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }
}

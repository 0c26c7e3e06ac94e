package org.wideberth.node.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wideberth.gateway.geojson.FeatureFile;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;
import org.wideberth.refusal.Refusal;
import org.wideberth.refusal.RefusalCode;

/// A file of operations as a first look through it finds it. Immutable.
///
/// @param content SHA-256 of its bytes
/// @param isCollection else it has one Feature after the other
/// @param otherMembers what a collection says beside its Features, as JSON members
/// @param apart the Features of one operation do not stand together, and would come in different
///     chunks
record BulkFile(
    Path path,
    Hash content,
    long bytes,
    long features,
    long operations,
    boolean isCollection,
    String otherMembers,
    Optional<Refusal> apart) {

  /// Reads the file once, as a stream.
  ///
  /// @return refused if it is no GeoJSON
  static Outcome<BulkFile> look(Path path) throws IOException {
    MessageDigest digest = sha256();
    long features = 0;
    long operations = 0;
    Set<String> labels = new HashSet<>();
    Optional<String> last = Optional.empty();
    Optional<Refusal> apart = Optional.empty();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      FeatureFile file = new FeatureFile(in);
      while (true) {
        Optional<FeatureFile.Raw> next;
        switch (file.next()) {
          case Outcome.Accepted<Optional<FeatureFile.Raw>>(var read) -> next = read;
          case Outcome.Refused<Optional<FeatureFile.Raw>>(var refusal) -> {
            return Outcome.refuse(refusal);
          }
        }
        if (next.isEmpty()) {
          String others = file.otherMembers();
          return Outcome.accept(
              new BulkFile(
                  path,
                  Hash.of(digest.digest()),
                  Files.size(path),
                  features,
                  operations,
                  !others.isEmpty(),
                  others,
                  apart));
        }
        Optional<String> label = next.get().label();
        features++;
        if (label.isEmpty() || !label.equals(last)) {
          operations++;
          if (label.isPresent() && !labels.add(label.get())) {
            Refusal here = apart(next.get(), label.get());
            apart = apart.isPresent() ? apart : Optional.of(here);
          }
        }
        last = label;
      }
    }
  }

  private static Refusal apart(FeatureFile.Raw feature, String label) {
    return new Refusal(
        RefusalCode.MALFORMED,
        ("features[%d].properties.operation (line %d): stands apart from the other Features of"
                + " \"%s\"; in a large file put them one after the other")
            .formatted(feature.number(), feature.line(), label));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /// The Features once more.
  InputStream open() throws IOException {
    return new BufferedInputStream(Files.newInputStream(path));
  }
}

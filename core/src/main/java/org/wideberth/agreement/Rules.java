package org.wideberth.agreement;

import java.nio.charset.StandardCharsets;
import org.wideberth.record.Hash;
import org.wideberth.refusal.Outcome;

/// A rules document with its exact text, whose hash is what parties adopt.
///
/// @param hash SHA-256 of the text in UTF-8
/// @param text exactly as it was proposed
/// @param document what it says
public record Rules(Hash hash, String text, RulesDocument document) {

  /// The rules that somebody else wrote down.
  public static Outcome<Rules> parse(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return RulesDocument.parse(utf8).map(document -> new Rules(Hash.sha256(utf8), text, document));
  }

  /// The rules of a document made here.
  public static Rules of(RulesDocument document) {
    String text = document.toText();
    return new Rules(Hash.sha256(text.getBytes(StandardCharsets.UTF_8)), text, document);
  }
}

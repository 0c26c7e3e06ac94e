package org.wideberth.record;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// One thing that a bundle shows, in words and in parts. Immutable.
///
/// @param standing whether the signers are known to the reader
/// @param log the log it is about
/// @param seq the entry it is about, or -1
/// @param party whose word it is, if anybody's
/// @param time what it dates, if anything
/// @param words one sentence for a reader who knows nothing of logs
public record Claim(
    Kind kind,
    Standing standing,
    Optional<Origin> log,
    long seq,
    Optional<PartyId> party,
    Optional<Instant> time,
    String words) {

  /// What is claimed.
  public enum Kind {
    /// When the file was made, as its maker says.
    MADE,
    /// A card in the file, with its fingerprint.
    CARD,
    /// A party wrote this entry.
    WROTE,
    /// The entry existed at the latest then: others had cosigned it.
    AT_LATEST,
    /// A party to which the entry is addressed had entry and body.
    DELIVERED,
    /// A party had the entry, and is no recipient or lacked the body.
    WITNESSED,
    /// The author signed two histories.
    FORKED,
    /// A party replaced its keys; who knows the old card knows the new one.
    SUCCEEDED,
    /// The maker of the bundle says that it has erased what the entry said.
    ERASED,
    /// The entry is not among those that its party stands by since it replaced its keys.
    AFTER_LAST_GOOD
  }

  /// Whether the reader can know who signed.
  public enum Standing {
    /// Everybody who vouches for the claim is known by a card that the reader brought.
    PROVEN,
    /// Somebody who vouches for it is known by the file only, or nobody vouches.
    UNPROVEN
  }

  /// Writes the members of the JSON form.
  public void writeTo(JsonWriter out) {
    out.put("kind", kind).put("standing", standing);
    log.ifPresent(origin -> out.put("log", origin.toString()));
    if (seq >= 0) {
      out.put("seq", seq);
    }
    party.ifPresent(id -> out.put("party", id.text()));
    time.ifPresent(instant -> out.put("time", instant));
    out.put("words", words);
  }
}

package org.wideberth.record;

/// How much of each thing the record takes, and why. One past a limit comes a refusal that names
/// it, never silence.
public final class Limits {
  /// Parties in a theatre: everybody keeps everybody's log and cosigns it, so receipts grow with
  /// the square; 50 is more than any theatre that is agreed upon by people who meet.
  public static final int PARTIES_MAX = 50;

  /// An entry: 50 parties in `to` and 50 in `seen` at their longest take about 10 KiB. Entry
  /// bundles of C2SP tlog-tiles end at 64 KiB.
  public static final int ENTRY_BYTES_MAX = 16 * 1024;

  /// The body of an operation: 10,000 vertices at up to 26 bytes each, and again as much for the
  /// rest.
  public static final int OPERATION_BODY_BYTES_MAX = 512 * 1024;

  /// Any other body: a page of text in any script, or a rules document with all pairs of kinds.
  public static final int BODY_BYTES_MAX = 64 * 1024;

  /// A body that a person signed holds another body as text: at worst each byte is
  /// escaped; and an assertion beside it.
  public static final int SIGNED_BODY_BYTES_MAX = 2 * BODY_BYTES_MAX + 8 * 1024;

  /// Deeper nesting than any format here needs, and far from any stack's end.
  public static final int JSON_DEPTH_MAX = 16;

  /// A note: a holding note with [#MISSING_RANGES_MAX] ranges of the longest numbers.
  public static final int NOTE_BYTES_MAX = 64 * 1024;

  /// Signatures on one note: C2SP signed-note demands at least 16; every party may cosign.
  public static final int NOTE_SIGNATURES_MAX = 2 + PARTIES_MAX;

  /// Ranges in a holding note: beyond it the last range is widened, which claims less, not more.
  public static final int MISSING_RANGES_MAX = 1_000;

  /// Addresses on a card: a party has a few sites, each by name and by number.
  public static final int CARD_ADDRESSES_MAX = 16;

  /// A display name: it must fit on a board's label.
  public static final int NAME_CHARS_MAX = 64;

  /// A bundle is read into memory: enough for a hundred and
  /// fifty operations of the largest size.
  public static final int BUNDLE_BYTES_MAX = 128 * 1024 * 1024;

  /// Entries in a bundle: what a person can still read, and a day of a busy party.
  public static final int BUNDLE_ITEMS_MAX = 10_000;

  /// Hashes in a proof: a tree of 2^63 leaves is 63 high (C2SP tlog-witness).
  public static final int PROOF_HASHES_MAX = 63;

  /// Epochs of one party: each needs people and the recovery key, so this is never met.
  public static final int EPOCH_MAX = 1_000_000;

  /// Histories of one log that are kept when its author has signed several: two prove what was done
  /// and show what it told to whom; more would only let it fill everybody's disk.
  public static final int BRANCHES_MAX = 2;

  /// Entries in a log: far beyond use, and exact in the numbers of any JSON reader (2^53).
  public static final long LOG_SIZE_MAX = 1L << 53;

  /// The end of the year 9999, the last that ISO 8601 writes with four digits.
  public static final long EPOCH_MILLIS_MAX = 253_402_300_799_999L;

  private Limits() {}

  /// The limit of a body of that type: operations carry geometry, nothing else does; what is signed
  /// carries another body.
  public static int bodyBytesMax(String type) {
    if (type.equals("signed")) {
      return SIGNED_BODY_BYTES_MAX;
    }
    return type.startsWith("operation") ? OPERATION_BODY_BYTES_MAX : BODY_BYTES_MAX;
  }
}

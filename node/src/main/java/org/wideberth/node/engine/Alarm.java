package org.wideberth.node.engine;

import java.time.Instant;
import java.util.Optional;
import org.wideberth.party.PartyId;

/// Something the people on watch must know, in words, until it is over.
///
/// @param party whom it is about, if it is about somebody
/// @param words one or two sentences that say what is wrong and what it means
/// @param since when this node first knew; empty where it follows from the picture
public record Alarm(Code code, Optional<PartyId> party, String words, Optional<Instant> since) {

  /// What kind of thing is wrong. Names are stable.
  public enum Code {
    /// A party signed two histories of its log. The proof is kept.
    FORK,
    /// A party's log does not continue what this node holds; asked for proof.
    LOG_DOES_NOT_CONTINUE,
    /// A peer sent what cannot be read.
    GARBAGE,
    /// Peers hold more of the own log than this node: it was restored from an old backup.
    OWN_LOG_BEHIND,
    /// An entry addressed to this party has no body yet, or cannot be read.
    UNRESOLVED,
    /// Another party's node finds something else than this one from the same operations and rules.
    FINDINGS_DIFFER,
    /// Parties have not all adopted the same rules.
    RULES_DISPUTED,
    /// A party has suspended an agreement, or articles of it.
    AGREEMENT_SUSPENDED,
    /// A party has ended an agreement, or is about to.
    AGREEMENT_ENDED,
    /// The journal failed; nothing more is taken.
    STORAGE_FAILED,
    /// Nobody knows how far the own log was signed: it was restored or moved to another machine.
    OWN_LOG_UNPROVEN,
    /// What a peer passed on of another party's log does not fit what is held of it.
    RELAY_DOES_NOT_FIT,
    /// A party has new keys, on its recovery key's word: people have not confirmed them yet.
    NEW_KEYS,
    /// Two successions of one epoch, both signed with the recovery key: it is misused.
    KEYS_DISPUTED,
    /// Entries of an epoch that is over, after those that its party stands by.
    AFTER_LAST_GOOD,
    /// Something was signed with a key that has been replaced.
    REPLACED_KEY_USED,
    /// A party has left the theatre.
    PARTY_LEFT,
    /// There is little room left on the disk.
    STORAGE_LOW,
    /// A sync took long.
    STORAGE_SLOW,
    /// The clock of this machine was set by more than clocks drift.
    CLOCK_JUMPED,
    /// A peer sends more than its share of this node's time.
    FLOODING,
    /// A party has used up what it can add in a day; the rest is taken later.
    DAILY_MEASURE_FULL,
    /// A machine test of the link with a peer failed or is overdue, here or there.
    LINK_TEST_MISSED,
    /// A test of the channel by people was not answered in time.
    CHANNEL_TEST_MISSED,
    /// What a party sent for an attachment is not what its message names.
    ATTACHMENT_WRONG,
    /// Attachments of a party are not fetched for now.
    ATTACHMENTS_WAIT,
    /// A FLASH message to this party that no person of it has acknowledged.
    FLASH,
    /// A FLASH message of this party that no person of another has acknowledged in time.
    FLASH_UNACKNOWLEDGED,
    /// Messages of this party that another has not acknowledged or answered in the agreed time.
    ANSWER_OVERDUE,
    /// Messages of another party that this one has not acknowledged or answered in the agreed time.
    ANSWER_OWED,
    /// A finding between an own operation and another's that nobody here has taken up.
    FINDING_UNTAKEN,
    /// A finding that was taken up here, is not settled, and presses.
    FINDING_UNSETTLED
  }
}

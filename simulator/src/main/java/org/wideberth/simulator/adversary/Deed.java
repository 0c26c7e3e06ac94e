package org.wideberth.simulator.adversary;

/// One thing that happens in a run, complete in itself: leaving it out changes no other.
///
/// @param atMs when, since the beginning
/// @param actor whose deed it is, or whom it befalls: a number that is taken modulo how many there
///     are
/// @param other who else is concerned, likewise
/// @param dice the seed of everything random inside it
public record Deed(long atMs, Kind kind, int actor, int other, long dice) {

  /// Who does it.
  public enum By {
    /// What honest people do.
    PEOPLE,
    /// What befalls machines, disks and cables.
    FATE,
    /// What a lying party does.
    LIAR
  }

  /// What can happen.
  public enum Kind {
    /// An operation for everybody is declared.
    DECLARE(By.PEOPLE),
    /// An operation for some is declared.
    DECLARE_TO_SOME(By.PEOPLE),
    /// An own operation is withdrawn.
    WITHDRAW(By.PEOPLE),
    /// Keys that somebody else may have are replaced.
    COMPROMISE(By.PEOPLE),
    /// An operation is over for weeks, and what was said of it is erased.
    ERASE(By.PEOPLE),
    /// A party leaves the theatre.
    LEAVE(By.PEOPLE),
    /// A cable is cut for some seconds.
    CUT(By.FATE),
    /// A cable is cut until nearly the end.
    CUT_FOR_LONG(By.FATE),
    /// Power fails between writes.
    CRASH(By.FATE),
    /// Power fails in the middle of a write.
    CRASH_DURING_WRITE(By.FATE),
    /// A disk is full for a while.
    DISK_FULL(By.FATE),
    /// A disk cannot be written for a while.
    DISK_READ_ONLY(By.FATE),
    /// Each sync of a disk takes seconds for a while.
    DISK_SLOW(By.FATE),
    /// A bit of a disk flips while the machine is off.
    BIT_FLIP(By.FATE),
    /// A party is enrolled later than the others.
    JOIN(By.FATE),
    /// A clock is put forward by hours.
    CLOCK_FORWARD(By.FATE),
    /// A clock is put back by hours.
    CLOCK_BACK(By.FATE),
    /// An older copy of the disk is put back.
    RESTORE(By.FATE),
    /// A stick is carried, sometimes twice.
    COURIER(By.FATE),
    /// A party replaces its keys.
    NEW_KEYS(By.PEOPLE),
    /// Two histories are signed; some are told one, some the other.
    EQUIVOCATE(By.LIAR),
    /// The told histories grow.
    LIE_ON(By.LIAR),
    /// An entry is told without its body.
    WITHHOLD(By.LIAR),
    /// A body that is not the one of its entry.
    WRONG_BODY(By.LIAR),
    /// Bytes that are no frame.
    GARBAGE(By.LIAR),
    /// Hundreds of small questions.
    FLOOD(By.LIAR),
    /// An entry past the limit.
    OVERSIZE(By.LIAR),
    /// A signed size beyond all that is there.
    HUGE_SIZE(By.LIAR),
    /// Another party's checkpoint under the own key.
    FOREIGN_KEY(By.LIAR),
    /// A receipt for what the log never was.
    FALSE_RECEIPT(By.LIAR),
    /// A receipt for what is not held.
    EMPTY_RECEIPT(By.LIAR),
    /// An old frame again.
    REPLAY(By.LIAR),
    /// Nothing more is said or answered.
    STALL(By.LIAR),
    /// Another party's entry is passed on altered.
    ALTERED_RELAY(By.LIAR),
    /// Bodies are asked for that are for others.
    ASK_FOREIGN_BODIES(By.LIAR),
    /// An entry that cannot be read.
    UNREADABLE_ENTRY(By.LIAR),
    /// An entry of a version to come.
    NEWER_VERSION(By.LIAR),
    /// An entry about another party's operation.
    NOT_ENTITLED(By.LIAR),
    /// A hello of another theatre.
    WRONG_HELLO(By.LIAR),
    /// An entry from another century.
    FALSE_TIME(By.LIAR),
    /// A proof of a fork that never was.
    FALSE_PROOF(By.LIAR),
    /// New keys for another party.
    FORGED_KEYS(By.LIAR),
    /// A parcel that cannot be read.
    GARBAGE_PARCEL(By.LIAR),
    /// An entry under a key that the liar itself has replaced.
    REVOKED_KEY(By.LIAR),
    /// Two successions of one epoch.
    KEYS_TWICE(By.LIAR),
    /// Another history of an honest party's log, signed with its stolen key.
    STOLEN_KEY(By.LIAR);

    private final By by;

    Kind(By by) {
      this.by = by;
    }

    public By by() {
      return by;
    }
  }
}

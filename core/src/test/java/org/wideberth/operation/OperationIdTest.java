package org.wideberth.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.party.PartyId;

/// Ids are ordered as they are written.
class OperationIdTest {
  private static final long SEED = 5;
  private static final int CASES = 10_000;
  private static final List<String> PARTIES =
      List.of("a", "a-b", "a-b-c", "ab", "abc", "b", "a0", "a-0", "a0-b");
  private static final String NAME_CHARS = "ab0.-";

  @Test
  void anIdComesBeforeAnotherIfItsTextDoes() {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      OperationId one = id(random);
      OperationId other = id(random);

      assertThat(Integer.signum(one.compareTo(other)))
          .as("seed %d: %s and %s", SEED, one, other)
          .isEqualTo(Integer.signum(one.text().compareTo(other.text())));
    }
  }

  private static OperationId id(Random random) {
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      name.append(NAME_CHARS.charAt(random.nextInt(NAME_CHARS.length())));
    }
    return new OperationId(
        new PartyId(PARTIES.get(random.nextInt(PARTIES.size()))), name.toString());
  }
}

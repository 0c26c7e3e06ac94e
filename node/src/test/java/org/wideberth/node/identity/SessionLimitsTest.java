package org.wideberth.node.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wideberth.node.api.Role;
import org.wideberth.party.DisplayName;
import org.wideberth.people.PersonId;

final class SessionLimitsTest {
  private static final DisplayName WEIR = new DisplayName("Lt Weir");
  private static final PersonId ID = new PersonId("weir");
  private static final Instant NOW = Instant.parse("2026-11-26T08:00:00Z");

  @TempDir private Path directory;
  private Optional<People> opened = Optional.empty();

  @BeforeEach
  void open() throws IOException {
    DataDirectory data = DataDirectory.make(directory.resolve("amber"));
    opened = Optional.of(People.open(data, new SecureRandom()));
  }

  private People people() {
    return opened.orElseThrow();
  }

  private Session begin(PersonId person) throws IOException {
    return people().begin(person, WEIR, Role.DUTY_OFFICER, NOW).orThrow();
  }

  @Test
  void aFifthSessionOfAPersonEndsTheFirstAndNobodyElses() throws IOException {
    Session others = begin(new PersonId("lund"));
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i <= People.SESSIONS_OF_PERSON_MAX; i++) {
      sessions.add(begin(ID));
    }
    assertThat(people().find(sessions.getFirst().secret(), NOW)).isEmpty();
    for (Session each : sessions.subList(1, sessions.size())) {
      assertThat(people().find(each.secret(), NOW).flatMap(Session::id)).contains(ID);
    }
    assertThat(people().find(others.secret(), NOW)).isPresent();
  }

  @Test
  void aSessionThatIsNotUsedForAWatchEndsAndOneInUseGoesOnForAWeek() throws IOException {
    String idle = begin(ID).secret();
    String used = begin(ID).secret();
    assertThat(people().find(idle, NOW)).isPresent();
    Duration step = People.IDLE_LASTS.minusMillis(1);
    Instant at = NOW;
    Instant end = NOW.plus(People.PASSKEY_SESSION_LASTS);
    while (at.isBefore(end)) {
      assertThat(people().find(used, at)).as("at %s", at).isPresent();
      at = at.plus(step);
    }
    assertThat(people().find(used, end)).isEmpty();
    assertThat(people().find(idle, NOW.plus(People.IDLE_LASTS))).isEmpty();
    assertThat(people().find(idle, NOW.plusSeconds(1))).isPresent();
  }
}

package org.wideberth.simulator.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.JournalOpener;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;

/// The contract, and what losing power may do to it.
final class SimulatedJournalTest extends JournalContract {
  private final SimulatedDisk disk = new SimulatedDisk(1);

  @Override
  JournalOpener opener() {
    return SimulatedJournal.on(disk);
  }

  @Test
  void erased_bytes_are_on_no_sector_and_power_lost_in_between_changes_nothing_else()
      throws IOException {
    int erasedUnacknowledged = 0;
    int stayed = 0;
    for (long seed = 0; seed < 300; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      KeptBody gone = body((int) seed + 10_000, 1500);
      KeptBody stays = body((int) seed + 20_000, 1500);
      Journal journal = SimulatedJournal.on(tried).open();
      journal.append(List.of(record(1, 100)), List.of(gone, stays));
      tried.losePowerAtNextSync();
      assertThatThrownBy(
              () -> journal.append(List.of(record(2, 1)), List.of(), List.of(gone.hash())))
          .isInstanceOf(PowerLost.class);
      try (Journal after = SimulatedJournal.on(tried).open()) {
        boolean recorded = all(after, 0).size() == 2;
        assertThat(after.body(stays.hash())).as("seed %d", seed).contains(stays);
        assertThat(after.body(gone.hash()).isEmpty()).as("seed %d", seed).isEqualTo(recorded);
        assertThat(holds(tried, gone)).as("seed %d", seed).isEqualTo(!recorded);
        if (recorded) {
          erasedUnacknowledged++;
        } else {
          stayed++;
        }
        after.append(List.of(record(3, 1)), List.of(), List.of(gone.hash()));
      }
      assertThat(holds(tried, gone)).as("seed %d", seed).isFalse();
      assertThat(holds(tried, stays)).as("seed %d", seed).isTrue();
      try (Journal after = SimulatedJournal.on(tried).open()) {
        assertThat(after.body(stays.hash())).as("seed %d", seed).contains(stays);
      }
    }
    assertThat(erasedUnacknowledged).isPositive();
    assertThat(stayed).isPositive();
  }

  private static boolean holds(SimulatedDisk disk, KeptBody body) {
    String all = new String(disk.read(0, disk.size()), StandardCharsets.ISO_8859_1);
    return all.contains(new String(body.bytes(), StandardCharsets.ISO_8859_1))
        || all.contains(new String(body.salt(), StandardCharsets.ISO_8859_1));
  }

  @Test
  void what_was_acknowledged_survives_losses_of_power_and_the_rest_is_whole_or_absent()
      throws IOException {
    int unacknowledgedKept = 0;
    int unacknowledgedLost = 0;
    SimulatedDisk.Losses losses = new SimulatedDisk.Losses(0, 0, 0, 0);
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      SimulatedDisk tried = new SimulatedDisk(seed);
      List<JournalRecord> acknowledged = new ArrayList<>();
      List<KeptBody> kept = new ArrayList<>();
      for (int run = 0; run < 8; run++) {
        Journal journal = SimulatedJournal.on(tried).open();
        for (int batches = random.nextInt(5); batches > 0; batches--) {
          List<JournalRecord> batch = batch(random);
          KeptBody body = body(random.nextInt(), random.nextInt(3000));
          journal.append(batch, List.of(body));
          acknowledged.addAll(batch);
          kept.add(body);
        }
        List<JournalRecord> last = batch(random);
        tried.losePowerAtNextSync();
        assertThatThrownBy(() -> journal.append(last, List.of())).isInstanceOf(PowerLost.class);

        try (Journal after = SimulatedJournal.on(tried).open()) {
          List<JournalRecord> found = all(after, 0);
          List<JournalRecord> withLast = new ArrayList<>(acknowledged);
          withLast.addAll(last);
          assertThat(found).as("seed %d", seed).isIn(acknowledged, withLast);
          for (KeptBody body : kept) {
            assertThat(after.body(body.hash())).as("seed %d", seed).contains(body);
          }
          if (found.size() > acknowledged.size()) {
            unacknowledgedKept++;
          } else {
            unacknowledgedLost++;
          }
          acknowledged = found;
        }
      }
      losses = losses.plus(tried.losses());
    }
    assertThat(unacknowledgedKept).as("batches kept though not acknowledged").isPositive();
    assertThat(unacknowledgedLost).isPositive();
    assertThat(losses.crashes()).isEqualTo(300 * 8);
    assertThat(losses.sectorsTorn()).isPositive();
    assertThat(losses.sectorsLost()).isPositive();
    assertThat(losses.sectorsKept()).isPositive();
  }

  @Test
  void losing_power_while_opening_loses_nothing() throws IOException {
    for (long seed = 0; seed < 100; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      JournalOpener opener = SimulatedJournal.on(tried);
      for (int opening = 1; opening <= 5; opening++) {
        try (Journal journal = opener.open()) {
          assertThat(journal.append(List.of(record(opening, 700)), List.of()))
              .as("seed %d", seed)
              .isEqualTo(opening);
        }
        tried.losePowerAtNextSync();
        assertThatThrownBy(opener::open).isInstanceOf(PowerLost.class);
      }
    }
  }

  @Test
  void an_opening_from_before_a_loss_of_power_is_dead() throws IOException {
    try (Journal journal = opener().open()) {
      journal.append(List.of(record(1, 1)), List.of());
      disk.crash();

      assertThatThrownBy(() -> journal.append(List.of(record(2, 2)), List.of()))
          .isInstanceOf(PowerLost.class);
      assertThatThrownBy(() -> all(journal, 0)).isInstanceOf(PowerLost.class);
    }
  }

  @Test
  void a_full_disk_stops_the_journal_until_it_is_opened_again() throws IOException {
    try (Journal journal = opener().open()) {
      journal.append(List.of(record(1, 100)), List.of());
      disk.capacity(disk.size() + 200);
      assertThatThrownBy(() -> journal.append(List.of(record(2, 200)), List.of()))
          .hasMessageContaining("no space");
      disk.capacity(Integer.MAX_VALUE);
      assertThatThrownBy(() -> journal.append(List.of(record(2, 200)), List.of()))
          .hasMessageContaining("opened again");
    }
    try (Journal journal = opener().open()) {
      assertThat(journal.append(List.of(record(2, 200)), List.of())).isEqualTo(2);
    }
  }

  @Test
  void the_disk_forgets_what_was_not_synced_and_keeps_what_was() throws IOException {
    int whole = 0;
    int gone = 0;
    byte[] synced = {1, 2, 3};
    byte[] unsynced = {4, 5, 6};
    for (long seed = 0; seed < 200; seed++) {
      SimulatedDisk tried = new SimulatedDisk(seed);
      tried.write(0, synced);
      tried.sync();
      tried.write(3, unsynced);
      assertThat(tried.read(0, 6)).containsExactly(1, 2, 3, 4, 5, 6);
      tried.crash();

      assertThat(tried.read(0, 3)).as("seed %d", seed).containsExactly(1, 2, 3);
      switch (tried.size()) {
        case 3 -> gone++;
        case 6 -> whole++;
        default -> assertThat(tried.losses().sectorsTorn()).isEqualTo(1);
      }
    }
    assertThat(whole).isPositive();
    assertThat(gone).isPositive();
    assertThat(whole + gone).isLessThan(200);
  }

  private static List<JournalRecord> batch(Random random) {
    List<JournalRecord> batch = new ArrayList<>();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      batch.add(record(random.nextInt(100), random.nextInt(400)));
    }
    return batch;
  }
}

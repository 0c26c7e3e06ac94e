package org.wideberth.simulator.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wideberth.node.journal.Fenced;
import org.wideberth.node.journal.Journal;
import org.wideberth.node.journal.JournalOpener;
import org.wideberth.node.journal.JournalRecord;
import org.wideberth.node.journal.KeptBody;
import org.wideberth.record.Hash;

/// What every journal must do, whatever it stands on. It lives here because this is the first
/// module that sees all of them.
abstract class JournalContract {

  /// Opens the same empty journal each time within one test.
  abstract JournalOpener opener() throws IOException;

  @Test
  void an_erased_body_is_gone_for_good_and_the_others_stay() throws IOException {
    KeptBody gone = body(1, 2000);
    KeptBody stays = body(2, 2000);
    KeptBody atOnce = body(3, 10);
    try (Journal journal = opener().open()) {
      journal.append(List.of(record(1, 5)), List.of(gone, stays));
      long end =
          journal.append(
              List.of(record(2, 5)),
              List.of(atOnce),
              List.of(gone.hash(), atOnce.hash(), body(4, 4).hash()));
      assertThat(end).isEqualTo(2);
      assertThat(journal.body(gone.hash())).isEmpty();
      assertThat(journal.body(atOnce.hash())).isEmpty();
      assertThat(journal.body(stays.hash())).contains(stays);
    }
    try (Journal journal = opener().open()) {
      assertThat(journal.body(gone.hash())).isEmpty();
      assertThat(journal.body(stays.hash())).contains(stays);
      assertThat(all(journal, 0)).containsExactly(record(1, 5), record(2, 5));
      journal.append(List.of(), List.of(gone));
      assertThat(journal.body(gone.hash())).as("kept anew").contains(gone);
    }
    try (Journal journal = opener().open()) {
      assertThat(journal.body(gone.hash())).contains(gone);
    }
  }

  @Test
  void a_new_journal_is_empty() throws IOException {
    try (Journal journal = opener().open()) {
      assertThat(journal.durableEnd()).isZero();
      assertThat(all(journal, 0)).isEmpty();
      assertThat(journal.body(Hash.sha256())).isEmpty();
    }
  }

  @Test
  void records_come_back_in_order_from_any_position() throws IOException {
    try (Journal journal = opener().open()) {
      assertThat(journal.append(List.of(record(1, 10), record(2, 0)), List.of())).isEqualTo(2);
      assertThat(journal.append(List.of(record(-128, 3000)), List.of())).isEqualTo(3);

      List<JournalRecord> written = List.of(record(1, 10), record(2, 0), record(-128, 3000));
      for (int from = 0; from <= 3; from++) {
        assertThat(all(journal, from)).isEqualTo(written.subList(from, 3));
      }
    }
  }

  @Test
  void an_empty_append_changes_nothing() throws IOException {
    try (Journal journal = opener().open()) {
      journal.append(List.of(record(1, 1)), List.of());

      assertThat(journal.append(List.of(), List.of())).isEqualTo(1);
      assertThat(journal.durableEnd()).isEqualTo(1);
    }
  }

  @Test
  void bodies_come_back_by_hash_and_may_be_kept_again() throws IOException {
    KeptBody empty = KeptBody.of(new byte[32], new byte[0]);
    KeptBody large = body(7, 512 * 1024);
    try (Journal journal = opener().open()) {
      assertThat(journal.append(List.of(), List.of(empty, large))).isZero();
      journal.append(List.of(record(1, 5)), List.of(large, large));

      assertThat(journal.body(empty.hash())).contains(empty);
      assertThat(journal.body(large.hash())).contains(large);
      assertThat(journal.body(Hash.sha256(new byte[1]))).isEmpty();
    }
  }

  @Test
  void the_largest_record_is_kept() throws IOException {
    try (Journal journal = opener().open()) {
      journal.append(List.of(record(3, JournalRecord.BYTES_MAX)), List.of());

      assertThat(all(journal, 0)).containsExactly(record(3, JournalRecord.BYTES_MAX));
    }
    assertThatThrownBy(() -> record(3, JournalRecord.BYTES_MAX + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everything_is_there_after_opening_again() throws IOException {
    JournalOpener opener = opener();
    long seed = 20_261_123;
    Random random = new Random(seed);
    List<JournalRecord> written = new ArrayList<>();
    List<KeptBody> kept = new ArrayList<>();
    for (int opening = 0; opening < 5; opening++) {
      try (Journal journal = opener.open()) {
        assertThat(journal.durableEnd()).as("seed %d", seed).isEqualTo(written.size());
        for (int batch = 0; batch < 20; batch++) {
          List<JournalRecord> records = new ArrayList<>();
          for (int n = random.nextInt(4); n > 0; n--) {
            records.add(record(random.nextInt(256) - 128, random.nextInt(2000)));
          }
          List<KeptBody> bodies =
              random.nextBoolean() ? List.of(body(random.nextInt(), 300)) : List.of();
          journal.append(records, bodies);
          written.addAll(records);
          kept.addAll(bodies);
        }
      }
    }
    try (Journal journal = opener.open()) {
      assertThat(all(journal, 0)).as("seed %d", seed).isEqualTo(written);
      for (KeptBody body : kept) {
        assertThat(journal.body(body.hash())).as("seed %d", seed).contains(body);
      }
    }
  }

  @Test
  void opening_again_fences_the_earlier_opening() throws IOException {
    JournalOpener opener = opener();
    try (Journal earlier = opener.open()) {
      earlier.append(List.of(record(1, 1)), List.of());
      try (Journal later = opener.open()) {
        assertThatThrownBy(() -> earlier.append(List.of(record(2, 2)), List.of()))
            .isInstanceOf(Fenced.class);
        assertThatThrownBy(() -> earlier.append(List.of(), List.of(body(1, 1))))
            .isInstanceOf(Fenced.class);
        assertThat(later.append(List.of(record(3, 3)), List.of())).isEqualTo(2);
        assertThat(all(later, 0)).containsExactly(record(1, 1), record(3, 3));
        assertThat(later.body(body(1, 1).hash())).isEmpty();
      }
    }
  }

  @Test
  void a_closed_opening_takes_nothing_and_a_second_close_does_nothing() throws IOException {
    Journal journal = opener().open();
    journal.close();
    journal.close();

    assertThatThrownBy(() -> journal.append(List.of(record(1, 1)), List.of()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_reader_may_stop_early_by_throwing() throws IOException {
    try (Journal journal = opener().open()) {
      journal.append(List.of(record(1, 1), record(2, 2)), List.of());

      assertThatThrownBy(
              () ->
                  journal.read(
                      0,
                      (position, record) -> {
                        throw new IOException("enough");
                      }))
          .hasMessage("enough");
      assertThat(all(journal, 0)).hasSize(2);
      assertThatThrownBy(() -> all(journal, 3)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  static List<JournalRecord> all(Journal journal, long from) throws IOException {
    List<JournalRecord> records = new ArrayList<>();
    journal.read(
        from,
        (position, record) -> {
          assertThat(position).isEqualTo(from + records.size());
          records.add(record);
        });
    return records;
  }

  static JournalRecord record(int kind, int length) {
    return new JournalRecord((byte) kind, noise(31L * kind + length, length));
  }

  static KeptBody body(int number, int length) {
    return KeptBody.of(noise(number, 32), noise(~number, length));
  }

  private static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}

package org.wideberth.node.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HighWaterFileTest {
  @TempDir private Path directory = Path.of("");

  @Test
  void theMarkOutlivesItsProcessAndNeverSinks() throws IOException {
    Path state = directory.resolve("state").resolve("signed");
    try (HighWaterFile mark = HighWaterFile.open(state, "amber")) {
      assertThat(mark.size()).isZero();
      mark.raise(7);
      mark.raise(3);
      assertThat(mark.size()).isEqualTo(7);
      try (HighWaterFile after = HighWaterFile.open(state, "amber")) {
        assertThat(after.size()).as("without a sync").isEqualTo(7);
      }
      mark.raise(1L << 53);
    }
    try (HighWaterFile mark = HighWaterFile.open(state, "amber")) {
      assertThat(mark.size()).isEqualTo(1L << 53);
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve("amber"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aMarkThatCannotBeReadIsNotTakenForNone() throws IOException {
    try (HighWaterFile mark = HighWaterFile.open(directory, "amber")) {
      mark.raise(7);
    }
    Path file = directory.resolve("amber");
    String line = Files.readString(file);
    for (String damaged : new String[] {line.replace('7', '6'), line + "x", "x", line.trim()}) {
      Files.writeString(file, damaged);
      assertThatThrownBy(() -> HighWaterFile.open(directory, "amber"))
          .isInstanceOf(JournalDamaged.class);
    }
  }

  @Test
  void aPlaceThatCannotBeHadIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> HighWaterFile.open(file.resolve("in"), "amber"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("XDG_STATE_HOME");
  }
}

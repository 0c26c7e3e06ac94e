package org.wideberth.node.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process of its own that opens a journal, says so on its standard output, and then appends for
/// as long as it is left alone, saying each durable end after the append has returned.
final class JournalHolder {
  private static final long CHECKPOINT_PAGES = 20;

  private JournalHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (Journal journal = SqliteJournal.open(Path.of(arguments[0]), CHECKPOINT_PAGES)) {
      System.out.println("open");
      if (arguments[1].equals("wait")) {
        int ended = System.in.read();
        System.out.println("end " + ended);
        return;
      }
      while (true) {
        long end = journal.durableEnd();
        byte[] bytes = new byte[(int) (end % 5000)];
        KeptBody body = KeptBody.of(new byte[32], Long.toString(end).getBytes(US_ASCII));
        System.out.println(
            journal.append(List.of(new JournalRecord((byte) end, bytes)), List.of(body)));
      }
    }
  }
}

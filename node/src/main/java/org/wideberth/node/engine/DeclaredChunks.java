package org.wideberth.node.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.wideberth.operation.OperationId;
import org.wideberth.record.Hash;

/// Which parts of which large files were declared, so that whoever begins again declares nothing
/// twice. Each part stands for at least one own entry. Owned by the engine's thread; read under its
/// lock.
public final class DeclaredChunks {
  private final Map<Hash, NavigableMap<Long, Kept.ChunkDeclared>> byFile = new HashMap<>();

  /// Features of a file, one after the other.
  ///
  /// @param first its place in the file, from 0
  /// @param operations how many they are
  public record Range(long first, long features, long operations) {
    /// The place after the last one.
    public long end() {
      return first + features;
    }
  }

  void add(Kept.ChunkDeclared chunk) {
    byFile.computeIfAbsent(chunk.file(), _ -> new TreeMap<>()).put(chunk.first(), chunk);
  }

  /// The chunk that was declared of exactly these Features.
  Optional<Kept.ChunkDeclared> same(Hash file, long first, int features) {
    return Optional.ofNullable(of(file).get(first)).filter(each -> each.features() == features);
  }

  /// A chunk that has one of these Features.
  Optional<Kept.ChunkDeclared> overlapping(Hash file, long first, int features) {
    return Optional.ofNullable(of(file).lowerEntry(first + features))
        .map(Map.Entry::getValue)
        .filter(each -> each.first() + each.features() > first);
  }

  private NavigableMap<Long, Kept.ChunkDeclared> of(Hash file) {
    return byFile.getOrDefault(file, new TreeMap<>());
  }

  /// All that was declared of a file, joined where one chunk follows another.
  List<Range> ranges(Hash file) {
    List<Range> ranges = new ArrayList<>();
    for (Kept.ChunkDeclared chunk : of(file).values()) {
      if (!ranges.isEmpty() && ranges.getLast().end() == chunk.first()) {
        Range before = ranges.removeLast();
        ranges.add(
            new Range(
                before.first(),
                before.features() + chunk.features(),
                before.operations() + chunk.operations()));
      } else {
        ranges.add(new Range(chunk.first(), chunk.features(), chunk.operations()));
      }
    }
    return ranges;
  }

  /// The operations that a chunk became.
  static List<OperationId> operations(Kept.ChunkDeclared chunk) {
    List<OperationId> ids = new ArrayList<>();
    for (long seq = chunk.seq(); seq < chunk.seq() + chunk.operations(); seq++) {
      ids.add(OperationId.first(chunk.origin().party(), chunk.origin().epoch(), seq));
    }
    return ids;
  }
}

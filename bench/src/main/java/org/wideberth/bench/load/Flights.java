package org.wideberth.bench.load;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Random;
import org.wideberth.simulator.process.Machine;
import org.wideberth.simulator.process.Pair;
import org.wideberth.simulator.process.Waiting;

/// Small flights in Swiss air space, on a day with room for all. Not thread-safe.
public final class Flights {
  private static final int FEATURES_EACH_REQUEST = 500;
  private static final int PATIENCE_S = 600;

  private final Random random;
  private final Instant day;

  /// @param start of the day
  public Flights(long seed, Instant start) {
    this.random = new Random(seed);
    this.day = start.truncatedTo(ChronoUnit.HOURS);
  }

  /// Declares so many, half by each party, and waits until both have all.
  public void fill(Pair pair, int live) throws IOException, InterruptedException {
    for (Machine machine : pair.machines()) {
      for (int done = 0; done < live / 2; done += FEATURES_EACH_REQUEST) {
        int count = Math.min(FEATURES_EACH_REQUEST, live / 2 - done);
        StringBuilder features = new StringBuilder();
        for (int i = 0; i < count; i++) {
          features.append(features.isEmpty() ? "" : ",").append(feature("fill " + (done + i)));
        }
        declare(machine, "{\"type\":\"FeatureCollection\",\"features\":[" + features + "]}");
      }
    }
    Waiting.until("both have all operations", PATIENCE_S, pair::level);
  }

  /// Declares what a GeoJSON text says.
  public static void declare(Machine machine, String geoJson)
      throws IOException, InterruptedException {
    Requests.post(machine, "/api/v1/operations?as_typed=true", geoJson);
  }

  /// One more, as GeoJSON.
  public String feature(String name) {
    Instant start = day.plusSeconds(60L * random.nextInt(24 * 60));
    int lower = 100 * random.nextInt(380);
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"operation\":\"%s\",\"kind\":\"air\","
            + "\"start\":\"%s\",\"end\":\"%s\",\"lower\":%d,\"upper\":%d,\"unit\":\"ft\","
            + "\"datum\":\"PRESSURE\",\"half_width_m\":500},\"geometry\":{\"type\":"
            + "\"LineString\",\"coordinates\":[[%.6f,%.6f],[%.6f,%.6f]]}}",
        name,
        start,
        start.plusSeconds(600),
        lower,
        lower + 500,
        6.0 + 4 * random.nextDouble(),
        45.9 + 1.8 * random.nextDouble(),
        6.0 + 4 * random.nextDouble(),
        45.9 + 1.8 * random.nextDouble());
  }
}

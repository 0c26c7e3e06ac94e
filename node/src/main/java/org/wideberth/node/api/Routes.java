package org.wideberth.node.api;

import java.util.Optional;

/// How the lines of the route table are written.
final class Routes {
  /// 512 KiB of volumes as signed are a few MiB of GeoJSON.
  static final int GEOJSON_BYTES_MAX = 8 * 1024 * 1024;

  /// As the courier writes them.
  static final int COURIER_BYTES_MAX = 64 * 1024 * 1024;

  static final int BODY_BYTES_MAX = 1024 * 1024;

  private Routes() {}

  static Route open(Method method, String path, Handler handler) {
    return new Route(method, path, Optional.empty(), BODY_BYTES_MAX, handler);
  }

  static Route get(String path, Role needs, Handler handler) {
    return new Route(Method.GET, path, Optional.of(needs), BODY_BYTES_MAX, handler);
  }

  static Route post(String path, Role needs, Handler handler) {
    return post(path, needs, BODY_BYTES_MAX, handler);
  }

  static Route post(String path, Role needs, int bodyBytesMax, Handler handler) {
    return new Route(Method.POST, path, Optional.of(needs), bodyBytesMax, handler);
  }
}

package org.wideberth.conflict;

import org.wideberth.geo.Reach;

/// All directions from the Earth's centre in which a ball has a point. Angles in radians; the
/// latitude is geocentric.
///
/// @param latitude of the ball's centre
/// @param longitude of the ball's centre
/// @param angle between the centre and the furthest of the directions
record Cap(double latitude, double longitude, double angle) {
  /// Far more than rounding can do: 6 mm on the ground.
  private static final double ROUNDING = 1e-9;

  /// @param marginM added to the radius
  static Cap of(Reach ball, double marginM) {
    double level = Math.sqrt(ball.xM() * ball.xM() + ball.yM() * ball.yM());
    double distance = Math.sqrt(level * level + ball.zM() * ball.zM());
    double radius = ball.radiusM() + marginM;
    double angle = radius < distance ? StrictMath.asin(radius / distance) + ROUNDING : Math.PI;
    return new Cap(
        StrictMath.atan2(ball.zM(), level), StrictMath.atan2(ball.yM(), ball.xM()), angle);
  }

  double south() {
    return Math.max(-Math.PI / 2, latitude - angle);
  }

  double north() {
    return Math.min(Math.PI / 2, latitude + angle);
  }

  /// The most that a direction differs in longitude from the centre; half a turn if a pole is
  /// among them.
  double eastward() {
    return Math.abs(latitude) + angle >= Math.PI / 2
        ? Math.PI
        : StrictMath.asin(Math.min(1, StrictMath.sin(angle) / StrictMath.cos(latitude))) + ROUNDING;
  }
}

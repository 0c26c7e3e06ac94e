package org.wideberth.channel;

import java.time.Instant;

/// Messages that belong together, in short.
///
/// @param first names the first of them, which may not be here
/// @param count how many are here
/// @param latest the one that was written last, as the authors say
/// @param urgency the most urgent precedence in it
public record MessageThread(
    MessageId first, int count, MessageId latest, Instant time, Precedence urgency) {}

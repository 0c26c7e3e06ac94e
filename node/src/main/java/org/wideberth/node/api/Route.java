package org.wideberth.node.api;

import java.util.Optional;

/// One line of the router's table.
///
/// @param path as [PathPattern] has it
/// @param needs the least role; empty for what anyone may ask
/// @param bodyBytesMax a longer body is refused unread
record Route(Method method, String path, Optional<Role> needs, int bodyBytesMax, Handler handler) {}

package org.wideberth.node.engine;

import java.util.Optional;
import org.wideberth.channel.HumanTestStatus;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTest;

/// How the tests with one peer stand.
///
/// @param link by machines
/// @param measured what the link does now, if it is up
/// @param human by people
public record PeerTest(
    LinkTest link, Optional<LinkResult.Passed> measured, HumanTestStatus human) {}

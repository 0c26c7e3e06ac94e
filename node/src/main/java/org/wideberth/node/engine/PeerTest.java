package org.wideberth.node.engine;

import java.util.Optional;
import org.wideberth.agreement.Agreed;
import org.wideberth.channel.HumanTestStatus;
import org.wideberth.channel.LinkResult;
import org.wideberth.channel.LinkTest;
import org.wideberth.channel.TestTimes;

/// How the tests with one peer stand.
///
/// @param link by machines
/// @param measured what the link does now, if it is up
/// @param human by people
/// @param agreed when people test, if that is agreed with the peer
public record PeerTest(
    LinkTest link,
    Optional<LinkResult.Passed> measured,
    HumanTestStatus human,
    Optional<Agreed<TestTimes>> agreed) {}

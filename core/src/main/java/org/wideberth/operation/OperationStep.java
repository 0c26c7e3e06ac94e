package org.wideberth.operation;

import java.time.Instant;
import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// One entry about an operation.
///
/// @param at the entry
/// @param written when, as its author says
/// @param to whom it was addressed
/// @param message what it says
public record OperationStep(
    EntryPlace at, Instant written, Audience to, OperationMessage message) {}

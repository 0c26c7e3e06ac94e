package org.wideberth.operation;

import org.wideberth.record.Audience;
import org.wideberth.record.EntryPlace;

/// One entry about an operation.
///
/// @param at the entry
/// @param to whom it was addressed
/// @param message what it says
public record OperationStep(EntryPlace at, Audience to, OperationMessage message) {}

package org.wideberth.agreement;

/// The body of an entry about rules, whatever it says of them.
public sealed interface RulesSaying permits RulesMessage, AgreementBody {}

/// The bytes of attachments: in files of their own, beside the journal.
@NullMarked
package org.wideberth.node.attachment;

import org.jspecify.annotations.NullMarked;

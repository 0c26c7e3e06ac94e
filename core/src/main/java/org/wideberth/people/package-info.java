/// A party's people: who is on its roster with which role and passkey, and acts that they sign.
@NullMarked
package org.wideberth.people;

import org.jspecify.annotations.NullMarked;

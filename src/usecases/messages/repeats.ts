/**
 * An SMS that comes over a link bears no name: a centre that missed our answer sends it again, and a sender may say the same
 * anew. Within so long the same words from the same sender to the same number are the same SMS.
 */
export const REPEAT_MS = 600_000;

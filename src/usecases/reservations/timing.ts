/** A purchase that has no answer after this long is settled by looking at the supplier's open orders. */
export const ASK_TIMEOUT_MS = 15_000;
/** After a broken reply the supplier gets this long to show the order it may have made. */
export const FIRST_LOOK_AFTER_MS = 3_000;
/** Two looks that both find nothing are an answer only this far apart. */
export const LOOK_APART_MS = 5_000;
/** A look that failed, or a supplier that shows no list, is tried again after this long. */
export const LOOK_AGAIN_MS = 10_000;
/** How far a supplier's clock may differ from ours. */
export const CLOCK_SKEW_MS = 60_000;
/** While a process asks a supplier about one reservation, no other one does. */
export const WORK_LEASE_MS = 20_000;
/** When a cancel got no answer. */
export const CANCEL_AGAIN_MS = 5_000;
/** So close to our question an order must have been made to be its answer. */
export const PROOF_SKEW_MS = 15_000;
/** Before an open order at a supplier that nobody knows is judged. */
export const STRAY_AFTER_MS = 180_000;

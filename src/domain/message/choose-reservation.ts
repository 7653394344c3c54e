/** A reservation that a message may belong to. */
export interface Claimant {
  readonly reservationId: bigint;
  readonly serviceId: number;
  /** Open, or completed and still within its time; otherwise it is one that ended a moment ago. */
  readonly isLive: boolean;
  /** The text names the service or matches its pattern. */
  readonly fits: boolean;
}

export type Choice = { readonly kind: 'chosen'; readonly reservationId: bigint } | { readonly kind: 'ambiguous' };

/**
 * One claimant gets the message, whatever it says. Of several services on one phone, the only one that the text fits;
 * if the text fits none or many, the only one that is live; else nobody.
 */
export function chooseReservation(claimants: readonly Claimant[]): Choice {
  const newest = newestOfEachService(claimants);
  const fitting = newest.filter(({ fits }) => fits);
  const live = newest.filter(({ isLive }) => isLive);
  const liveFitting = live.filter(({ fits }) => fits);
  for (const some of [newest, fitting, liveFitting, fitting.length > 0 ? [] : live]) {
    if (some.length === 1) return { kind: 'chosen', reservationId: some[0]!.reservationId };
  }
  return { kind: 'ambiguous' };
}

function newestOfEachService(claimants: readonly Claimant[]): Claimant[] {
  const newest = new Map<number, Claimant>();
  for (const claimant of claimants) {
    const other = newest.get(claimant.serviceId);
    if (!other || other.reservationId < claimant.reservationId) newest.set(claimant.serviceId, claimant);
  }
  return [...newest.values()];
}

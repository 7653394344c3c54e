/** DRAFT may be changed; PAUSED goes on where it stopped; the last two are the end. */
export const BROADCAST_STATUSES = ['DRAFT', 'RUNNING', 'PAUSED', 'COMPLETED', 'CANCELED'] as const;
export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

/** What an operator may do to a broadcast by hand, from which states, and what follows. */
export const STEERING = {
  start: { from: ['DRAFT'], to: 'RUNNING' },
  pause: { from: ['RUNNING'], to: 'PAUSED' },
  resume: { from: ['PAUSED'], to: 'RUNNING' },
  cancel: { from: ['DRAFT', 'RUNNING', 'PAUSED'], to: 'CANCELED' },
} as const satisfies Record<string, { from: readonly BroadcastStatus[]; to: BroadcastStatus }>;
export type Steering = keyof typeof STEERING;

/** What an operator may change while the shop runs, with the values that hold until he does. */
export const DEFAULT_SETTINGS = {
  maxOpenReservations: 3,
  maxCancelsAnHour: 10,
  maxUsesOfNumber: 3,
  maxExpiriesInARow: 3,
  lateCodeWindowS: 600,
  isInMaintenance: false,
  supportContact: '',
  /** Telegram bears about thirty messages a second from a bot; answers and codes go first. */
  broadcastsPerSecond: 25,
} as const satisfies Record<string, number | boolean | string>;

type Widen<T> = T extends number ? number : T extends boolean ? boolean : string;
export type Settings = { readonly [Key in keyof typeof DEFAULT_SETTINGS]: Widen<(typeof DEFAULT_SETTINGS)[Key]> };

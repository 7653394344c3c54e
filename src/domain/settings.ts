/** What an operator may change while the shop runs, with the values that hold until he does. */
export const DEFAULT_SETTINGS = {
  maxOpenReservations: 3,
  maxCancelsAnHour: 10,
  maxUsesOfNumber: 3,
  maxExpiriesInARow: 3,
  /** A number rests after so many expiries in a row; 0: never. It is deleted after `maxExpiriesInARow` of them. */
  quarantineAfterExpiries: 0,
  quarantineHours: 24,
  /** After so many days the text and code of a message are forgotten; 0: never. */
  messageTextDays: 90,
  lateCodeWindowS: 600,
  /** So long the missing parts of a long SMS are waited for; then what is there goes to its buyer. */
  partPatienceS: 30,
  isInMaintenance: false,
  supportContact: '',
  /** A channel hears that one offer is back in stock at most once in so many hours. */
  restockEveryH: 24,
  /** Whose days the daily summary tells of; an IANA name. */
  timeZone: 'UTC',
  /** Telegram bears about thirty messages a second from a bot; answers and codes go first. */
  broadcastsPerSecond: 25,
  /** So long somebody who was in a channel is believed to be in it still. */
  membershipCacheS: 1_800,
  /** So long somebody who was outside is believed to be so, unless he says that he has joined. */
  outsiderCacheS: 60,
  /** The panel: seconds without a press after which a session is over, and seconds after which it is over anyway. */
  adminIdleS: 3_600,
  adminSessionS: 43_200,
  /** Rewards that one person may have a day; 0: as many as there are. */
  maxRewardsAUserADay: 0,
  /** An alert is raised when an offer that only our own numbers supply has fewer free ones; 0: never. */
  lowStockNumbers: 0,
  /** Events for other programs, and what became of them, are kept so many days; 0: for ever. */
  eventDays: 30,
  /** Handled updates and sent messages are kept so many days; Telegram may repeat what is younger than 14. */
  chatDays: 14,
  /** What suppliers delivered is kept so many days, and can be read again. */
  webhookDays: 30,
  /** Who came how far in which hour is kept so many days, for reports of people; 0: for ever. */
  funnelDays: 400,
  /** Whoever brings somebody gets so many per cent of what that one pays in; 0: nothing. */
  referralPercent: 0,
  /** After so many days, when the money can be taken back no more. */
  referralDays: 14,
  /** For so many payments of one invited person; 0: for all. */
  referralMostOfOne: 10,
  /** At most so many whole units of the shop's currency for one person a day, and for all people ever; 0: no limit. */
  referralMostADay: 100,
  referralBudget: 0,
  /** Money that was paid in can be given away as a gift after so many hours, at most so many whole units a day. */
  giftHoldHours: 24,
  giftMostADay: 100,
  /** Support: threads that one person may have open, and messages that they may write an hour. */
  supportMaxOpen: 5,
  supportMaxAnHour: 20,
  /** An alert is raised when somebody waits for an answer for so many minutes; 0: never. */
  supportWaitMinutes: 60,
  /** Closed threads are kept so many days; 0: for ever. */
  supportDays: 365,
  /** Buyers may make keys by which programs of theirs buy. Off: nothing is sold by them, and orders end as they would. */
  isResaleOn: true,
  /** Orders by keys that a user may have open at once; those of the chat count apart. */
  maxOpenResaleOrders: 50,
  /** Cancels of orders by keys in an hour, after which their user buys nothing for an hour. */
  maxResaleCancelsAnHour: 200,
  /** Calls of one key a second; three times as many at once. */
  resaleReadsPerSecond: 20,
  resaleBuysPerSecond: 5,
  /** Lists of services, countries and operators are given to programs without a key. */
  isResaleCatalogueOpen: false,
  /** `getNumbersStatus` counts under the old names too, such as "tg_0", which some old tools know alone. */
  hasOldResaleStock: false,
  /** So many days a repeated act is recognised by its key. Movements of money are recognised for ever. */
  actKeyDays: 90,
} as const satisfies Record<string, number | boolean | string>;

type Widen<T> = T extends number ? number : T extends boolean ? boolean : string;
export type Settings = { readonly [Key in keyof typeof DEFAULT_SETTINGS]: Widen<(typeof DEFAULT_SETTINGS)[Key]> };

/** What the journal keeps. Money is a decimal string, instants are milliseconds since the epoch. */
export type OrderEvent =
  | {
      readonly type: 'bought';
      readonly id: string;
      readonly phone: string;
      readonly service: string;
      readonly country: string;
      readonly operator: string;
      readonly cost: string;
      readonly at: number;
      readonly expiresAt: number;
      readonly orderKey?: string;
    }
  | { readonly type: 'sms'; readonly id: string; readonly text: string; readonly code?: string; readonly at: number }
  | { readonly type: 'asked_again'; readonly id: string; readonly at: number }
  | {
      readonly type: 'closed';
      readonly id: string;
      readonly as: 'finished' | 'canceled' | 'expired' | 'banned';
      readonly refunded: boolean;
      readonly at: number;
    }
  | {
      readonly type: 'stock';
      readonly service: string;
      readonly country: string;
      readonly cost: string;
      readonly count: number;
    }
  | { readonly type: 'balance'; readonly amount: string };

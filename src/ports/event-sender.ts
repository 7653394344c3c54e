import type { Problem } from '../domain/problems';

/** What became of one attempt. `detail` is for operators: it holds no secret and no body. */
export type SentEvent =
  | { readonly kind: 'answered'; readonly status: number }
  | { readonly kind: 'failed'; readonly detail: string };

/** Brings signed bodies to other programs. */
export interface EventSender {
  /** Why nothing is ever sent to this address; undefined when it may be. */
  addressProblem(url: string): Problem | undefined;
  /** A secret as it is stored. */
  sealSecret(secret: string): Buffer;
  /** Opens a stored secret. */
  openSecret(sealed: Buffer): string;
  /** Never throws. The name is looked up once, and only addresses of the public internet are called. */
  send(o: {
    url: string;
    headers: Readonly<Record<string, string>>;
    body: string;
    timeoutMs: number;
  }): Promise<SentEvent>;
}

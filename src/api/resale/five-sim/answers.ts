import type { RenderedBytes } from '../tables/rendered-bytes';

export interface FiveSimWords {
  readonly kind: 'words';
  readonly words: string;
  readonly status: number;
  readonly retryAfterS?: number;
}

/** What a path of this protocol answers. Refusals are plain words, never JSON, and 401 has no body. */
export type FiveSimAnswer =
  | { readonly kind: 'json'; readonly value: unknown }
  | FiveSimWords
  | { readonly kind: 'table'; readonly table: RenderedBytes };

export const json = (value: unknown): FiveSimAnswer => ({ kind: 'json', value });

/** 400 unless something else is customary for these words. */
export const words = (text: string, status = 400): FiveSimWords => ({ kind: 'words', words: text, status });

/** Keys that are missing, wrong, ended or used from elsewhere are not told apart. */
export const unauthorized: FiveSimAnswer = words('', 401);

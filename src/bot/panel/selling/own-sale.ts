import { readTable } from '../../../platform/tables/read-table';
import type { FoundNumbers } from '../../../usecases/selling/read-own-numbers';
import type { WantedService } from '../../../usecases/selling/sell-own-numbers';
import type { AdminVisit } from '../section';

/** What was chosen of a sale of own numbers so far. */
export interface OwnChoices {
  readonly provider: number;
  readonly source: string;
  readonly column?: string;
  readonly found?: FoundNumbers;
  readonly service?: WantedService;
}

export interface OwnSale {
  readonly id: bigint;
  /** The file, until it is imported. */
  readonly content: Uint8Array | null;
  readonly importId: bigint | null;
  readonly endedAt: Date | null;
  readonly choices: OwnChoices;
}

export async function findOwnSale({ app }: AdminVisit, id: bigint): Promise<OwnSale | undefined> {
  const sale = await app.db.sales.find(id);
  return sale && typeof sale.choices.source === 'string'
    ? { ...sale, choices: sale.choices as unknown as OwnChoices }
    : undefined;
}

const PIECE = 1 << 20;

/** Reads it as often as it is asked to. */
export const opensTable = (content: Uint8Array) => () => readTable(piecesOf(content));

function* piecesOf(content: Uint8Array) {
  for (let at = 0; at < content.length; at += PIECE) yield content.subarray(at, at + PIECE);
}

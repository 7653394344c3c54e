import type { ResaleKeyRow } from '../../database/stores/resale';
import type { Problem } from '../../domain/problems';
import { callbacks } from '../callbacks';
import type { Texts } from '../texts';
import type { Visit } from './screen';
import type { Answer } from './view';

/** A living or expired key of this very user. */
export async function findOwnKey({ app, user }: Visit, id: number): Promise<ResaleKeyRow | undefined> {
  const row = await app.db.resale.findKey(id);
  return row && row.userId === user.id && !row.revokedAt ? row : undefined;
}

export function keyGone({ texts }: Visit): Answer {
  return { go: callbacks.apiKeys(), toast: texts.keyGone };
}

export function keyProblem(texts: Texts, { kind }: Problem): string {
  const { keyProblems } = texts;
  return Object.hasOwn(keyProblems, kind) ? keyProblems[kind as keyof typeof keyProblems] : keyProblems.other;
}

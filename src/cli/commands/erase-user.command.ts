import { parseArgs } from 'node:util';
import type { App } from '../../app';
import { formatAmount } from '../../domain/money/money';
import { type EraseOutcome, eraseUser } from '../../usecases/users/erase-user';
import { nameUser } from '../../usecases/users/name-user';
import { type Command, UsageError } from '../command';
import { withShop } from '../with-shop';

export const eraseUserCommand: Command = {
  name: 'erase-user',
  usage: '<@name | tg:telegram id | id:user id | digits> [--forfeit]',
  summary: 'Erases a person and every trace of him but the ledger. --forfeit takes what is left on the balance.',
  async run(args, terminal) {
    const options = { forfeit: { type: 'boolean' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [reference, ...more] = positionals;
    if (!reference || more.length > 0) throw new UsageError('Name one person.');
    return withShop(terminal, async ({ app }) => {
      const userId = await named(app, reference);
      if (typeof userId === 'string') {
        terminal.complain(userId);
        return 1;
      }
      const actor = { type: 'ADMIN', id: 'cli' } as const;
      const outcome = await eraseUser(app, { userId, forfeit: values.forfeit, actor });
      const words = wordsFor(outcome, app.currency);
      if (outcome.kind === 'erased') terminal.print(words);
      else terminal.complain(words);
      return outcome.kind === 'erased' ? 0 : 1;
    });
  },
};

/** The id, or what is wrong. */
async function named(app: App, reference: string): Promise<bigint | string> {
  const who = await nameUser(app, reference);
  switch (who.kind) {
    case 'found':
      return who.userId;
    case 'nobody':
      return 'There is no such person. Nothing was erased.';
    case 'several':
      return `Several people fit: ${who.userIds.map((id) => `id:${id}`).join(', ')}. Name one of them so.`;
    case 'unreadable':
      throw new UsageError(`"${reference}" names nobody.`);
  }
}

function wordsFor(outcome: EraseOutcome, currency: string): string {
  switch (outcome.kind) {
    case 'erased': {
      const { userId, reservations, messages, posts, lostPosts, forfeited } = outcome;
      const lost = lostPosts > 0 ? ` ${lostPosts} posts must be looked for in the channel by hand.` : '';
      const money = forfeited > 0n ? ` ${formatAmount(forfeited)} ${currency} were forfeited.` : '';
      return `User ${userId} is erased: ${reservations} reservations, ${messages} SMS, ${posts} posts.${money}${lost}`;
    }
    case 'already_erased':
      return 'This person is erased already.';
    case 'user_not_found':
      return 'There is no such person. Nothing was erased.';
    case 'still_receiving':
      return `${outcome.count} number(s) may still receive an SMS until ${outcome.until.toISOString()}. Nothing was erased; try again then.`;
    case 'has_money':
      return `${formatAmount(outcome.available)} ${currency} are on the balance. Nothing was erased: pay them out and deduct them, or add --forfeit.`;
  }
}

import type { Journal } from '../journal/journal';

const keptPerAccount = 5_000;

/** random_ids already used, per account, so that a send repeated after a lost answer is refused and not sent twice. */
export class RandomIds {
  private readonly byAccount = new Map<string, Set<string>>();

  constructor(private readonly journal: Journal) {
    for (const name of journal.table<1>('randomId').keys()) {
      const colon = name.indexOf(':');
      this.of(name.slice(0, colon)).add(name.slice(colon + 1));
    }
  }

  private of(accountId: string): Set<string> {
    let used = this.byAccount.get(accountId);
    if (!used) {
      used = new Set();
      this.byAccount.set(accountId, used);
    }
    return used;
  }

  /** False when the account has used it before. */
  claim(accountId: bigint, randomId: bigint): boolean {
    const account = accountId.toString();
    const id = randomId.toString();
    const used = this.of(account);
    if (used.has(id)) return false;
    used.add(id);
    this.journal.put('randomId', `${account}:${id}`, 1);
    if (used.size > keptPerAccount) {
      const oldest = used.values().next().value!;
      used.delete(oldest);
      this.journal.remove('randomId', `${account}:${oldest}`);
    }
    return true;
  }
}

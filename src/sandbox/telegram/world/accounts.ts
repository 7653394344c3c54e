import type { Journal } from '../journal/journal';
import type { Account } from './records';

const firstUserId = 5_000_000_001n;
const firstBotId = 7_000_000_001n;

/** The people and bots of this world, found by id, token, phone or name. */
export class Accounts {
  private readonly byId: Map<string, Account>;
  private readonly byToken = new Map<string, Account>();
  private readonly byPhone = new Map<string, Account>();
  private readonly byUsername = new Map<string, Account>();

  constructor(private readonly journal: Journal) {
    this.byId = journal.table<Account>('account');
    for (const account of this.byId.values()) this.index(account);
  }

  private index(account: Account): void {
    if (account.token) this.byToken.set(account.token, account);
    if (account.phone) this.byPhone.set(account.phone, account);
    if (account.username) this.byUsername.set(account.username.toLowerCase(), account);
  }

  /** The bot with this token, made if there is none. A token that begins with a number and a colon gives the bot its id. */
  bot(facts: { token: string; username: string; name: string }): Account {
    const known = this.byToken.get(facts.token);
    if (known) return known;
    const wanted = /^(\d{3,15}):/.exec(facts.token)?.[1];
    const id = wanted && !this.byId.has(wanted) ? BigInt(wanted) : this.freeId(firstBotId);
    const { token, username, name } = facts;
    return this.add({ id, kind: 'bot', firstName: name, username, token, blocked: [], commands: [] });
  }

  /** The user with this phone, made if there is none. The login code is derived from the phone, so a restart keeps it. */
  user(facts: { phone: string; firstName: string; lastName?: string; username?: string; langCode?: string }): Account {
    const phone = digitsOf(facts.phone);
    const known = this.byPhone.get(phone);
    if (known) return known;
    const loginCode = `${phone}13579`.slice(-5).split('').reverse().join('');
    return this.add({
      ...facts,
      phone,
      id: this.freeId(firstUserId),
      kind: 'user',
      loginCode,
      blocked: [],
      commands: [],
    });
  }

  private add(account: Account): Account {
    const taken = account.username && this.byUsername.get(account.username.toLowerCase());
    if (taken) throw new Error(`the username ${account.username} is taken`);
    this.index(account);
    this.save(account);
    return account;
  }

  private freeId(first: bigint): bigint {
    let id = first;
    while (this.byId.has(id.toString())) id++;
    return id;
  }

  save(account: Account): void {
    this.journal.put('account', account.id.toString(), account);
  }

  find(id: bigint): Account | undefined {
    return this.byId.get(id.toString());
  }

  get(id: bigint): Account {
    const account = this.find(id);
    if (!account) throw new Error(`there is no account ${id}`);
    return account;
  }

  withToken = (token: string): Account | undefined => this.byToken.get(token);
  withPhone = (phone: string): Account | undefined => this.byPhone.get(digitsOf(phone));
  withUsername = (username: string): Account | undefined => this.byUsername.get(username.toLowerCase());
  all = (): Account[] => [...this.byId.values()];
}

const digitsOf = (phone: string) => phone.replace(/\D/g, '');

import { parseArgs } from 'node:util';
import type { App } from '../../app';
import type { PaymentDay } from '../../database/entities/payment-day.entity';
import type { PaymentMethod } from '../../database/entities/payment-method.entity';
import { STARS_PROTOCOL } from '../../domain/payment/stars';
import { addMs, DAY_MS } from '../../domain/time';
import { dayOf, parseDay, reconcileDay, spanOf } from '../../usecases/payments/reconcile-payments';
import { type Command, UsageError } from '../command';
import { differenceWords } from '../difference-words';
import { withShop } from '../with-shop';

/** A shop that runs answers within a tick of its job. */
const PATIENCE_MS = 45_000;
const LOOK_EVERY_MS = 500;

export const reconcileCommand: Command = {
  name: 'reconcile',
  usage: '[--day YYYY-MM-DD] [--method NAME] [--json]',
  summary:
    'Compares what each payment provider says that it took on a day (UTC, yesterday by default) with our receipts, and names each difference. Stars are asked for by the shop that runs.',
  async run(args, terminal) {
    const { values } = parseArgs({
      args: [...args],
      options: { day: { type: 'string' }, method: { type: 'string' }, json: { type: 'boolean' } },
    });
    return withShop(terminal, async ({ app }) => {
      const now = app.clock.now();
      const day = checkedDay(values.day ?? dayOf(addMs(now, -DAY_MS)), now);
      const methods = await methodsOf(app, day, values.method);
      const rows: Compared[] = [];
      for (const method of methods) rows.push(await compare(app, method, day));
      const differences = rows.reduce((sum, one) => sum + (one.row?.differences ?? 0), 0);
      const isWhole = rows.every(({ problem }) => problem === undefined);
      const sum = { day, isOver: spanOf(day).until <= now, differences, isWhole };
      if (values.json) terminal.print(JSON.stringify(asJson(rows, sum)));
      else sayAll(terminal, rows, sum);
      return differences === 0 && isWhole ? 0 : 1;
    });
  },
};

interface Compared {
  readonly method: PaymentMethod;
  readonly row: PaymentDay | null;
  /** Why it was not compared now. */
  readonly problem?: string;
}

function checkedDay(text: string, now: Date): string {
  const day = parseDay(text);
  if (day === undefined) throw new UsageError(`"${text}" is no day: write it as 2026-01-31.`);
  if (spanOf(day).from > now) throw new UsageError(`${text} has not begun yet.`);
  return day;
}

/** Those in use on the day, or the one that is named, by its name or protocol. */
async function methodsOf(app: App, day: string, name: string | undefined): Promise<PaymentMethod[]> {
  const all = await app.db.payments.listAllMethods();
  if (name !== undefined) {
    const wanted = name.trim().toLowerCase();
    const found = all.filter((one) => [one.name.toLowerCase(), one.protocol, String(one.id)].includes(wanted));
    if (found.length === 0)
      throw new UsageError(`There is no way to pay "${name}"; there are: ${all.map((one) => one.name).join(', ')}.`);
    return found;
  }
  await app.db.paymentDays.plan({ from: day, to: day, dueAt: app.clock.now() });
  const planned = new Set((await app.db.paymentDays.listOf(day)).map(({ methodId }) => methodId));
  return all.filter(({ id }) => planned.has(id));
}

async function compare(app: App, method: PaymentMethod, day: string): Promise<Compared> {
  const outcome =
    method.protocol === STARS_PROTOCOL
      ? await askTheShop(app, method.id, day)
      : await reconcileDay(app, { methodId: method.id, day });
  const row = await app.db.paymentDays.find(method.id, day);
  return outcome.kind === 'not_compared' ? { method, row, problem: outcome.why } : { method, row };
}

/** Only the process that owns the bot's session can ask Telegram, so it is asked to, and waited for. */
async function askTheShop(app: App, methodId: number, day: string) {
  const asked = { methodId, day };
  const askedAt = app.clock.now();
  await app.db.paymentDays.ask({ ...asked, now: askedAt });
  for (const endsAt = Date.now() + PATIENCE_MS; Date.now() < endsAt; ) {
    const row = await app.db.paymentDays.find(methodId, day);
    if (row?.comparedAt && row.comparedAt > askedAt) return { kind: 'compared' } as const;
    if (row?.problem && row.dueAt?.getTime() !== askedAt.getTime())
      return { kind: 'not_compared', why: row.problem } as const;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return {
    kind: 'not_compared',
    why: 'no shop answered that runs with the bot; start it, or ask again later',
  } as const;
}

interface Sum {
  readonly day: string;
  readonly isOver: boolean;
  readonly differences: number;
  /** Every way to pay could be compared. */
  readonly isWhole: boolean;
}

function sayAll(terminal: Parameters<Command['run']>[1], rows: readonly Compared[], sum: Sum): void {
  if (rows.length === 0) terminal.print(`On ${sum.day} no way to pay was in use.`);
  for (const { method, row, problem } of rows) {
    if (problem !== undefined) terminal.complain(`${method.name}: NOT compared: ${problem}`);
    if (!row?.comparedAt) continue;
    const counts = `${row.theirs} received there, ${row.ours} here, ${row.differences} difference(s)`;
    const earlier = problem === undefined ? '' : `, as of ${row.comparedAt.toISOString()}`;
    terminal.print(`${method.name}: ${counts}${earlier}`);
    if (!row.isListed)
      terminal.print(
        `${method.name}: it has no list, so each invoice of ours was read; money of nobody's cannot be seen`,
      );
    for (const one of row.found) terminal.complain(`${method.name}: ${differenceWords(one)}`);
    if (row.found.length < row.differences)
      terminal.complain(`${method.name}: and ${row.differences - row.found.length} more`);
  }
  if (!sum.isOver) terminal.print(`${sum.day} is not over yet: what came last may still be on its way here.`);
  if (sum.differences === 0 && sum.isWhole) terminal.print(`${sum.day}: no differences.`);
  else
    terminal.complain(
      `${sum.day}: ${sum.differences} difference(s)${sum.isWhole ? '' : ', and not everything could be compared'}.`,
    );
}

function asJson(rows: readonly Compared[], sum: Sum) {
  return {
    ...sum,
    methods: rows.map(({ method, row, problem }) => ({
      ...{ id: method.id, name: method.name, protocol: method.protocol, problem: problem ?? null },
      ...{ comparedAt: row?.comparedAt ?? null, isListed: row?.isListed ?? null },
      ...{ theirs: row?.theirs ?? 0, ours: row?.ours ?? 0, differences: row?.differences ?? 0 },
      found: (row?.found ?? []).map((one) => ({ ...one, words: differenceWords(one) })),
    })),
  };
}

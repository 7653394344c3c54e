import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getOperationAST, parse, validate } from 'graphql';
import { adminSchema } from '../../src/api/schema';
import { verifyBooks } from '../../src/usecases/ledger/verify-books';
import { ensureStarsMethod } from '../../src/usecases/payments/ensure-stars-method';
import { takeStars } from '../../src/usecases/payments/stars';
import { projectRoot } from '../support/project-root';
import { type ApiShop, openApiShop } from './support/api-shop';

const folder = join(projectRoot, 'docs/examples');
const names = readdirSync(folder).filter((name) => name.endsWith('.graphql'));

/** What an answer says was not done, wherever it stands. */
const REFUSALS = adminSchema()
  .getPossibleTypes(adminSchema().getType('Refusal') as never)
  .map(({ name }) => name);

describe('the examples', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
    const [ann] = [await shop.user({ firstName: 'Ann', username: 'ann' }), await shop.user({ firstName: 'Bob' })];
    await shop.sale(ann, '482913');
    await shop.sale(ann);
    // Stars of whom nobody knows; the examples say whose they are.
    await ensureStarsMethod(shop.app);
    await takeStars(shop.app, { chargeId: 'charge-1', payload: 'unknown', amount: 400n, at: shop.clock.now() });
  });
  afterAll(async () => {
    expect((await verifyBooks(shop.app)).findings).toEqual([]);
    await shop.close();
  });

  it('are at least twenty, in the order of their numbers', () => {
    expect(names.length).toBeGreaterThanOrEqual(20);
    expect(names.map((name) => Number(name.slice(0, 2)))).toEqual(names.map((_, index) => index + 1));
  });

  it.each(names)('%s says what it is for, and does it', async (name) => {
    const text = readFileSync(join(folder, name), 'utf8');
    const [purpose, second = ''] = text.split('\n');
    expect(purpose).toMatch(/^# [A-Z].+\.$/);
    const document = parse(text);
    expect(validate(adminSchema(), document)).toEqual([]);
    if (getOperationAST(document)?.operation === 'subscription') return; // watched in subscriptions.test.ts
    const variables = second.startsWith('# Variables: ') ? JSON.parse(second.slice('# Variables: '.length)) : {};
    const { status, errors, data } = await shop.ask(text, variables);
    expect({ status, errors }).toEqual({ status: 200, errors: undefined });
    for (const [field, value] of Object.entries(data as Record<string, { __typename?: string } | null>)) {
      expect(value).not.toBeNull();
      expect([field, REFUSALS.includes(String(value?.__typename))]).toEqual([field, false]);
    }
  });
});

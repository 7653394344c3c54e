import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALERT_KINDS } from '../../src/domain/alert-kind';
import { type ApiShop, openApiShop } from './support/api-shop';

const RULES = readFileSync(join(__dirname, '../../docs/alerts.yml'), 'utf8');

describe('the rules for Prometheus in docs/alerts.yml', () => {
  let shop: ApiShop;
  beforeAll(async () => {
    shop = await openApiShop();
  });
  afterAll(() => shop?.close());

  it('name only metrics that are measured, and every rule says what to do', async () => {
    const text = await (await fetch(`${shop.server.address}/metrics`)).text();
    const measured = new Set([...text.matchAll(/^# TYPE (\w+) (\w+)/gm)].map(([, name]) => name));
    const expressions = [...RULES.matchAll(/expr: (.+)/g)].map(([, expression]) => expression!);
    expect(expressions.length).toBeGreaterThan(10);
    const named = expressions.flatMap((expression) => expression.match(/numbershop_\w+/g) ?? []);
    const unknown = named.filter(
      (name) => !measured.has(name) && !measured.has(name.replace(/_(bucket|count|sum)$/, '')),
    );
    expect(unknown).toEqual([]);
    const rules = RULES.split('- alert: ').slice(1);
    expect(rules.filter((rule) => !/summary: .+repair: .+/.test(rule))).toEqual([]);
  });

  it('ask for kinds of alerts that exist', () => {
    const kinds = [...RULES.matchAll(/kind="(\w+)"/g)].map(([, kind]) => kind);
    expect(kinds.filter((kind) => !(ALERT_KINDS as readonly string[]).includes(kind!))).toEqual([]);
  });
});

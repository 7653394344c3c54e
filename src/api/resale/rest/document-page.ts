import type { Operation } from './operation';
import { restOperations } from './operations';
import { PROBLEMS } from './problems';

const STYLE = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
  section { border-top: 1px solid #8886; padding: .5rem 0; }
  code, pre { font: 14px/1.4 ui-monospace, monospace; }
  pre { overflow-x: auto; padding: .75rem; border: 1px solid #8886; border-radius: 6px; }
  td { padding: .15rem .75rem .15rem 0; vertical-align: top; }
  h2 code { font-size: 1rem; }`;

/** The REST as one page that needs nothing but itself: no script, no file, no other host. */
export function documentPage(): string {
  const problems = Object.entries(PROBLEMS)
    .map(
      ([code, [status, title]]) => `<tr><td><code>${code}</code></td><td>${status}</td><td>${escaped(title)}</td></tr>`,
    )
    .join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>REST of this shop</title><style>${STYLE}</style></head>
<body><h1>REST of this shop</h1>
<p>Make a key in the bot: Balance, API. Send it as <code>X-API-Key</code>. Programs read <a href="openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<pre>curl -H "X-API-Key: $KEY" "$SHOP/api/v1/balance"
curl -H "X-API-Key: $KEY" -H "Idempotency-Key: order-1" --json '{"service":"test_success","country":"LV"}' "$SHOP/api/v1/orders"
curl -H "X-API-Key: $KEY" "$SHOP/api/v1/orders/1?wait=25"</pre>
${restOperations.map(section).join('\n')}
<section><h2>Refusals</h2><p>Always <code>application/problem+json</code>; <code>code</code> keeps its meaning.</p><table>${problems}</table></section>
</body></html>
`;
}

function section({ method, path, summary, description, query, body, isKeyed, problems }: Operation): string {
  const rows = [
    ...(isKeyed ? [['Idempotency-Key', 'header', 'Your own name for this act.']] : []),
    ...fieldsOf(query, 'query'),
    ...fieldsOf(body, 'body'),
  ];
  const table = rows
    .map(([name, place, text]) => `<tr><td><code>${name}</code></td><td>${place}</td><td>${escaped(text!)}</td></tr>`)
    .join('');
  const refusals = problems.map((code) => `<code>${code}</code>`).join(', ');
  return `<section><h2><code>${method.toUpperCase()} ${escaped(path)}</code></h2><p>${escaped(summary)}.</p>
${description ? `<p>${escaped(description)}</p>` : ''}${table ? `<table>${table}</table>` : ''}${refusals ? `<p>May be refused: ${refusals}</p>` : ''}</section>`;
}

function fieldsOf(shape: Operation['query'], place: string): string[][] {
  return Object.entries(shape?.shape ?? {}).map(([name, field]) => [
    name,
    place,
    (field as { description?: string }).description ?? '',
  ]);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!);

import fc from 'fast-check';
import type { VendorReply } from '../../src/providers/vendor-reply';

const WORDS =
  'ACCESS_NUMBER STATUS_OK NO_NUMBERS STATUS_CANCEL { } [ ] " : , <html> \uFEFF 79991234567 +371_20000001 null __proto__'.split(
    ' ',
  );
const VALUES = ['79991234567', '+371 2000 0001', '0', '1', '-1', '1e9', '0.25', '200', 'LV', 'latvia', 'PENDING', ''];
const STATUSES = [200, 202, 204, 302, 400, 401, 403, 404, 409, 422, 429, 500, 502];

/**
 * What a supplier might answer on its worst day: bytes, scraps of its own words, JSON of any shape, and JSON that is almost
 * right, made of `names`, the field names that its readers look for.
 */
export function rubbish(names: readonly string[]): fc.Arbitrary<VendorReply> {
  const scraps = fc
    .array(fc.oneof(fc.constantFrom(...WORDS, ...names), fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((parts) => parts.join(''));
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((raw) => Buffer.from(raw).toString('utf8')),
    fc.string({ unit: 'binary', maxLength: 200 }),
    scraps,
    fc.json({ maxDepth: 5 }),
    { arbitrary: almostRight(names).map((value) => JSON.stringify(value)), weight: 6 },
  );
  return fc.record({ status: fc.constantFrom(...STATUSES), body, headers: fc.constant({}) });
}

function almostRight(names: readonly string[]): fc.Arbitrary<unknown> {
  const scalar = fc.oneof(
    fc.constantFrom<unknown>(...VALUES, ...names),
    fc.constantFrom<unknown>(0, 1, -1, 200, 1.5, 79_991_234_567, 37_120_000_001, true, false, null),
  );
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      scalar,
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 8 }),
      fc.array(tie('value'), { maxLength: 3 }),
    ),
  }));
  return value;
}

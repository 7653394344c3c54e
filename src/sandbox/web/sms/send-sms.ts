import type { NumberInUse, SandboxVendor } from '../sandbox-description';

const ANSWER_MS = 5_000;

export type SmsResult =
  | { readonly arrived: true; readonly vendor: string; readonly readable: boolean }
  | { readonly arrived: false; readonly reason: 'unknown_phone' | 'vendor_silent'; readonly error: string };

interface Sms {
  readonly phone: string;
  readonly text: string;
  readonly vendors: readonly SandboxVendor[];
  readonly inUse: readonly NumberInUse[];
}

const digits = (phone: string) => phone.replace(/\D/g, '');

/** Lets an SMS arrive at the vendor whose number it is; vendors that list no such number are asked after those that do. */
export async function sendSms({ phone, text, vendors, inUse }: Sms): Promise<SmsResult> {
  const listed = inUse
    .filter((number) => digits(number.phone) === digits(phone))
    .map(({ vendor, control }) => ({ name: vendor, control }));
  const others = vendors.filter(({ control }) => !listed.some((one) => one.control === control));
  let silent: string | undefined;
  for (const { name, control } of [...listed, ...others]) {
    const answer = await post(control, { phone: digits(phone), text }).catch(() => undefined);
    if (answer?.ok) {
      const { readable = true } = (await answer.json().catch(() => ({}))) as { readable?: boolean };
      return { arrived: true, vendor: name, readable };
    }
    if (answer?.status !== 404) silent ??= name;
  }
  if (silent !== undefined)
    return { arrived: false, reason: 'vendor_silent', error: `${silent} did not take the SMS.` };
  return { arrived: false, reason: 'unknown_phone', error: 'Nobody is waiting at this number any more.' };
}

const post = (url: string, body: object) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(ANSWER_MS),
  });

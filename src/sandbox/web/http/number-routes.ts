import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { NumberInUse, OtherNumber, SandboxVendor } from '../sandbox-description';
import { type SmsResult, sendSms } from '../sms/send-sms';
import { readInput } from './read-input';

const smsBody = z.object({
  phone: z.string().regex(/^\+?[\d ()-]{5,24}$/, 'write a phone number'),
  text: z.string().trim().min(1, 'write something first').max(1600),
});

export interface NumberRoutesOptions {
  readonly vendors: readonly SandboxVendor[];
  numbersInUse(): Promise<readonly NumberInUse[]>;
  /** Numbers that nobody waits at; none when left out. */
  otherNumbers?(): Promise<readonly OtherNumber[]>;
}

/** The numbers that wait for an SMS, and how to send one. */
export function numberRoutes(server: FastifyInstance, options: NumberRoutesOptions): void {
  const { vendors, numbersInUse, otherNumbers = async () => [] } = options;
  let last: (SmsResult & { phone: string; text: string; at: string }) | null = null;

  server.get('/sandbox/numbers', async () => {
    const [numbers, others] = await Promise.all([numbersInUse(), otherNumbers()]);
    return { numbers, others, last };
  });
  server.post('/sandbox/sms', async (request, reply) => {
    const { phone, text } = readInput(smsBody, request.body);
    const result = await sendSms({ phone, text, vendors, inUse: await numbersInUse() });
    last = { ...result, phone, text, at: new Date().toISOString() };
    return reply.code(result.arrived ? 200 : result.reason === 'unknown_phone' ? 404 : 502).send(last);
  });
}

import { PrimaryGeneratedColumn, type ValueTransformer } from 'typeorm';

/** The driver hands int8 back as text, since it may not fit a JavaScript number. Entities hold it as bigint. */
export const bigintTransformer: ValueTransformer = {
  from: (text: string | null) => (text === null ? null : BigInt(text)),
  to: (value: bigint | null | undefined) => (typeof value === 'bigint' ? value.toString() : value),
};

/** GENERATED ALWAYS AS IDENTITY of 64 bits; the option type leaves `transformer` out, the column takes it. */
export function BigintIdentity(): PropertyDecorator {
  const options = { type: 'bigint' as const, transformer: bigintTransformer };
  return PrimaryGeneratedColumn('identity', { ...options, generatedIdentity: 'ALWAYS' } as {
    generatedIdentity: 'ALWAYS';
  });
}

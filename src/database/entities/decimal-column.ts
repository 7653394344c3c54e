import type { ValueTransformer } from 'typeorm';

/** The driver gives all ten places: "1.0900000000". */
export const trimmedDecimal: ValueTransformer = {
  from: (text: string | null) => text?.replace(/\.?0+$/, ''),
  to: (value: string | null) => value,
};

/** Everything about how an SMS is written: alphabets, packing, headers, data_coding. Pure functions, which throw for nothing. */
export { CHARSETS, type Charset, decodeBytes } from './charsets';
export { type CodingAgreement, type DecodedSms, decodeSms, USUAL_AGREEMENT } from './data-coding';
export type { GsmTables } from './gsm-tables';
export { decodeGsm7, encodeGsm7, packSeptets, unpackSeptets } from './gsm7';
export { readUserDataHeader, type UserDataHeader } from './user-data-header';

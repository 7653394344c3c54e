import { hash, randomInt } from 'node:crypto';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LENGTH = 43;
/** Letters and digits alone: it travels in addresses, and through tools that know no others. */
const KEY = /^nsr[A-Za-z0-9]{43}$/;

/** A new key of a buyer's program: 256 random bits behind a beginning that finds it in logs. Shown once; its hash is kept. */
export function generateResaleKey(): string {
  return `nsr${Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}

export function hashResaleKey(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

export function hasResaleKeyForm(text: string): boolean {
  return KEY.test(text);
}

import type { KeyValueCache } from '@apollo/utils.keyvaluecache';
import { type DocumentNode, parse } from 'graphql';
import { checkQuerySize, refuse } from './query-size';

/** Reading stops at so many words; a whole introspection has about 700. */
export const MOST_TOKENS = 2_000;
/** What is large (a configuration) comes in variables, never in the text of an operation. */
const MOST_TEXT = 256 * 1024;
const MOST_DOCUMENTS = 1_000;
const MOST_CHARACTERS = 8_000_000;

/**
 * Operations that were read, measured and found valid. New ones are measured before anything else looks at them: the
 * rules of validation compare fields with one another and would work for seconds on what is made for it.
 */
export class Documents implements KeyValueCache<DocumentNode> {
  private readonly byKey = new Map<string, DocumentNode>();
  private readonly keys = new Map<string, string>();
  private characters = 0;

  /** Throws the first limit that this operation breaks. What cannot be read at all is told by who reads it next. */
  admit(text: unknown): void {
    if (typeof text !== 'string' || this.keys.has(text)) return;
    if (text.length > MOST_TEXT)
      throw refuse(
        'TOO_COMPLEX',
        `The operation has more than ${MOST_TEXT / 1024} kB; send what is large in variables.`,
      );
    let document: DocumentNode;
    try {
      document = parse(text, { maxTokens: MOST_TOKENS, noLocation: true });
    } catch {
      return;
    }
    checkQuerySize(document);
  }

  async get(key: string): Promise<DocumentNode | undefined> {
    return this.byKey.get(key);
  }

  async set(key: string, document: DocumentNode): Promise<void> {
    const text = document.loc?.source.body;
    if (text === undefined || this.byKey.has(key)) return;
    this.byKey.set(key, document);
    this.keys.set(text, key);
    this.characters += text.length;
    while (this.byKey.size > MOST_DOCUMENTS || this.characters > MOST_CHARACTERS) this.dropOldest();
  }

  async delete(key: string): Promise<boolean> {
    return this.byKey.delete(key);
  }

  private dropOldest(): void {
    const [text, key] = this.keys.entries().next().value!;
    this.keys.delete(text);
    this.byKey.delete(key);
    this.characters -= text.length;
  }
}

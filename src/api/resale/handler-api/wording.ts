import type { ResaleWording } from '../../../domain/resale/resale-words';
import { type HandlerAnswer, jsonText, type WrittenAnswer, writtenJson, writtenText } from './answers';
import { classicRefusal } from './classic-words';
import { heroRefusal } from './hero-words';
import type { HandlerRefusal } from './refusals';

/** CLASSIC: text with status 200 for everything. HERO: JSON with statuses of their own. */
export function writeRefusal(refusal: HandlerRefusal, wording: ResaleWording, action: string): WrittenAnswer {
  return wording === 'HERO' ? heroRefusal(refusal, action) : classicRefusal(refusal);
}

/** Writes what an action said, but for a table, which leaves as the bytes that it is. */
export function writeAnswer(
  answer: Exclude<HandlerAnswer, { kind: 'table' }>,
  wording: ResaleWording,
  action: string,
): WrittenAnswer {
  switch (answer.kind) {
    case 'text':
      return writtenText(answer.text);
    case 'json':
      return writtenJson(answer.value);
    case 'json_text':
      return jsonText(answer.text);
    case 'done':
      return wording === 'HERO' ? { ...writtenText('', 204) } : writtenText(answer.word);
    case 'refused':
      return writeRefusal(answer.refusal, wording, action);
  }
}

import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { firstOf, readForm } from '../kit/read-fields';
import { withTurkishLetters } from './turkish-letters';

/** What `scripts/post-sms.sh` posts when the daemon runs it at each SMS (`RunOnReceive`). */
export function readGammuPush(request: WebhookRequest): WebhookReading {
  const form = readForm(request);
  const [id, phoneId, text] = ['id', 'phoneId', 'text'].map((name) => form && firstOf(form, name));
  if (!form || !id || text === undefined)
    return { kind: 'unreadable', detail: 'Send the fields id, phoneId, from and text as a form.' };
  const sender = firstOf(form, 'from') || undefined;
  const slot = { name: (phoneId || 'gammu').slice(0, 60) };
  const message = { externalId: `push:${slot.name}:${id}`, slot, sender, text: withTurkishLetters(text) };
  return { kind: 'messages', trust: 'believe', messages: [message] };
}

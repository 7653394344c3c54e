import type { WebhookReading, WebhookRequest } from '../../ports/sms-provider';
import { identityOf } from '../kit/spool/pull-spool';
import { readSmsFile } from './read-sms-file';

/** What `scripts/post-sms.sh` posts when the daemon runs it at each SMS (`eventhandler`): the file as it is, its name in `file`. */
export function readSmsFilePush(request: WebhookRequest, timeZone: string | undefined): WebhookReading {
  const name = new URL(request.url).searchParams.get('file') ?? '';
  const message = name === '' ? undefined : readSmsFile(request.rawBody, { timeZone });
  if (!message)
    return {
      kind: 'unreadable',
      detail: 'Send a file of the folder incoming as it is, and its name in the parameter "file".',
    };
  const externalId = identityOf([{ name, bytes: request.rawBody }]);
  return { kind: 'messages', trust: 'believe', messages: [{ ...message, externalId }] };
}

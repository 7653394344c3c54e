import type { Api } from 'telegram';
import type { SpanKind, TextSpan } from './chat-view';

const KINDS: Readonly<Record<string, SpanKind>> = {
  MessageEntityBold: 'bold',
  MessageEntityItalic: 'italic',
  MessageEntityUnderline: 'underline',
  MessageEntityStrike: 'strike',
  MessageEntitySpoiler: 'spoiler',
  MessageEntityCode: 'code',
  MessageEntityPre: 'pre',
  MessageEntityBlockquote: 'quote',
  MessageEntityUrl: 'link',
  MessageEntityTextUrl: 'link',
  MessageEntityMention: 'mention',
  MessageEntityMentionName: 'mention',
  MessageEntityBotCommand: 'command',
  MessageEntityEmail: 'email',
  MessageEntityPhone: 'phone',
  MessageEntityHashtag: 'hashtag',
};

/** The formats that the page can show; custom emoji and the like stay plain text, as in an old client. */
export function readSpans(text: string, entities?: readonly Api.TypeMessageEntity[] | null): TextSpan[] {
  return (entities ?? []).flatMap((entity) => {
    const kind = KINDS[entity.className];
    const { offset, length } = entity;
    if (!kind || offset < 0 || length <= 0 || offset + length > text.length) return [];
    const { url, language, collapsed } = entity as { url?: string; language?: string; collapsed?: boolean };
    const address = kind === 'link' ? (url ?? withScheme(text.slice(offset, offset + length))) : undefined;
    return [{ kind, offset, length, url: address, language: language || undefined, collapsed: collapsed || undefined }];
  });
}

const withScheme = (address: string) => (/^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`);

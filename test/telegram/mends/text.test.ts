import { Api, TelegramClient, utils } from 'telegram';
import { _parseMessageText } from 'telegram/client/messageParse';
import { BinaryReader } from 'telegram/extensions';
import { HTMLParser } from 'telegram/extensions/html';
import { StringSession } from 'telegram/sessions';
import { SilentLogger } from '../../../src/bot/telegram/mends/silent-logger';
import { publicName } from '../../../src/bot/telegram/requests/channels';
import { contentFault, contentOf, readEntities, writeEntities } from '../../../src/bot/telegram/requests/content';

describe('texts and keyboards', () => {
  const client = () => new TelegramClient(new StringSession(''), 1, 'hash', { baseLogger: new SilentLogger() });

  it('lose links with a plus sign in the package, but not when entities are built here (defect 12)', async () => {
    const url = 'https://t.me/+hash';
    const [, parsed] = await _parseMessageText(client(), `<a href="${url}">Join</a>`, 'html');
    expect(parsed.filter((entity) => entity instanceof Api.MessageEntityTextUrl)).toEqual([]);
    const [entity] = writeEntities([{ kind: 'link', offset: 0, length: 4, url }])!;
    expect(entity).toMatchObject({ url });
  });

  it('lose formats that the package does not know; every one of ours survives the way there and back (defect 13)', () => {
    const [, parsed] = HTMLParser.parse('<ins>a</ins><strike>b</strike><tg-spoiler>c</tg-spoiler>');
    expect(parsed).toEqual([]);
    const kinds = ['bold', 'italic', 'underline', 'strike', 'spoiler', 'code', 'pre', 'quote'] as const;
    const ours = kinds.map((kind, index) => ({ kind, offset: index, length: 1 }));
    expect(readEntities(writeEntities(ours))).toEqual(ours);
    expect(writeEntities([{ kind: 'bold', offset: 0, length: 0 }])).toBeUndefined();
  });

  it('of copy buttons alone become a reply keyboard in the package (defect 19)', () => {
    const button = new Api.KeyboardButtonCopy({ text: 'Copy', copyText: '1234' });
    expect(client().buildReplyMarkup([[button]])).toBeInstanceOf(Api.ReplyKeyboardMarkup);
    const keyboard = [[{ kind: 'copy', text: 'Copy', copyText: '1234' }]] as const;
    expect(contentOf({ text: 'a', keyboard }).replyMarkup).toBeInstanceOf(Api.ReplyInlineMarkup);
  });

  it.each(['\ud83d', '', ' ', '\u200b', 'a'.repeat(257), '12\u00003'])(
    'with a copy button that cannot carry its text, %j, are refused before they are sent',
    (copyText) => {
      const content = { text: 'a', keyboard: [[{ kind: 'copy', text: 'Copy', copyText }]] } as const;
      expect(contentFault(content, 4_096)).toBe('BUTTON_COPY_TEXT_INVALID');
    },
  );

  it('carry every text of 1 to 256 whole characters on a copy button there and back', () => {
    for (const copyText of ['0', 'x\ny', '😀'.repeat(128), 'ё'.repeat(256), 'a'.repeat(254)]) {
      const content = { text: 'a', keyboard: [[{ kind: 'copy', text: 'Copy', copyText }]] } as const;
      expect(contentFault(content, 4_096)).toBeUndefined();
      const bytes = contentOf(content).replyMarkup!.getBytes();
      const { rows } = new BinaryReader(bytes).tgReadObject() as Api.ReplyInlineMarkup;
      expect(rows[0]!.buttons[0]).toMatchObject({ copyText });
    }
  });

  it('and names of four letters are none to the package (defect 14)', () => {
    expect(utils.parseUsername('@news').username).toBeUndefined();
    expect(utils.parseUsername('@newspaper').username).toBe('newspaper');
    expect(publicName('@news')).toBe('news');
    expect(publicName('https://t.me/news')).toBe('news');
    expect(publicName('https://t.me/+hash')).toBeUndefined();
  });
});

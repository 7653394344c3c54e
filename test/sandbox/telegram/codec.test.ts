import { telegramCodec } from '../../../src/sandbox/telegram/tl/telegram-schema';

const codec = telegramCodec();
const message = {
  _: 'messages.sendMessage',
  peer: { _: 'inputPeerUser', userId: 5n, accessHash: -3n },
  message: 'Привет 🙂',
  randomId: 77n,
  silent: true,
  replyMarkup: {
    _: 'replyInlineMarkup',
    rows: [{ _: 'keyboardButtonRow', buttons: [{ _: 'keyboardButtonCallback', text: 'x', data: Buffer.from('a') }] }],
  },
};

describe('TL values', () => {
  it('come back as they went in', () => {
    expect(codec.decode(codec.encode(message))).toMatchObject(message);
  });

  it('name the field that does not fit', () => {
    const wrong = { ...message, peer: { ...message.peer, userId: 5 } };
    expect(() => codec.encode(wrong)).toThrow(
      'messages.sendMessage.peer.inputPeerUser.userId: expected long, found number',
    );
    expect(() => codec.encode({ ...message, peer: { _: 'inputUserSelf' } })).toThrow(
      'messages.sendMessage.peer: expected InputPeer, found inputUserSelf',
    );
  });

  it('end in an error, not in an allocation, when lengths lie', () => {
    const bytes = codec.encode(message);
    for (let length = 0; length < bytes.length; length += 4)
      expect(() => codec.decode(bytes.subarray(0, length))).toThrow();
    const ids = codec.encode({ _: 'messages.deleteMessages', id: [1, 2] });
    ids.writeUInt32LE(0xffffffff, 12);
    expect(() => codec.decode(ids)).toThrow('does not fit');
  });
});

import type { ChatBuyer } from '../../support/chat-buyer';
import { LIVE_BOT } from '../../support/live-shop';
import { openPanelShop, opensPanel, type PanelShop } from '../../support/panel-shop';
import { picture } from '../../support/picture';

const botId = BigInt(LIVE_BOT.token.split(':')[0]!);

describe('support over Telegram', () => {
  let panel: PanelShop;
  let admin: ChatBuyer;
  beforeAll(async () => {
    panel = await openPanelShop();
    admin = await panel.admin();
  });
  afterEach(() => panel.world.booksBalance(panel.shop));
  afterAll(() => panel?.close());

  async function begins(buyer: ChatBuyer): Promise<void> {
    await buyer.asks('/support');
    await buyer.presses(/Something else/);
    await buyer.reads(/What is wrong\?/);
  }
  /** Opens the card of a question, and gives its message. */
  async function opens(thread: string): Promise<number> {
    const list = await opensPanel(admin, /🆘 Support$/);
    await admin.showsOn(list, /Type a number/);
    return (await admin.asks(thread, new RegExp(thread))).id;
  }
  const numberIn = (text: string) => /S-\d+/.exec(text)![0];

  it('carries a picture to the operator and the answer to the buyer, also when the shop is started anew in between', async () => {
    const buyer = await panel.world.buyer();
    await begins(buyer);
    const image = picture();
    await buyer.sendsPhoto(image, 'Look: paid twice');
    const thread = numberIn((await buyer.reads(/✅ Received\. Its number is S-\d+/)).text);
    await panel.restarts();
    const card = await opens(thread);
    await admin.showsOn(card, /🖼[\s\S]*Look: paid twice/);
    await admin.pressesOn(card, /🖼 Picture 1/);
    const shown = await admin.sees(
      () => admin.fromBot().find(({ text, media }) => media && text.includes(thread)),
      'the picture',
    );
    expect(panel.world.telegram.fileBytes(shown.media!.fileId)).toEqual(image);
    await admin.pressesOn(card, /✍️ Answer/);
    await admin.showsOn(card, /Your answer/);
    await admin.asks('It is back in your balance');
    const answer = await buyer.reads(/💬 Answer to S-\d+[\s\S]*back in your balance/);
    await buyer.pressesOn(answer.id, /✍️ Reply/);
    await buyer.reads(/Answered\. Write more/);
    await buyer.says('Thank you');
    await buyer.reads(/✅ Received[\s\S]*Thank you/);
    // No picture that can be kept: the words are here, and say so.
    await buyer.sendsFile('face.png', Buffer.from('no picture at all'), 'image/png');
    await buyer.reads(/Write what is wrong in words, or send a JPEG or PNG/);
  });

  it('tells the operator that an answer did not arrive, and shows it to the buyer who comes back', async () => {
    const buyer = await panel.world.buyer();
    await begins(buyer);
    await buyer.says('Where is my code?');
    const thread = numberIn((await buyer.reads(/✅ Received\. Its number is S-\d+/)).text);
    panel.world.telegram.blockBot(buyer.telegramId, botId);
    const card = await opens(thread);
    await admin.pressesOn(card, /✍️ Answer/);
    await admin.showsOn(card, /Your answer/);
    const { id } = await admin.asks('It came at noon', /On its way/);
    await admin.reads(new RegExp(`🔕 An answer did not reach its buyer[\\s\\S]*${thread}`));
    await admin.pressesOn(id, /🔄 Refresh/);
    await admin.showsOn(id, /🔕 Has blocked the bot[\s\S]*⚠️\nIt came at noon\n⚠️ Not delivered: USER_IS_BLOCKED/);
    expect(buyer.fromBot().some(({ text }) => text.includes('noon'))).toBe(false);
    panel.world.telegram.unblockBot(buyer.telegramId, botId);
    await buyer.asks('/support');
    await buyer.presses(new RegExp(thread));
    await buyer.reads(/It came at noon/);
  });
});

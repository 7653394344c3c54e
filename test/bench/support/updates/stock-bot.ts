import { TelegramClient } from 'telegram';
import { NewMessage } from 'telegram/events';
import { PromisedNetSockets } from 'telegram/extensions';
import { Logger, LogLevel } from 'telegram/extensions/Logger';
import { StringSession } from 'telegram/sessions';
import { Button } from 'telegram/tl/custom/button';
import { ANSWER, runBot } from './bot-order';

/** The package as it comes: its handlers, its HTML, its keyboard. Only the address is ours. */
runBot(async ({ apiId, apiHash, host, port, stringSession }) => {
  class Redirected extends PromisedNetSockets {
    override connect(): Promise<unknown> {
      return super.connect(port, host);
    }
  }
  const baseLogger = new Logger(LogLevel.NONE);
  const session = new StringSession(stringSession);
  const client = new TelegramClient(session, apiId, apiHash, { networkSocket: Redirected, baseLogger });
  await client.connect();
  await client.getMe();
  const buttons = ANSWER.buttons.map((text) => Button.inline(text, Buffer.from(text)));
  client.addEventHandler(
    // eslint-disable-next-line @typescript-eslint/no-misused-promises -- the library awaits it, whatever its type says
    async ({ message }) => {
      await client.sendMessage(message.peerId, {
        message: `<b>${ANSWER.bold}</b>${ANSWER.rest}`,
        parseMode: 'html',
        buttons: [buttons],
      });
    },
    new NewMessage({ incoming: true }),
  );
});

import { AuthKey } from 'telegram/crypto/AuthKey';
import { MemorySession } from 'telegram/sessions';

export interface SessionFacts {
  readonly dcId: number;
  readonly host: string;
  /** 256 bytes; undefined before the first key exchange. */
  readonly authKey: Buffer | undefined;
}

/** The port is written down but never dialled; see tuned-socket. */
const WRITTEN_PORT = 80;

/**
 * Defect 8: the package's session keeps a row for each user and chat of each update, for ever and never once. Peers
 * live in the database here, so this session keeps none.
 */
export class ForgetfulSession extends MemorySession {
  override processEntities(): void {}

  static async of({ dcId, host, authKey }: SessionFacts): Promise<ForgetfulSession> {
    const session = new ForgetfulSession();
    session.setDC(dcId, host, WRITTEN_PORT);
    if (authKey) {
      const key = new AuthKey();
      await key.setKey(authKey);
      session.setAuthKey(key);
    }
    return session;
  }
}

import type { Gramjs } from './gramjs';

/** Whether the client that owns the sockets has been destroyed. */
export interface SocketOwner {
  destroyed: boolean;
}

/**
 * A socket class that always dials the sandbox: GramJS dials port 80 whatever it is told. A connection that GramJS tries
 * after its client was destroyed (a reconnect that was just waiting) stays pending for ever and holds nothing.
 */
export function sandboxSocket({ PromisedNetSockets }: Gramjs, host: string, port: number, owner: SocketOwner) {
  return class SandboxSocket extends PromisedNetSockets {
    override async connect() {
      if (owner.destroyed) return new Promise<never>(() => undefined);
      const connected = await super.connect(port, host);
      const { client } = this as unknown as { client?: { setNoDelay(on: boolean): void } };
      client?.setNoDelay(true);
      return connected;
    }
  };
}

import { createServer } from 'node:net';

/**
 * Whether nobody listens there. Asked before anything else is begun: a second start of a shop that runs already must not
 * get as far as its database. Throws what is wrong with the address otherwise, such as EACCES.
 */
export function portIsFree({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

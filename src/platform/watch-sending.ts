import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/**
 * A transport that notices whether a request can have reached its server: not before its connection (and TLS) stands. A
 * connection that was kept open stands already.
 */
export function watchSending(secure: boolean) {
  let begun = false;
  const begin = () => {
    begun = true;
  };
  const module = secure ? https : http;
  return {
    begun: () => begun,
    transport: {
      request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
        const request = module.request(options, onAnswer);
        request.once('socket', (socket: Socket) => {
          if (!request.reusedSocket) socket.once(secure ? 'secureConnect' : 'connect', begin);
          else begin();
        });
        return request;
      },
    },
  };
}

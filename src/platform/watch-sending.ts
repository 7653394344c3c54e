import http, {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import https from 'node:https';
import type { Socket } from 'node:net';

/**
 * A transport that notices whether a request can have reached its server: not before its connection (and TLS) stands. A
 * connection that was kept open stands already.
 */
export function watchSending(secure: boolean) {
  let begun = false;
  let headers: IncomingHttpHeaders | undefined;
  const begin = () => {
    begun = true;
  };
  const module = secure ? https : http;
  return {
    begun: () => begun,
    /** As they came: axios takes bytes out of its copy, which breaks a text in a header. */
    headers: () => headers,
    transport: {
      request(options: RequestOptions, onAnswer: (answer: IncomingMessage) => void): ClientRequest {
        const request = module.request(options, (answer: IncomingMessage) => {
          headers = { ...answer.headers };
          onAnswer(answer);
        });
        request.once('socket', (socket: Socket) => {
          if (!request.reusedSocket) socket.once(secure ? 'secureConnect' : 'connect', begin);
          else begin();
        });
        return request;
      },
    },
  };
}

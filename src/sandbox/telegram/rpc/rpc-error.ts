/** What a method answers when it refuses: a number and a text such as 400 PEER_ID_INVALID. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    readonly text: string,
  ) {
    super(text);
    this.name = 'RpcError';
  }
}

export const badRequest = (text: string): RpcError => new RpcError(400, text);
export const forbidden = (text: string): RpcError => new RpcError(403, text);
export const unauthorized = (text: string): RpcError => new RpcError(401, text);

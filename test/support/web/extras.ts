import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ApiAnswer, ApiRequest } from './apis';

/** What the reference system's functions of other houses answer: nothing as yet. */
export class Extras {
  answer(_request: ApiRequest, _claims: { readonly [claim: string]: string } | undefined): Promise<ApiAnswer> | undefined {
    return undefined;
  }

  /** Whether an address is the object store's, which is no API. */
  takes(_url: string): boolean {
    return false;
  }

  serve(_request: IncomingMessage, _body: Buffer, _response: ServerResponse): void {}
}
